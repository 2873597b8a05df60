#!/bin/sh
# Every command in every README, run as a reader would: in a copy of the project, each README from its first block to
# its last. A block whose first line is `# NAME.yaml` is that file; in a ```console block, lines `$ command` are run and
# what stands below them must be what they print, where a line `…` stands for any lines. `make TARGET` must be there.
#   sh tests/cli/readme.sh --write README.md...    puts what is printed now below the commands that print something else
if [ "${1:-}" = --write ]; then
    shift
    write=1
    readmes=$*
else
    write=
    readmes=$(git ls-files '*README.md' 2>/dev/null)
    [ -n "$readmes" ] || readmes=$(find . -name README.md ! -path './build/*' | sed 's,^\./,,' | sort)
fi
. "tests/cli/lib.sh"
skip() {
    echo "ok 1 - READMEs # SKIP $1"
    echo "1..1"
    exit 0
}
[ -z "${SANITIZED:-}" ] || skip "they are run without the sanitizers, too"
command -v gnuplot >/dev/null || skip "gnuplot is not installed, and charts are among what they show"

# A copy of what a clone has; of a tree without git, of all but what was built.
make_copy() {
    mkdir copy
    if (cd "$ROOT" && git ls-files -z >"$FOLDER/files" 2>/dev/null); then
        (cd "$ROOT" && xargs -0 cp --parents -t "$FOLDER/copy" <"$FOLDER/files" 2>/dev/null)
    else
        (cd "$ROOT" && tar cf - --exclude=./build --exclude=./results .) | (cd copy && tar xf -)
    fi
    cp "$POLKU" copy/polku
}

# run_step COMMAND: what a terminal would show, in `printed`.
run_step() {
    case $1 in
    make*) (cd copy && eval "make -n ${1#make}") >/dev/null 2>printed && : >printed ;;
    *) (cd copy && PATH=$FOLDER/copy:$PATH sh -c "$1") >printed 2>&1 </dev/null ;;
    esac
    code=$?
}

# A command that fails is shown to: with its error.
check_step() {
    if [ $code != 0 ] && ! grep -q 'error:' "$2.shown"; then
        fail "$1" "exit $code" "$(head -20 printed)"
    elif awk -f "$ROOT/tests/tools/shown.awk" "$2.shown" printed >difference; then
        pass "$1"
    elif [ -n "$write" ]; then
        cp printed "$2.shown"
        pass "$1, rewritten"
    else
        fail "$1" "$(cat difference)" "to show what is printed now: sh tests/cli/readme.sh --write $readme"
    fi
}

follow() {
    while read -r kind first second; do
        case $kind in
        file)
            mkdir -p "copy/$(dirname "$first")"
            cp "$second" "copy/$first"
            ;;
        run)
            run_step "$(cat "$first.command")"
            check_step "$readme:$second: $(cat "$first.command")" "$first"
            ;;
        esac
    done <"$1/steps"
}

# Puts the parts back together: the shown lines come from their files.
rewrite() {
    awk -v steps="$2/steps" '
        BEGIN { while ((getline line <steps) > 0) if (split(line, w, " ") && w[1] == "run") at[w[3]] = w[2] ".shown" }
        /^```/ { skip = 0 }
        /^\$ / && NR in at { print; while ((getline line <at[NR]) > 0) print line; skip = 1; next }
        !skip || /^\$ / { print }' "$1"
}

for readme in $readmes; do
    rm -rf copy parts
    mkdir parts
    make_copy
    : >parts/steps
    complaints=$(cd "$ROOT" && awk -v folder="$FOLDER/parts" -f tests/tools/readme.awk "$readme")
    if [ -n "$complaints" ]; then fail "$readme" "$complaints"; else pass "$readme: its blocks can be followed"; fi
    follow parts
    if [ -n "$write" ]; then
        rewrite "$ROOT/$readme" parts >rewritten && cat rewritten >"$ROOT/$readme"
    fi
done

# The tests' own tools: what is shown must be printed, the whole of it, in its order.
printf 'a\n…\nc\n' >shown
for text in 'a c' 'a b c' 'a c c' 'a b b c'; do
    printf '%s\n' $text >printed
    if awk -f "$ROOT/tests/tools/shown.awk" shown printed >difference; then pass "fits: $text"; else
        fail "does not fit: $text" "$(cat difference)"
    fi
done
for text in 'a' 'a c d' 'b c' 'c' ''; do
    printf '%s\n' $text >printed
    if awk -f "$ROOT/tests/tools/shown.awk" shown printed >difference; then fail "fits: $text"; else
        pass "does not fit: $text"
    fi
done
finish
