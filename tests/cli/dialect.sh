#!/bin/sh
# --csv semicolon: the tables with decimal commas behind a byte order mark, the same numbers to the last digit as with
# commas, in every command; and polku reads back what it wrote so.
. "${0%/*}/lib.sh"
make_plans

# expect_alike NAME COMMA SEMICOLON: the second begins with the mark and is the first, mark by mark. No text in these
# tables holds a comma or a semicolon.
expect_alike() {
    if [ "$(head -c 3 "$3" | od -An -tx1 | tr -d ' ')" != efbbbf ]; then
        fail "$1: no byte order mark" "$(head -2 "$3")"
        return
    fi
    tail -c +4 "$3" | tr ',;' '.,' >"$3.comma"
    expect_same "$1" "$2" "$3.comma"
    rm "$3.comma"
}

# both NAME FOLDER WORD...: the command in both dialects into FOLDER.comma and FOLDER.semicolon; all tables are alike.
both() {
    name=$1 into=$2
    shift 2
    expect "$name, commas" 0 "$@" --charts none --quiet -o "$into.comma"
    expect "$name, semicolons" 0 "$@" --charts none --quiet --csv semicolon -o "$into.semicolon"
    (cd "$into.comma" && find . -name '*.csv') >tables
    while read -r table; do
        expect_alike "$name: $table" "$into.comma/$table" "$into.semicolon/$table"
    done <tables
}

both run run run --runs 20 --individuals --engine agents today.yaml
both compare compare compare --runs 20 today.yaml push.yaml
both sweep sweep sweep --runs 20 --set spend.radio=100,200 today.yaml
both sensitivity sensitivity sensitivity --runs 20 --samples 256 today.yaml
both attribute attribute attribute --runs 20 today.yaml
expect_text "the manifest says so" run.semicolon/manifest.json '"csv": "semicolon"'
expect_text "and of the other" run.comma/manifest.json '"csv": "comma"'
wrong=$(holds compare.semicolon)
if [ -z "$wrong" ]; then pass "the manifest vouches for them"; else fail "the manifest vouches for them" "$wrong"; fi

expect "charts of such a folder" 0 run --runs 20 --quiet --csv semicolon -o drawn today.yaml
expect "plot draws them again" 0 plot --chart stages --terminal svg drawn

# A text that holds the separator is quoted, one with a comma need not be.
printf 'path,total_conversions,total_conversion_value,total_null\n"a, b > c; d",3,1,1\n' >paths.csv
expect "paths" 0 attribute --journeys paths.csv --csv semicolon -o paths --charts none --quiet
expect_text "a semicolon is quoted" paths/attribution.csv '1;"c; d";'
expect_text "a comma is not" paths/attribution.csv '1;a, b;'

# A log of customers.
expect "a log, commas" 0 journeys --sample 50 -o log.comma today.yaml
expect "a log, semicolons" 0 journeys --sample 50 --csv semicolon -o log.semicolon today.yaml
expect_alike "the log" log.comma log.semicolon
expect "stays, commas" 0 journeys --sample 50 --format intervals -o stays.comma today.yaml
expect "stays, semicolons" 0 journeys --sample 50 --format intervals --csv semicolon -o stays.semicolon today.yaml
expect_alike "the stays" stays.comma stays.semicolon
expect_error "--csv is of tables" 2 "error: --csv is of tables, and xes is none
  hint: leave one of them out" journeys --format xes --csv semicolon today.yaml

# What was learned, and going on from it: read back to the same numbers.
cat >fit.yaml <<'END'
polku: 1
calibrate: Ten weeks
model: shop.yaml
start: 2026-01-05
horizon: 10
extra: none
observe:
  - {series: orders.csv, flow: visitor -> customer, column: orders}
END
awk 'BEGIN {print "step,orders"; split("98 131 125 133 130 127 124 129 122 126", x, " ")
    for (t = 1; t <= 10; t++) print t "," x[t]}' >orders.csv
both calibrate fit calibrate fit.yaml
for dialect in comma semicolon; do
    cat >on-$dialect.yaml <<END
polku: 1
scenario: Going on
model: shop.yaml
continue: fit.$dialect/posterior.csv
horizon: 10
END
    cat >learned-$dialect.yaml <<END
polku: 1
scenario: As learned
model: shop.yaml
horizon: 10
assume: {posterior: fit.$dialect/posterior.csv}
END
    for plan in on learned; do
        expect "$plan from $dialect" 0 run --runs 30 --charts none --quiet -o $plan.$dialect $plan-$dialect.yaml
        sed -i "s/^$plan-$dialect,/plan,/" $plan.$dialect/*.csv
        rm $plan.$dialect/manifest.json
    done
done
expect_same "going on is the same" on.comma on.semicolon
expect_same "what was learned is the same" learned.comma learned.semicolon

# Cells of a sweep from a list that a spreadsheet has saved.
printf 'spend.radio,transitions.visitor -> customer.cost\n150.5,20\n200,22.75\n' >cells.csv
{
    printf '\357\273\277'
    tr ',.' ';,' <cells.csv | sed '1s/spend,radio/spend.radio/; 1s/transitions,visitor/transitions.visitor/; 1s/,cost/.cost/'
} >kauppa.csv
expect "a list" 0 sweep --runs 20 --list cells.csv --charts none --quiet -o list.comma today.yaml
expect "a list with semicolons" 0 sweep --runs 20 --list kauppa.csv --charts none --quiet -o list.semicolon today.yaml
cut -d, -f1,4- list.comma/sweep.csv >a
cut -d, -f1,4- list.semicolon/sweep.csv >b
expect_same "is the same sweep" a b

# Cells that are kept hang on no dialect.
expect "a sweep goes on in the other dialect" 0 sweep --runs 20 --set spend.radio=100,200 --csv semicolon --charts none \
    --quiet -o sweep.comma today.yaml
expect_same "to the same tables" sweep.comma/sweep.csv sweep.semicolon/sweep.csv
finish
