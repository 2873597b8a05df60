#!/bin/sh
# The help of polku and of each command, the man pages and the completions: all from one table.
. "${0%/*}/lib.sh"

expect "help" 0 help
cp out all
for word in --help -h; do
    expect "polku $word" 0 $word
    expect_same "polku $word says what help says" all out
done
expect "no command at all" 2
expect_same "no command: the help goes to stderr" all err

for command in run compare check describe journeys plot help new; do
    expect "polku $command --help" 0 $command --help
    cp out one
    expect_text "$command: usage" out "usage: polku $command [OPTION]..."
    expect_text "$command: itself among its options" out "--help"
    expect_text "$command: stands in the list" all "$command "
    run help $command
    expect_same "polku help $command is the same" one out
    if awk 'length($0) > 110 { bad = 1 } END { exit bad }' out; then
        pass "$command: no line too wide"
    else
        fail "$command: a line is too wide" "$(cat out)"
    fi
done
run run --help
for option in "-o, --output DIR" "--runs N" "--seed N" "--threads N" "--engine ENGINE" "--by PERIOD" "--charts KIND" \
    "--individuals" "--vector KIND" "--json" "-q, --quiet"; do
    expect_text "run: $option" out "$option"
done
run plot --help
for chart in kpis stages journey funnel; do expect_text "plot: $chart is listed" out "  $chart "; done
run compare --help
expect_text "compare: --baseline" out "--baseline SCENARIO"
expect "help wins over what is wrong beside it" 0 run --runs many --help

# Whoever copies an example finds its files; a pattern stands for some, and --baseline names a plan of theirs.
for command in run compare check describe plot sweep sensitivity optimise attribute journeys; do
    run help $command
    missing=
    for path in $(sed -n '/^Examples/,$p' out | grep -oE '(scenarios|models)/[^ ]*'); do
        found=$(ls "$ROOT"/$path 2>/dev/null) # the pattern is to be spread out
        [ -n "$found" ] || missing="$missing $path"
    done
    if [ -z "$missing" ]; then pass "$command: the files of its examples are there"; else
        fail "$command: examples of files that are not there:" "$missing"
    fi
done
run help compare
plan=$(sed -n 's/.*--baseline \([a-z-]*\) .*puhdistustiimi.*/\1/p' out)
expect_there "compare: the plan of its example is there" "$ROOT/scenarios/puhdistustiimi/$plan.yaml"

expect "--version" 0 --version
expect_text "--version: GSL" out "GSL "
expect_text "--version: libyaml" out "libyaml "
expect_text "--version: jansson" out "jansson "

for command in "" run compare check describe journeys plot help new; do
    expect "man page of polku $command" 0 help --man $command
    if command -v groff >/dev/null; then
        warnings=$(groff -man -ww -Tutf8 -z out 2>&1)
        if [ -z "$warnings" ]; then pass "man page of polku $command: groff is content"; else
            fail "man page of polku $command" "$warnings"
        fi
    fi
done

expect "bash completion" 0 help --completion bash
if command -v bash >/dev/null; then
    cp out completion.bash
    # complete WORD...: what bash would offer for the last word
    cat >complete.sh <<'BASH'
. ./completion.bash
COMP_WORDS=(polku "$@")
COMP_CWORD=$#
_polku
printf '%s\n' "${COMPREPLY[@]}"
BASH
    expect_text "bash: commands" /dev/stdin "compare" <<TEXT
$(bash complete.sh com)
TEXT
    expect_text "bash: options" /dev/stdin "--threads" <<TEXT
$(bash complete.sh run --th)
TEXT
    expect_text "bash: words of an option" /dev/stdin "cohort" <<TEXT
$(bash complete.sh run --engine co)
TEXT
    expect_text "bash: the engine agents" /dev/stdin "agents" <<TEXT
$(bash complete.sh run --engine ag)
TEXT
    expect_text "bash: single customers" /dev/stdin "--individuals" <<TEXT
$(bash complete.sh run --ind)
TEXT
    expect_text "bash: charts" /dev/stdin "stages" <<TEXT
$(bash complete.sh plot results --chart st)
TEXT
    expect_text "bash: kinds of picture" /dev/stdin "sixel" <<TEXT
$(bash complete.sh plot results --terminal s)
TEXT
    touch plan.yaml plan.txt
    if [ "$(bash complete.sh run pl)" = plan.yaml ]; then pass "bash: files"; else
        fail "bash: files" "$(bash complete.sh run pl)"
    fi
fi
expect "zsh completion" 0 help --completion zsh
if command -v zsh >/dev/null; then
    if zsh -n out; then pass "zsh reads it"; else fail "zsh does not read it"; fi
fi
finish
