#!/bin/sh
# The commit that `make bench` compares with, as a tree of its own, built as it builds itself; kept for the next time.
# usage: reference.sh COMMIT FOLDER, with COMPILE (the compiler and its flags), CC, CFLAGS and LDLIBS in the environment
set -eu

commit=$1
folder=$2
bench=$PWD/tests/bench

no_history() {
    echo "bench: $1"
    echo "  make bench compares with commit $commit, which it takes from the git history of this folder;"
    echo "  in a shallow clone, \`git fetch --unshallow\` gets it"
    exit 1
}

if [ ! -x "$folder/polku" ]; then
    git rev-parse --git-dir >/dev/null 2>&1 || no_history "this folder has no git history"
    git cat-file -e "$commit^{commit}" 2>/dev/null || no_history "the git history here does not reach commit $commit"
    echo "bench: building commit $commit in $folder"
    rm -rf "$folder"
    mkdir -p "$folder"
    git archive "$commit" | tar -x -C "$folder"
    if ! make -C "$folder" all BUILD=build PROGRAM=polku CC="$CC" CFLAGS="$CFLAGS" >"$folder/make.log" 2>&1; then
        tail "$folder/make.log"
        exit 1
    fi
fi

evaluate=$folder/build/evaluate
if [ ! -x "$evaluate" ] || [ -n "$(find "$bench" -name 'evaluate*' -newer "$evaluate")" ]; then
    cd "$folder"
    # shellcheck disable=SC2086 # words
    $COMPILE -I"${bench%/bench}" -o build/evaluate "$bench/evaluate_main.c" "$bench/evaluate_$commit.c" \
        build/libpolku.a $LDLIBS
fi
