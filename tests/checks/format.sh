#!/bin/sh
# Is every C file laid out as .clang-format says? Fails with the places where not; `clang-format -i FILE` mends one.
set -u

if ! command -v clang-format >/dev/null 2>&1; then
    echo "check-format: skipped, because clang-format is not installed (apt-get install clang-format)"
    exit 0
fi
if find sim tests -name '*.[ch]' -print0 | xargs -0 -r clang-format --dry-run -Werror; then
    echo "check-format: every file is laid out as .clang-format says"
else
    echo "check-format: the places above are not; mend them with: clang-format -i FILE"
    exit 1
fi
