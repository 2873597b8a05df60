#!/bin/sh
# Output that cannot be written is an error, exit 1, and leaves nothing half written.
. "${0%/*}/lib.sh"
make_plans

# to_full NAME WORD...: stdout is a full disk.
to_full() {
    name=$1
    shift
    "$POLKU" "$@" >/dev/full 2>err
    code=$?
    if [ $code = 1 ] && grep -q '^error: the output cannot be written: No space left on device$' err; then
        pass "$name on a full disk"
    else
        fail "$name on a full disk: exit $code" "$(cat err)"
    fi
}
if [ -c /dev/full ]; then
    to_full "help" help
    to_full "help of a command" run --help
    to_full "version" --version
    to_full "man page" help --man run
    to_full "run" run --charts none today.yaml
    to_full "run as JSON" run --charts none --json today.yaml
    to_full "compare" compare --charts none today.yaml push.yaml
    to_full "check" check today.yaml
fi
"$POLKU" check today.yaml >&- 2>err
if [ $? = 1 ] && grep -q 'cannot be written' err; then pass "stdout closed"; else fail "stdout closed" "$(cat err)"; fi
"$POLKU" run --charts none -o closed today.yaml >&- 2>err <&-
code=$?
if [ $code = 1 ] && [ -s closed/kpis.csv ] && [ "$(head -c 9 closed/kpis.csv)" = "scenario," ]; then
    pass "no table lands on a closed stream"
else
    fail "no table lands on a closed stream: exit $code" "$(cat err)"
fi
"$POLKU" run --quiet --charts none -o quiet today.yaml >&- 2>err
if [ $? = 0 ]; then pass "nothing to say needs no stdout"; else fail "nothing to say needs no stdout" "$(cat err)"; fi

# A reader that goes away early is no failure of ours.
code=$( { { "$POLKU" help 2>err; echo $? >&3; } | head -1 >/dev/null; } 3>&1)
if [ "$code" = 0 ] && [ ! -s err ]; then pass "| head"; else fail "| head: exit $code" "$(cat err)"; fi

touch blocked
expect "a folder below a file" 1 run --charts none -o blocked/results today.yaml
expect_text "a folder below a file is named" err blocked
mkdir -p taken/kpis.csv
expect "a table's name is taken by a folder" 1 run --charts none -o taken today.yaml
expect_text "the table is named" err kpis.csv
left=$(find taken -name '*tmp*')
if [ -z "$left" ]; then pass "no temporary file is left"; else fail "temporary files are left" "$left"; fi
if [ "$(id -u)" != 0 ]; then
    mkdir locked
    chmod 500 locked
    expect "a folder without permission" 1 run --charts none -o locked today.yaml
    expect_text "why it cannot be written" err "ermission"
    chmod 700 locked
else
    echo "skip  a folder without permission: root may write everywhere"
fi
finish
