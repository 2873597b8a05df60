#!/bin/sh
# Is every C file laid out as .clang-format says, with braces everywhere? Fails with the places where not;
# `clang-format-16 -i FILE` mends one. One version for everybody: another one lays out differently.
set -u

if ! command -v clang-format-16 >/dev/null 2>&1; then
    echo "check-format: skipped, because clang-format-16 is not installed (apt-get install clang-format-16)"
    exit 0
fi
if find sim tests -name '*.[ch]' -print0 | xargs -0 -r clang-format-16 --dry-run -Werror; then
    echo "check-format: every file is laid out as .clang-format says"
else
    echo "check-format: the places above are not; mend them with: clang-format-16 -i FILE"
    exit 1
fi
