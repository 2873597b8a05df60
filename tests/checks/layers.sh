#!/bin/sh
# Does every source file keep to its layer? layers.awk holds the rules, the compiler says what each file sees.
# usage: [CC=gcc] layers.sh [FOLDER]     the folder that holds sim/; here where nothing is said
set -u

here=$(dirname "$0")
cd "${1:-.}" || exit 1
case $here in
/*) ;;
*) here=$OLDPWD/$here ;;
esac
files=$(find sim -name '*.[ch]' | LC_ALL=C sort)
if [ -z "$files" ]; then
    echo "check-layers: no source files under sim/"
    exit 1
fi
rules=$(mktemp -d) || exit 1
trap 'rm -rf "$rules"' EXIT
# What each file, a header too, sees through all of its headers; those of the system are left out and not even read.
# shellcheck disable=SC2016 # the inner shell has an own $$
echo "$files" | RULES=$rules xargs -n 40 -P "$(nproc 2>/dev/null || echo 1)" \
    sh -c '"$@" >"$RULES/$$"' sh "${CC:-gcc}" -std=gnu17 -Isim -nostdinc -MM -MG || {
    echo "check-layers: the compiler cannot tell what the files include"
    exit 1
}
# shellcheck disable=SC2086 # our file names have no spaces
if cat "$rules"/* | LC_ALL=C awk -f "$here/layers.awk" $files -; then
    echo "check-layers: $(echo "$files" | wc -l) files keep to their layers"
else
    echo "check-layers: the lines above do not keep to their layer (sim/README.md)"
    exit 1
fi
