#!/bin/sh
# run_tests.sh counts what it should, above all what goes wrong. Speaks TAP.
set -u

runner=$PWD/tests/tools/run_tests.sh
top=${SCRATCH:-$(mktemp -d)}/runner
number=0

# unit NAME, shell NAME < SCRIPT: a made-up test program.
unit() {
    mkdir -p "$top/tests/unit" "$top/build/tests/unit"
    : >"$top/tests/unit/test_$1.c"
    { echo '#!/bin/sh'; cat; } >"$top/build/tests/unit/test_$1"
    chmod +x "$top/build/tests/unit/test_$1"
}

shell() {
    mkdir -p "$top/tests/cli"
    cat >"$top/tests/cli/$1.sh"
}

# expect NAME EXIT CLOSING-LINE [TEXT]
expect() {
    number=$((number + 1))
    output=$(cd "$top" && JOBS=2 sh "$runner" build ./polku "${4:-}" 2>&1)
    code=$?
    closing=$(printf '%s\n' "$output" | tail -n 1)
    if [ "$code" -eq "$2" ] && [ "$closing" = "$3" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1: exit $code, \"$closing\""
        printf '%s\n' "$output" | sed 's/^/# /; s/ok/o.k./'
    fi
    rm -rf "$top"
    mkdir -p "$top"
}

mkdir -p "$top"
expect "no tests at all are a failure" 1 "0 passed, 0 failed, 0 skipped"

printf 'echo 1..2; echo ok 1 - a; echo ok 2 - b\n' | unit a
printf 'true\n' | shell b
expect "lines of TAP count each, other programs once" 0 "3 passed, 0 failed, 0 skipped"

printf 'echo 1..3; echo ok 1 - a; echo not ok 2 - b; echo "ok 3 # SKIP no clock"; exit 1\n' | unit a
printf 'exit 3\n' | shell b
printf 'echo "skip: no root here"; exit 77\n' | shell c
expect "failures and skips of both kinds are told apart" 1 "1 passed, 2 failed, 2 skipped"

printf 'echo 1..5; echo ok 1 - a; kill -SEGV $$\n' | unit a
expect "what a crash kept from running has failed" 1 "1 passed, 4 failed, 0 skipped"

printf 'echo ok 1 - a; exit 1\n' | shell a
expect "an exit code that no line explains is a failure" 1 "1 passed, 1 failed, 0 skipped"

: | unit a
rm "$top/build/tests/unit/test_a"
expect "a program that was not built is a failure" 1 "0 passed, 1 failed, 0 skipped"

printf 'true\n' | unit draw
printf 'false\n' | unit other
expect "ONLY leaves the rest out" 0 "1 passed, 0 failed, 0 skipped" draw

printf 'echo "  ok    a"; echo "  FAIL  b"; echo 7 passed, 2 failed; exit 1\n' | shell a
printf 'echo 3 passed, 0 failed, 4 skipped\n' | shell b
printf 'echo 1 passed, 0 failed; exit 1\n' | shell c
expect "a program may add itself up" 1 "11 passed, 3 failed, 4 skipped"

printf 'test -x "$(dirname "$POLKU")" && test -d "$SCRATCH" && case $POLKU in /*) ;; *) exit 1 ;; esac\n' | shell a
expect "shell tests are told where the program and their folder are" 0 "1 passed, 0 failed, 0 skipped"

echo "1..$number"
