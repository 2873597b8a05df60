#!/bin/sh
# spend: xM and +A change what the parent or the model says, step by step. Each plan must give the tables, to the last byte,
# of one with the amounts written out by hand: the oracle is that file.
. "${0%/*}/lib.sh"

mkdir changed by-hand
cat >shop.yaml <<'YAML'
polku: 1
step: week
currency: EUR
population: 5000
stages:
  visitor:  {role: prospect, start: rest}
  customer: {role: customer, start: 5%}
transitions:
  visitor -> customer: {probability: 1% to 3%, revenue: 40}
  customer -> visitor: {probability: 4%}
channels:
  radio:  {spend: 100, carryover: {half_life: 2 weeks}, saturation: {half: 300}, effects: {visitor -> customer: x2}}
  search: {spend: 3000 per month, saturation: {half: 700}, effects: {visitor -> customer: x1.5}}
  print:  {spend: [{until: 4, total: 1000}, {otherwise: 70}], history: 90, effects: {visitor -> customer: +0.001}, saturation: {half: 50}}
YAML
printf 'date,radio\n' >radio.csv
printf 'date,radio\n' >radio-by-hand.csv
for week in 0 1 2 3 4 5 6 7; do
    day=$(date -u -d "2026-01-05 + $week weeks" +%F)
    echo "$day,$((100 + 7 * week))" >>radio.csv
    echo "$day,$(awk -v w=$week 'BEGIN { printf "%.1f", (100 + 7 * w) * 1.3 }')" >>radio-by-hand.csv
done

# plan FOLDER SPEND [SPEND of the parent [SPEND of its parent]]: a chain of scenarios in the folder, the youngest plan.yaml.
plan() {
    head='polku: 1\nmodel: ../shop.yaml\nstart: 2026-01-05\nhorizon: 8\nruns: 20\n'
    rm -rf "$1"/*.yaml out
    if [ $# = 2 ]; then
        printf "${head}spend:\n  %s\n" "$2" >"$1/plan.yaml"
        return
    fi
    printf "polku: 1\nbased_on: parent.yaml\nspend:\n  %s\n" "$2" >"$1/plan.yaml"
    if [ $# = 3 ]; then
        printf "${head}spend:\n  %s\n" "$3" >"$1/parent.yaml"
        return
    fi
    printf "polku: 1\nbased_on: grandparent.yaml\nspend:\n  %s\n" "$3" >"$1/parent.yaml"
    printf "${head}spend:\n  %s\n" "$4" >"$1/grandparent.yaml"
}

tables() {
    "$POLKU" run --quiet --charts none -o "$1/out" "$1/plan.yaml" >"$1/said" 2>&1 || cat "$1/said"
    (cd "$1/out" && cat kpis.csv runs.csv stages.csv flows.csv drivers.csv) >"$1/tables"
}

# same NAME AMOUNT CHANGE…: the chain of changes, youngest first, spends what one plan with the amount does.
same() {
    name=$1 amount=$2
    shift 2
    plan by-hand "$amount"
    plan changed "$@"
    tables by-hand
    tables changed
    expect_same "$name" by-hand/tables changed/tables
}

same "x on the model's amount" 'radio: 120' 'radio: x1.2'
same "x whose product is no double" 'radio: 110' 'radio: x1.1'
same "+ on the model's amount" 'radio: 600' 'radio: +500'
same "+ of something below 0" 'radio: 40' 'radio: + -60'
same "down to nothing" 'radio: 0' 'radio: + -100'
same "x0" 'radio: 0' 'radio: x0'
same "x on an amount per month" 'search: 3600 per month' 'search: x1.2'
same "+ per month" 'radio: [{from: 2026-01, value: 100}, {otherwise: 0}]' 'radio: + 0 per month'
same "x on the model's schedule with a total" 'print: [{until: 4, total: 1700}, {otherwise: 119}]' 'print: x1.7'
same "+ on the model's schedule" 'print: [{until: 4, value: 260}, {otherwise: 80}]' 'print: +10'
same "x on the parent's amount" 'radio: 240' 'radio: x1.2' 'radio: 200'
same "x on the parent's schedule" 'radio: [{until: 2, value: 60}, {otherwise: 360}]' 'radio: x1.2' \
    'radio: [{until: 2, value: 50}, {otherwise: 300}]'
same "x on the parent's file" 'radio: {file: ../radio-by-hand.csv, column: radio}' 'radio: x1.3' \
    'radio: {file: ../radio.csv, column: radio}'
same "a mapping with x on the parent's file" 'radio: {file: ../radio-by-hand.csv, column: radio}' \
    'radio: {value: x1.3, note: more}' 'radio: {file: ../radio.csv, column: radio}'
same "x on the parent's x on the model" 'radio: 132' 'radio: x1.2' 'radio: x1.1'
same "x on + on x on the model's schedule" 'print: [{until: 4, total: 2400}, {otherwise: 192}]' 'print: x1.2' \
    'print: +50' 'print: [{until: 4, value: x1.8}, {otherwise: x1.5714285714285714}]'
same "+ on the parent's x" 'radio: 170' 'radio: +50' 'radio: x1.2'
same "an amount on the parent's x" 'radio: 70' 'radio: 70' 'radio: x1.2'
same "x on an amount on x" 'radio: 77' 'radio: x1.1' 'radio: 70' 'radio: x3'
same "a window of x" 'radio: [{from: 3, until: 4, value: 150}, {otherwise: 100}]' \
    'radio: [{from: 3, until: 4, value: x1.5}, {otherwise: x1}]'
same "a window of +, by date" 'radio: [{from: 3, until: 4, value: 150}, {otherwise: 100}]' \
    'radio: [{from: 2026-01-19, until: 2026-02-01, value: +50}, {otherwise: x1}]'
same "a sum more in a window" 'radio: [{from: 3, until: 6, value: 350}, {otherwise: 100}]' \
    'radio: [{from: 3, until: 6, total: +1000}, {otherwise: x1}]'
same "an amount in a window, what it was elsewhere" 'radio: [{until: 2, value: 50}, {from: 3, until: 4, value: 90}, {otherwise: 300}]' \
    'radio: [{from: 3, until: 4, value: 90}, {otherwise: x1}]' 'radio: [{until: 2, value: 50}, {otherwise: 300}]'
same "other channels stay the parent's" 'radio: 240
  print: 5' 'radio: x1.2' 'radio: 200
  print: 5'

# Money works per head where the scenario has another population: both plans alike.
plan by-hand 'radio: 120'
plan changed 'radio: x1.2'
for folder in by-hand changed; do
    echo 'population: 10000' >>$folder/plan.yaml
    tables $folder
done
expect_same "x in a larger population" by-hand/tables changed/tables

# Uncertain: the parent's draws are the child's, and twice the interval is twice the draw (up to its last digit).
column() {
    awk -F, -v wanted="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == wanted) at = i; next } { printf "%.9g\n", $at }' "$1/out/runs.csv"
}
plan by-hand 'radio: 160 to 240'
plan changed 'radio: x2' 'radio: 80 to 120'
tables by-hand
tables changed
column by-hand spend.radio >by-hand/spend
column changed spend.radio >changed/spend
expect_same "x2 on the parent's uncertain spend" by-hand/spend changed/spend
plan by-hand 'radio: 80 to 120'
plan changed 'radio: x1.5 to 3' 'radio: 80 to 120'
tables by-hand
tables changed
column by-hand spend.radio >by-hand/spend
column changed spend.radio >changed/spend
if paste by-hand/spend changed/spend | awk '{ f = $2 / $1; sum += f; square += f * f; low = NR == 1 || f < low ? f : low }
    END { sd = sqrt(square / NR - sum * sum / NR / NR); exit !(NR == 20 && low > 1 && sd > 0.1) }'; then
    pass "an uncertain x has draws of its own"
else
    fail "an uncertain x has draws of its own" "$(paste by-hand/spend changed/spend)"
fi

# What is paid in drivers.csv sums up to the mean of spend.radio.
paid=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["driver"] == "radio" { sum += $at["paid"] }
    END { printf "%.9g", sum }' changed/out/drivers.csv)
mean=$(awk '{ sum += $1 } END { printf "%.9g", sum / NR }' changed/spend)
if [ "$paid" = "$mean" ]; then pass "an uncertain x is paid"; else fail "an uncertain x is paid: $paid, spend.radio $mean"; fi

# What would be below 0.
plan changed 'radio: + -150'
expect_error "less than nothing is an error" 3 "changed/plan.yaml:7:10: error: the spend of step 1 would be -50: allowed is 0 or more
    radio: + -150
           ^~~~~~
  hint: it is 100 there before this change; x0 takes all of it away" run --quiet -o results changed/plan.yaml
plan changed 'radio: +-150 to -20'
run run --quiet --charts none -o results changed/plan.yaml
expect_text "in some draws it is held at 0, and told" err "of the draws the spend of radio would be below 0 in the plan plan: it is 0 there"
plan changed 'radio: +-250 to -120'
expect "in most draws it is an error" 3 run --quiet -o results changed/plan.yaml
plan changed 'radio: [{until: 4, total: x1.2}, {otherwise: x1}]'
expect_error "a total is not multiplied" 3 "changed/plan.yaml:7:29: error: a total cannot be x1.2
    radio: [{until: 4, total: x1.2}, {otherwise: x1}]
                              ^~~~
  hint: value: x1.2 multiplies each step of the piece; total: +500 adds a sum to it" check changed/plan.yaml
plan changed 'radio: +20%'
expect_error "a percentage is no amount" 3 "changed/plan.yaml:7:11: error: radio cannot be 20%: it is no share of anything
    radio: +20%
            ^~~
  hint: x1.2 is 20% more" check changed/plan.yaml

plan changed 'radio: x1.2' 'radio: 0'
run check changed/plan.yaml
expect_text "a part of nothing is told" err "warning: x1.2 changes nothing: nothing is spent on radio there"

finish
