# What the tests of the command line share. Each test sources this, calls `expect…` and ends with `finish`.
# POLKU names the program, ./polku where it is not set; each test works in a folder of its own that is removed.
POLKU=${POLKU:-./polku}
case $POLKU in /*) ;; *) POLKU=$PWD/$POLKU ;; esac
ROOT=$PWD
FOLDER=$(mktemp -d) || exit 1
trap 'rm -rf "$FOLDER"' EXIT
trap 'exit 1' HUP INT TERM
cd "$FOLDER" || exit 1
# A line a check, so that those in a pipeline, which are in a shell of their own, count as well.
TALLY=$FOLDER/.tally
: >"$TALLY"

pass() {
    echo passed >>"$TALLY"
    echo "ok    $1"
}

fail() {
    echo failed >>"$TALLY"
    echo "FAIL  $1"
    shift
    for line; do printf '%s\n' "$line" | sed 's/^/      /'; done
}

# run WORD...: runs polku, what it prints into out and err, its exit code into code.
run() {
    "$POLKU" "$@" >out 2>err </dev/null
    code=$?
}

# plain_only: a test whose time goes into other programs, or into bytes that other tests walk too, runs without the
# sanitizers alone.
plain_only() {
    if [ -n "${SANITIZED:-}" ]; then
        echo "skipped: it runs without the sanitizers"
        exit 77
    fi
}

# expect NAME CODE WORD...: polku exits with CODE.
expect() {
    name=$1 wanted=$2
    shift 2
    run "$@"
    if [ $code = "$wanted" ]; then pass "$name"; else fail "$name: exit $code, wanted $wanted" "$(cat out err)"; fi
}

# expect_error NAME CODE MESSAGE WORD...: polku exits with CODE, prints nothing on stdout and exactly MESSAGE on stderr.
expect_error() {
    name=$1 wanted=$2 message=$3
    shift 3
    run "$@"
    if [ $code != "$wanted" ]; then
        fail "$name: exit $code, wanted $wanted" "$(cat err)"
    elif [ -s out ]; then
        fail "$name: prints on stdout" "$(cat out)"
    elif [ "$(cat err)" != "$message" ]; then
        fail "$name: says" "$(cat err)" "wanted" "$message"
    else
        pass "$name"
    fi
}

# expect_text NAME FILE TEXT: the file has a line with TEXT in it.
expect_text() {
    if grep -qF -- "$3" "$2"; then pass "$1"; else fail "$1: no \"$3\" in" "$(cat "$2")"; fi
}

# expect_no_text NAME FILE TEXT: it has none.
expect_no_text() {
    if grep -qF -- "$3" "$2"; then fail "$1: \"$3\" in" "$(cat "$2")"; else pass "$1"; fi
}

# expect_same NAME FILE FILE: two files, or folders, are the same to the last byte.
expect_same() {
    if diff -r "$2" "$3" >difference 2>&1; then pass "$1"; else fail "$1" "$(head -20 difference)"; fi
}

# expect_gone NAME FILE...: none of them exists.
expect_gone() {
    name=$1
    shift
    for file; do
        if [ -e "$file" ]; then
            fail "$name: $file is there"
            return
        fi
    done
    pass "$name"
}

# expect_there NAME FILE...: the files are there.
expect_there() {
    name=$1
    shift
    for file; do
        if [ ! -e "$file" ]; then
            fail "$name: $file is missing" "$(ls -R | head -40)"
            return
        fi
    done
    pass "$name"
}

# holds FOLDER: whether every file that a manifest in it lists is there and is what it was; says which is not.
holds() {
    find "$1" -name manifest.json | while read -r manifest; do
        awk '/^  "files": \[/ { inside = 1 }
            inside && /"file":/ { file = $0; sub(/^ *"file": "/, "", file); sub(/",$/, "", file) }
            inside && /"sha256":/ { hash = $0; sub(/^ *"sha256": "/, "", hash); sub(/".*/, "", hash); print hash "  " file }
        ' "$manifest" >"$FOLDER/sums"
        [ -s "$FOLDER/sums" ] || echo "$manifest lists nothing"
        (cd "${manifest%/*}" && sha256sum --quiet -c "$FOLDER/sums" 2>&1)
    done
}

# A small journey with uncertain numbers, personas and money, and three plans for it.
make_plans() {
    cat >shop.yaml <<'YAML'
polku: 1
name: A small shop
step: week
currency: EUR
population: 5000
stages:
  visitor:  {role: prospect, start: rest}
  customer: {role: customer, start: 5%, revenue: 2}
  gone:     {role: lost}
personas:
  near: {share: 60%}
  far:  {share: rest}
transitions:
  visitor -> customer:
    probability: 1% to 3%
    revenue: varies gamma(mean=40, sd=10)
    cost: 25
  customer -> gone: {probability: 4%}
channels:
  radio:
    spend: 100
    carryover: {half_life: 2 weeks}
    saturation: {half: 300}
    effects:
      visitor -> customer: x2
YAML
    cat >today.yaml <<'YAML'
polku: 1
scenario: As today
model: shop.yaml
start: 2026-01-05
horizon: 26
runs: 60
targets:
  new_customers: {at_least: 500}
YAML
    cat >push.yaml <<'YAML'
polku: 1
scenario: Radio push
based_on: today.yaml
spend: {radio: 400}
YAML
    cat >silence.yaml <<'YAML'
polku: 1
scenario: No radio
based_on: today.yaml
spend: {radio: 0}
YAML
}

finish() {
    failed=$(grep -c failed "$TALLY")
    echo "$(grep -c passed "$TALLY") passed, $failed failed"
    [ "$failed" = 0 ]
    exit
}
