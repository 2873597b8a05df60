#!/bin/sh
# The objects of the lanes (sim/engine/lanes/width.c) show nothing but their table to the linker: code that only some
# machines have must not take the place of another file's function. Speaks TAP. BUILD: the folder of the objects.
set -u

build=${BUILD:-build}
number=0

# check NAME GOT WANTED
check() {
    number=$((number + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        printf '%s\n' "$2" | sed 's/^/# shows /'
    fi
}

if [ "${SANITIZED:-}" = 1 ]; then
    echo "ok 1 - symbols # SKIP the sanitizers add their own"
    echo "1..1"
    exit 0
fi
for object in "$build"/sim/engine/lanes/expected_*.o "$build"/sim/engine/lanes/cohort_*.o; do
    width=${object##*/}
    width=${width%.o}
    check "$width lanes show their table only" "$(nm --extern-only --defined-only --format=posix "$object" |
        cut -d ' ' -f 1)" "pk_lanes_$width"
    check "$width lanes use no fused multiply-add" "$(objdump -d "$object" | grep -c -E 'vf(n?m(add|sub))')" 0
done
# A weak symbol would show, too.
mkdir -p "${SCRATCH:=$(mktemp -d)}"
printf 'const int table = 1; __attribute__((weak)) double f(double x) { return x; }\n' >"$SCRATCH/weak.c"
cc -c -o "$SCRATCH/weak.o" "$SCRATCH/weak.c"
check "a weak function is seen" "$(nm --extern-only --defined-only --format=posix "$SCRATCH/weak.o" |
    cut -d ' ' -f 1 | tr '\n' ' ')" "f table "
echo "1..$number"
