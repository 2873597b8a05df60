#!/bin/sh
# The Makefile rebuilds what a changed header, flag or list of files touches, and nothing else. Tried on a tree of three
# files. Speaks TAP.
set -u

top=${SCRATCH:-$(mktemp -d)}/build-test
number=0
mkdir -p "$top/sim/base" "$top/sim/cli" "$top/plots"
cp Makefile "$top/"
cd "$top" || exit 1

echo '#define ANSWER 1' >sim/base/answer.h
cat >sim/base/answer.c <<'EOF'
#include "base/answer.h"
int answer(void);
int answer(void) { return ANSWER; }
EOF
cat >sim/cli/main.c <<'EOF'
#ifndef MORE
#define MORE 0
#endif
int answer(void);
int main(void) { return answer() + MORE; }
EOF

build() {
    env -u MAKEFLAGS -u MAKELEVEL make LDLIBS= "$@" >log 2>&1 || sed 's/^/# /' log
}

compiled() {
    grep -c '^  compile' log
}

# expect NAME PROGRAM EXIT-CODE FILES-COMPILED
expect() {
    number=$((number + 1))
    ./"$2"
    code=$?
    files=$(compiled)
    if [ "$code" -eq "$3" ] && [ "$files" -eq "$4" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1: answer $code, $files files compiled"
    fi
}

build
expect "the first time everything is built" polku 1 2
build
expect "nothing changed, nothing is compiled" polku 1 0
echo '#define ANSWER 2' >sim/base/answer.h
touch -d '1 minute' sim/base/answer.h
build
expect "a changed header" polku 2 1
touch -d '1 minute ago' sim/base/answer.h
build CPPFLAGS=-DMORE=5
expect "a changed flag" polku 7 2
build CPPFLAGS=-DMORE=5
expect "the same flag again" polku 7 0
build
expect "the flag is gone" polku 2 2
echo 'int answer(void); int answer(void) { return 9; }' >sim/base/other.c
rm sim/base/answer.c
build
expect "a source file came, another went" polku 9 1
build BUILD=build/other PROGRAM=build/other/polku
expect "elsewhere, beside the first" build/other/polku 9 2
test -d build/other/plots/. && build && expect "which is left as it was" polku 9 0
echo "1..$number"
