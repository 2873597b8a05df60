#!/bin/sh
# Wherever memory runs out, the program says so and ends with 1: no crash, no other reason, nothing half written that a
# manifest vouches for. A library that is loaded first (tests/tools/fail_malloc.c) lets the n-th allocation fail.
# STRIDE=1 tries every n, and takes minutes; where nothing is said a command is tried at some 20 of them.
. "${0%/*}/lib.sh"
make_plans
FAIL_MALLOC=${FAIL_MALLOC:-$ROOT/build/tests/fail_malloc.so}
if [ -n "${SANITIZED:-}" ] || [ ! -e "$FAIL_MALLOC" ]; then
    echo "skip  no allocation can be made to fail here"
    finish
fi

# with NUMBER WORD...: runs polku whose allocation NUMBER fails.
with() {
    number=$1
    shift
    (
        FAIL_AT=$number LD_PRELOAD=$FAIL_MALLOC
        export FAIL_AT LD_PRELOAD
        exec "$POLKU" "$@"
    ) >out 2>err </dev/null
}

# expect_told NAME WORD...: each failure is told, or got over with the same output.
expect_told() {
    name=$1
    shift
    rm -rf results
    FAIL_COUNT=$FOLDER/count LD_PRELOAD=$FAIL_MALLOC "$POLKU" "$@" >usual 2>err </dev/null
    count=$(cat count)
    stride=${STRIDE:-$((count / 20 + 1))}
    bad=
    told=0
    number=1
    while [ "$number" -le "$count" ]; do
        rm -rf results
        with "$number" "$@"
        code=$?
        if [ $code = 1 ] && grep -q '^error: out of memory' err; then
            told=$((told + 1))
            if [ -d results ]; then bad="$bad$(holds results)"; fi
        elif [ $code != 0 ] || ! cmp -s out usual; then
            bad="$bad allocation $number: exit $code, $(head -2 err);"
        fi
        if [ -d results ]; then bad="$bad$(find results -name '*.tmp-*')"; fi
        number=$((number + stride))
    done
    if [ -n "$bad" ]; then fail "$name" "$bad"; elif [ $told = 0 ]; then fail "$name: nothing failed"; else
        pass "$name: $told failures of $count allocations are told"
    fi
}
expect_told "run" run --charts none --runs 3 --threads 2 -o results today.yaml
expect_told "compare" compare --charts none --runs 3 --threads 2 -o results today.yaml push.yaml
if command -v gnuplot >/dev/null; then
    expect_told "run with charts" run --runs 3 --threads 1 -o results today.yaml
    expect "results for plot" 0 run --quiet --runs 3 -o drawn today.yaml
    expect_told "plot" plot drawn --chart stages --terminal png
fi
expect_told "describe" describe --charts none --threads 2 -o results today.yaml
expect_told "check" check --json today.yaml push.yaml
expect_told "new" new results
expect_told "help" help run
(ulimit -v 60000; "$POLKU" run --runs 50000 --threads 2 --charts none -o results today.yaml >out 2>err)
code=$?
if [ $code = 1 ] && grep -q '^error: out of memory' err; then pass "ulimit -v"; else fail "ulimit -v: exit $code" "$(cat err)"; fi
finish
