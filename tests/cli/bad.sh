#!/bin/sh
# Every broken file of tests/bad: `polku check` says exactly what stands in NAME.expected, on stderr, and exits with 3,
# or with 0 for ok-*.yaml; then some files too large or too odd to keep, made here. Nothing takes longer than a moment.
# KEEP=1 writes NAME.expected anew from what is said: look at the difference before you commit it.
POLKU=${POLKU:-./polku}
FOLDER=$(mktemp -d) || exit 1
trap 'rm -rf "$FOLDER"' EXIT
trap 'exit 1' HUP INT TERM
limit=5
[ "${SANITIZED:-}" = 1 ] && limit=60
number=0
passed=0
failed=0

# judge NAME PROBLEM: a case is over; PROBLEM is empty where all is well.
judge() {
    number=$((number + 1))
    if [ -z "$2" ]; then
        passed=$((passed + 1))
        echo "ok $number - $1"
    else
        failed=$((failed + 1))
        echo "not ok $number - $1"
        printf '%s\n' "$2" | sed 's/^/    /'
    fi
}

# check FILE CODE EXPECTED: polku check FILE exits with CODE and says what stands in the file EXPECTED.
check() {
    timeout "$limit" "$POLKU" check "$1" >"$FOLDER/out" 2>"$FOLDER/err" </dev/null
    code=$?
    problem=
    if [ $code != "$2" ]; then
        problem="exit $code, wanted $2
$(cat "$FOLDER/err")"
    elif [ "$2" != 0 ] && [ -s "$FOLDER/out" ]; then
        problem="prints on stdout: $(cat "$FOLDER/out")"
    elif ! diff "$3" "$FOLDER/err" >"$FOLDER/difference" 2>&1; then
        problem=$(cat "$FOLDER/difference")
    fi
    judge "${1##*/}" "$problem"
}

for file in tests/bad/*.yaml; do
    case $file in
    */ok-*) wanted=0 ;;
    *) wanted=3 ;;
    esac
    expected=${file%.yaml}.expected
    [ -z "${KEEP:-}" ] || timeout "$limit" "$POLKU" check "$file" 2>"$expected" >/dev/null </dev/null
    check "$file" $wanted "$expected"
done

# made NAME: polku check on $FOLDER/NAME.yaml says what stands on stdin; the folder's name is cut off.
made() {
    cat >"$FOLDER/wanted"
    (cd "$FOLDER" && timeout "$limit" "$POLKU" check "$1.yaml" >out 2>err </dev/null)
    code=$?
    problem=
    if [ $code != 3 ]; then
        problem="exit $code, wanted 3
$(head -c 2000 "$FOLDER/err")"
    elif ! diff "$FOLDER/wanted" "$FOLDER/err" >"$FOLDER/difference" 2>&1; then
        problem=$(head -c 2000 "$FOLDER/difference")
    fi
    judge "$1" "$problem"
}
case $POLKU in /*) ;; *) POLKU=$PWD/$POLKU ;; esac

# many COUNT TEXT: the text so many times.
many() {
    awk -v count="$1" -v text="$2" 'BEGIN { for (; count > 0; count--) printf "%s", text }'
}

{ printf 'stages: ' && many 100000 '['; } >"$FOLDER/brackets.yaml"
made brackets <<'EXPECTED'
brackets.yaml:1:72: error: nested deeper than 64 levels
  …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
                                                     ^
EXPECTED

{ printf 'name: ' && head -c 100000000 /dev/zero | tr '\0' x; } >"$FOLDER/a-line-of-100-MB.yaml"
made a-line-of-100-MB <<'EXPECTED'
error: "a-line-of-100-MB.yaml" is larger than 1 MiB, the most that is read
EXPECTED
rm "$FOLDER/a-line-of-100-MB.yaml"

{
    printf 'polku: 1\nname: ' && many 1000000 x && printf '\nstep: weak\n'
    printf 'stages: {need: {start: rest}, gone: {}}\ntransitions: {need -> gone: {probability: 5%%}}\n'
} >"$FOLDER/a-line-of-1-MB.yaml"
made a-line-of-1-MB <<'EXPECTED'
a-line-of-1-MB.yaml:3:7: error: step must be day, week, month or year, not "weak"
  step: weak
        ^~~~
  hint: did you mean week?
EXPECTED

printf 'polku: 1\nname: \033[31mRed\n' >"$FOLDER/control-character.yaml"
made control-character <<'EXPECTED'
control-character.yaml:2:7: error: a control character (U+001B) in the file
  name:  [31mRed
        ^
  hint: delete it; such characters come along with pasted text
EXPECTED

printf 'polku: 1\nname: a\000b\n' >"$FOLDER/zero-byte.yaml"
made zero-byte <<'EXPECTED'
zero-byte.yaml:2:8: error: a zero byte: this is not a text file
  name: a b
         ^
  hint: a YAML file is plain text
EXPECTED

printf '\377\376p\000o\000l\000k\000u\000:\000 \0001\000\n\000' >"$FOLDER/utf-16.yaml"
made utf-16 <<'EXPECTED'
utf-16.yaml: error: the file is written in UTF-16, not in UTF-8
  hint: save the file as UTF-8 (in most editors: Save as, encoding UTF-8)
EXPECTED

printf '\000\000\376\377\000\000\000p\000\000\000o' >"$FOLDER/utf-32.yaml"
made utf-32 <<'EXPECTED'
utf-32.yaml: error: the file is written in UTF-32, not in UTF-8
  hint: save the file as UTF-8 (in most editors: Save as, encoding UTF-8)
EXPECTED

printf 'polku: 1\nname: a\302\240b\nstages:\n\302\240 need: {start: rest}\n' >"$FOLDER/no-break-space.yaml"
made no-break-space <<'EXPECTED'
no-break-space.yaml:4:1: error: a no-break space (U+00A0) as indentation, where YAML wants ordinary spaces
    need: {start: rest}
  ^
  hint: type the spaces at the start of this line anew
EXPECTED

mkdir "$FOLDER/folder.yaml"
made folder <<'EXPECTED'
error: "folder.yaml" is a folder, not a file
  hint: name a file in it
EXPECTED

made no-such-file <<'EXPECTED'
error: there is no file "no-such-file.yaml"
EXPECTED

echo "1..$number"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
