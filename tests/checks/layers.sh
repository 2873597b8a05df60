#!/bin/sh
# Does every source file keep to its layer? layers.awk holds the rules.
# usage: layers.sh [FOLDER]     the folder that holds sim/; here where nothing is said
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
# shellcheck disable=SC2086 # our file names have no spaces
if LC_ALL=C awk -f "$here/layers.awk" $files; then
    echo "check-layers: $(echo "$files" | wc -l) files keep to their layers"
else
    echo "check-layers: the lines above do not keep to their layer (sim/README.md)"
    exit 1
fi
