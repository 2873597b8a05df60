#!/bin/sh
# Runs every test and adds them up, side by side: the shell tests, which take long, begin first.
# usage: run_tests.sh BUILD PROGRAM [TEXT]      TEXT: only tests whose path holds it
#
# A test program may close with "N passed, N failed" (and ", N skipped"), or speak TAP ("1..N", "ok", "not ok",
# "ok # SKIP why"), as cmocka does here. One that does neither counts once: exit 0 passed, 77 skipped, else failed. A
# plan that is not kept (a crash) counts its rest as failed. Shell tests find the program in $POLKU, a folder of their own
# in $SCRATCH, and SANITIZED=1 under sanitizers; they run in the project's folder. What each test took stands in
# BUILD/logs/seconds: processor seconds and its name, the dearest first.
# The last line is "N passed, N failed, N skipped", and the exit code is 1 unless N failed is 0.
set -u

build=$1
program=$2
text=${3:-}
limit=900 # seconds for one test program

# Adds up one log, prints a line for it, and the whole log where something failed.
report() {
    name=$1 log=$2 code=$3
    counts=$(awk -v code="$code" '
        /^1\.\.[0-9]+/ { plan += substr($1, 4) }
        /^not ok( |$)/ { failed++ }
        /^ok( |$)/ { if ($0 ~ /# *[Ss][Kk][Ii][Pp]/) skipped++; else passed++ }
        { last = $0 }
        END {
            if (last ~ /^ *[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/) {
                split(last, words, " ")
                passed = words[1]; failed = words[3]; skipped = words[5]
                if (code != 0 && failed == 0) failed = 1
            } else if (passed + failed + skipped + plan == 0) {
                if (code == 0) passed = 1; else if (code == 77) skipped = 1; else failed = 1
            } else {
                if (plan > passed + failed + skipped) failed = plan - passed - skipped
                if (code != 0 && failed == 0) failed = 1
            }
            print passed + 0, failed + 0, skipped + 0
        }' "$log")
    echo "$counts" >>"${log%/*}/counts"
    # shellcheck disable=SC2086 # three numbers
    set -- $counts
    if [ "$2" -gt 0 ]; then
        printf '%-8s%-44s %4d passed %4d failed (exit %s)\n' FAILED "$name" "$1" "$2" "$code"
        sed 's/^/    /' "$log"
    elif [ "$3" -gt 0 ]; then
        printf '%-8s%-44s %4d passed %4d skipped\n' ok "$name" "$1" "$3"
        grep -i 'skip' "$log" | sed 's/^/    /'
    else
        printf '%-8s%-44s %4d passed\n' ok "$name" "$1"
    fi
}

# run_tests.sh --one LOG NAME COMMAND...: one test program, its output and processor time into files, what came of it at
# once to the screen.
if [ "$build" = --one ]; then
    log=$2 name=$3
    shift 3
    SCRATCH=$SCRATCH/${log##*/}
    mkdir -p "$SCRATCH"
    timeout "$limit" "$@" >"$log" 2>&1 </dev/null
    code=$?
    times >"$log.times"
    awk -v name="$name" 'NR == 2 { split($1, own, "[ms]"); split($2, of_kernel, "[ms]")
        printf "%7.1f %s\n", 60 * (own[1] + of_kernel[1]) + own[2] + of_kernel[2], name }' "$log.times" >"$log.seconds"
    rm -rf "$SCRATCH"
    report "$name" "$log" "$code" >"$log.said"
    cat "$log.said"
    exit 0
fi

case $program in
/*) POLKU=$program ;;
*) POLKU=$PWD/$program ;;
esac
logs=$build/logs
rm -rf "$logs"
mkdir -p "$logs"
SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/polku-test-XXXXXX") || exit 1
BUILD=$build
trap 'rm -rf "$SCRATCH"' EXIT
export POLKU SCRATCH BUILD
FAIL_MALLOC=$PWD/$build/tests/fail_malloc.so
export FAIL_MALLOC
export CMOCKA_MESSAGE_OUTPUT=TAP
export LC_ALL=C.UTF-8
export UBSAN_OPTIONS=print_stacktrace=1

wanted() {
    case $1 in
    *"$text"*) [ -e "$1" ] ;;
    *) return 1 ;;
    esac
}

# log_of tests/cli/help.sh: its log file, named so that no two collide.
log_of() {
    printf '%s/%s.log' "$logs" "$(printf '%s' "$1" | tr / .)"
}

commands() {
    for script in tests/cli/*.sh tests/web/test_*.sh tests/checks/test_*.sh; do
        wanted "$script" && printf '%s %s sh %s\n' "$(log_of "$script")" "$script" "$script"
    done
    for source in tests/unit/test_*.c tests/fuzz/fuzz_*.c; do
        name=${source%.c}
        wanted "$source" && printf '%s %s env %s\n' "$(log_of "$name")" "$name" "$build/$name"
    done
}
commands | xargs -r -n 4 -P "${JOBS:-1}" sh "$0" --one
commands | while read -r log name _; do
    [ -e "$log.said" ] || { touch "$log" && report "$name" "$log" 1; } # it was not let come to its end
done
cat "$logs"/*.seconds 2>/dev/null | sort -rn >"$logs/seconds"

touch "$logs/counts"
awk '{ passed += $1; failed += $2; skipped += $3 }
    END {
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0 || passed == 0
    }' "$logs/counts"
