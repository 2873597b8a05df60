#!/bin/sh
# make install puts everything where it belongs, the installed program works from there, and make uninstall takes away
# exactly what install has put there.
set -u
count=0
failed=0
ok() {
    count=$((count + 1))
    echo "ok $count - $1"
}
not_ok() {
    count=$((count + 1))
    failed=$((failed + 1))
    echo "not ok $count - $1"
    shift
    for line; do printf '%s\n' "$line" | sed 's/^/# /'; done
}
# check NAME COMMAND...: the command succeeds.
check() {
    name=$1
    shift
    if "$@" >"$scratch/out" 2>&1; then ok "$name"; else not_ok "$name" "$*" "$(cat "$scratch/out")"; fi
}

scratch=$(mktemp -d "${SCRATCH:-${TMPDIR:-/tmp}}/install-XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
tree=$scratch/tree
prefix=$tree/usr/local
# The program that is tested, so that nothing is built anew; the prefix is the default one for the same reason.
if [ -n "${SANITIZED:-}" ]; then
    build="SANITIZE=1 BUILD=build/asan PROGRAM=build/asan/polku"
else
    build=
fi

# shellcheck disable=SC2086 # several words
check "make install" make --no-print-directory install DESTDIR="$tree" $build
polku=$prefix/bin/polku
cp models/four-step-chain.yaml "$scratch/small.yaml"
cd "$scratch" || exit 1
check "the program runs" "$polku" --version
if command -v gnuplot >/dev/null; then
    check "a model with its charts" "$polku" run --runs 20 -o small small.yaml
    check "a chart is drawn" grep -q '</svg>' small/charts/stages.svg
else
    check "a model" "$polku" run --runs 20 --charts none -o small small.yaml
fi
check "every installed scenario finds its model" "$polku" check --quiet "$prefix"/share/polku/scenarios/*/*.yaml
check "a schema for editors" test -s "$prefix/share/polku/models/model.schema.json"
check "another" test -s "$prefix/share/polku/models/scenario.schema.json"
check "bash completion" test -s "$prefix/share/bash-completion/completions/polku"
check "zsh completion" test -s "$prefix/share/zsh/site-functions/_polku"
check "the man page" grep -q '^\.TH POLKU 1' "$prefix/share/man/man1/polku.1"
"$polku" help | awk '/^Commands/ { on = 1; next } /^$/ { on = 0 } on && /^  [a-z]/ { print $1 }' >commands
check "the commands are listed" test -s commands
while read -r command; do
    check "man page of polku $command" test -s "$prefix/share/man/man1/polku-$command.1"
done <commands
(cd "$prefix/share/man/man1" && ls polku-*.1) | sed 's/^polku-//; s/\.1$//' | sort >pages
sort commands >sorted
check "no man page without a command" cmp pages sorted
cd "$OLDPWD" || exit 1

# What others have put there stays.
echo other >"$prefix/bin/other"
echo mine >"$prefix/share/polku/mine"
echo page >"$prefix/share/man/man1/polku-of-another.1"
# shellcheck disable=SC2086
check "make uninstall" make --no-print-directory uninstall DESTDIR="$tree" $build
find "$tree" -type f | sed "s,^$prefix/,," | sort >"$scratch/left"
printf '%s\n' bin/other share/man/man1/polku-of-another.1 share/polku/mine >"$scratch/others"
check "it leaves what is not polku's, and nothing else" diff "$scratch/others" "$scratch/left"
rm "$prefix/bin/other" "$prefix/share/polku/mine" "$prefix/share/man/man1/polku-of-another.1"
# shellcheck disable=SC2086
check "uninstalling twice is no error" make --no-print-directory uninstall DESTDIR="$tree" $build
check "the tree is empty" test -z "$(find "$tree" -type f)"
check "and without a folder of ours" test ! -e "$prefix/share/polku"

# Another prefix goes into every path, and into the program.
make -n install DESTDIR="$tree" PREFIX=/opt/polku >"$scratch/dry" 2>&1
check "PREFIX: the program" grep -q "polku $tree/opt/polku/bin/polku" "$scratch/dry"
check "PREFIX: the scripts" grep -q "$tree/opt/polku/share/polku/" "$scratch/dry"
if grep -q "$tree/usr/local" "$scratch/dry"; then not_ok "PREFIX: everything"; else ok "PREFIX: everything"; fi
echo "1..$count"
[ $failed = 0 ]
