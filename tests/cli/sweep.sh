#!/bin/sh
# polku sweep: cells beside what a changed file gives, what is done is not done again, and a killed sweep ends as one
# that was left alone. KILLS=60 kills more often.
. "${0%/*}/lib.sh"
make_plans
KILLS=${KILLS:-20}

# rows FILE CELL: kpi, mean, diff_mean, diff_p05, diff_p95, p_better of a cell of a sweep of one number.
rows() { awk -F, -v cell="$2" '$1 == cell { print $3, $5, $10, $11, $12, $13 }' "$1"; }
# compared FILE SCENARIO: the same of a comparison.
compared() {
    awk -F, -v name="$2" '$1 == name && $3 == "all" && $4 == "all" && $5 != "incremental_return" && $5 != "payback" {
        print $5, $7, $9, $11, $13, $14 }' "$1"
}

# --- a cell is what a changed file gives, to the last digit

expect "three plans as files" 0 compare --charts none -q -o compared today.yaml push.yaml silence.yaml
expect "the same numbers as cells" 0 sweep --charts none -o swept today.yaml --set spend.radio=0,100,400
compared compared/comparison.csv push >wanted
rows swept/sweep.csv 3 >found
expect_same "400 a week is the plan that says so" found wanted
compared compared/comparison.csv silence >wanted
rows swept/sweep.csv 1 >found
expect_same "0 is the plan without" found wanted
rows swept/sweep.csv 2 | awk '$3 != 0 || $4 != 0 || $5 != 0 || $6 != 0.5' >odd
if [ -s odd ]; then fail "a value as it is written changes something" "$(cat odd)"; else
    pass "a value as it is written changes nothing, exactly"
fi
head -1 swept/sweep.csv >found
echo 'cell,spend.radio,kpi,unit,mean,sd,p05,p50,p95,diff_mean,diff_p05,diff_p95,p_better' >wanted
expect_same "the columns" found wanted
if [ "$(cut -d, -f1 swept/sweep.csv | sort -u | tr '\n' ' ')" = "1 2 3 cell " ]; then
    pass "a row a cell and KPI, none for the plan itself"
else
    fail "cells" "$(cut -d, -f1 swept/sweep.csv | sort -u)"
fi
if [ -z "$(holds swept)" ]; then pass "the manifest vouches for them"; else fail "the manifest" "$(holds swept)"; fi

# With feedback p_better is of corrected outcomes, here as in a comparison.
gutter=$ROOT/scenarios/puhdistustiimi/baseline.yaml
printf 'polku: 1\nscenario: More\nbased_on: %s\nspend: {facebook: 300}\n' "$gutter" >more.yaml
expect "a plan with feedback as a file" 0 compare --runs 60 --charts none -q -o compared "$gutter" more.yaml
expect "and as a cell" 0 sweep --runs 60 --charts none -o feedback "$gutter" --set spend.facebook=300 --kpi profit
compared compared/comparison.csv more >wanted
rows feedback/sweep.csv 1 >found
expect_same "corrected outcomes are those of a comparison" found wanted
expect_text "the screen says what expected outcomes alone give" out "Expected outcomes"

# --- every combination, and lists

expect "two numbers" 0 sweep --runs 20 --charts none -o grid today.yaml \
    --set spend.radio=0:400:200 --set 'transitions.visitor -> customer.cost=x1,x2'
cut -d, -f1-3 grid/sweep.csv | uniq | tail -n +2 >found
printf '%s\n' 1,0,x1 2,0,x2 3,200,x1 4,200,x2 5,400,x1 6,400,x2 >wanted
expect_same "every combination, the last runs fastest" found wanted
printf 'spend.radio,transitions.visitor -> customer.cost\n0,x1\n0,x2\n200,x1\n200,x2\n400,x1\n400,x2\n' >list.csv
expect "the same as a list" 0 sweep --runs 20 --charts none -o listed today.yaml --list list.csv
expect_same "gives the same table" listed/sweep.csv grid/sweep.csv
expect_text "the manifest names the list" listed/manifest.json '"list.csv"'
printf '\357\273\277sep=;\r\nspend.radio;transitions.visitor -> customer.cost\r\n"0";x1,0\r\n0,0;x2\r\n200;\r\n' >list.csv
expect "a list from a spreadsheet" 0 sweep --runs 20 --charts none -o dialect today.yaml --list list.csv
cut -d, -f1-3 dialect/sweep.csv | uniq | tail -n +2 >found
printf '%s\n' 1,0,x1 2,0,x2 3,200, >wanted
expect_same "decimal commas are numbers, an empty field is as it is written" found wanted
"$POLKU" sweep --runs 20 --charts none -q -o piped today.yaml --list - <list.csv 2>err
expect_same "standard input" piped/sweep.csv dialect/sweep.csv
expect "as JSON" 0 sweep --runs 20 --charts none --json -o grid today.yaml --set spend.radio=0,50
expect_text "JSON has the best" out '"better_than_written":'
grep -qE '"verdict": "(do it|find out more first|keep today.s)"' out && pass "and what to do" ||
    fail "what to do" "$(grep verdict out)"
if command -v python3 >/dev/null; then
    if python3 -c 'import json; json.load(open("out"))'; then pass "it is JSON"; else fail "it is no JSON"; fi
fi
expect "another number of threads" 0 sweep --runs 20 --charts none --threads 3 -q -o three today.yaml --list list.csv
expect_same "threads change nothing" three/sweep.csv dialect/sweep.csv
[ -s out ] && fail "--quiet prints" "$(cat out)"

# Side by side, a thread a cell, or all threads one cell after another.
for threads in 1 3 7; do
    expect "12 cells on $threads threads" 0 sweep --runs 30 --charts none --threads $threads -q -o on$threads "$gutter" \
        --set spend.facebook=0:300:100 --set levers.response_hours=1,4,24
done
expect_same "one thread and three" on1/sweep.csv on3/sweep.csv
expect_same "one after another" on1/sweep.csv on7/sweep.csv
expect_same "what is kept, too" on1/sweep.cells on7/sweep.cells

# --- the best cell's mean is of fresh runs

# mean FILE CELL KPI, and of the best of what --json printed.
mean() { awk -F, -v cell="$2" -v kpi="$3" '$1 == cell && $3 == kpi { print $5 }' "$1"; }
fresh() { sed -n '/"best": {/,/"cells": \[/p' out | grep -A3 "\"kpi\": \"$1\"" | sed -n 's/.*"mean": \([^,]*\),/\1/p'; }
expect "the best" 0 sweep --runs 30 --charts none --json -o best today.yaml --set spend.radio=0,400 --kpi purchases
best=$(fresh purchases)
cell=$(sed -n '/"best": {/,/"values"/ s/.*"cell": \([0-9]*\),/\1/p' out)
first=$(mean best/sweep.csv "$cell" purchases)
expect "twice as many runs" 0 sweep --runs 60 --charts none -o best today.yaml --set spend.radio=0,400
both=$(mean best/sweep.csv "$cell" purchases)
if awk -v a="$first" -v b="$best" -v c="$both" 'BEGIN { exit !(a != b && (a + b) / 2 - c < 1e-9 && c - (a + b) / 2 < 1e-9) }'; then
    pass "its mean is of the runs behind those that it was chosen in"
else
    fail "its mean is of other runs" "$first in those it was chosen in, $best fresh, $both in both"
fi
expect_text "the screen says so" out "fresh runs"

# --- what cannot be

printf 'polku: 1\nscenario: Too much\nbased_on: today.yaml\n' >base.yaml
expect "a cell that cannot be" 0 sweep --runs 10 --charts none -o cannot base.yaml \
    --set 'transitions.visitor -> customer.revenue.mean=40,1e200'
expect_text "is warned of" err "cannot be"
awk -F, '$1 == 2 { print $2, $5 $6 $7 $8 $9 $10 $11 $12 $13 }' cannot/sweep.csv | sort -u >found
echo '1e+200 ' >wanted
expect_same "has its values and no numbers" found wanted
expect "probabilities past 1" 0 sweep --runs 10 --charts none -o cannot "$gutter" \
    --set 'transitions.consider -> lost.probability=10%,99%'
expect_text "make a cell that cannot be, with the reason" err \
    'warning: cell 2 (transitions.consider -> lost.probability 99%) cannot be: baseline: the probabilities out of `consider`'
expect "no cell that can be" 1 sweep --runs 10 --charts none -o cannot base.yaml \
    --set 'transitions.visitor -> customer.revenue.mean=1e200'
expect_text "says so" err "no cell of the sweep can be"

expect_error "a path that is not there" 2 'error: there is no number spend.radioo in the plan As today
  hint: did you mean spend.radio?' sweep today.yaml --set spend.radioo=1,2
expect_error "a lever by a wrong name, of which none is near" 2 'error: there is no number levers.opening_hours in the plan Soitto heti, raportti, seuraava käynti sovittu
  hint: this plan has levers.response_hours, levers.website_clarity, levers.price_index, levers.photo_report, levers.next_visit, levers.loyalty_benefits, levers.ask_for_review, levers.second_crew' sweep "$gutter" --set levers.opening_hours=1,2
expect_error "a value that may not be" 2 'error: --set spend.radio=-1: radio cannot be -1: allowed is 0 or more
error: --set spend.radio=a: "a" is not a number
  hint: for example 500 or 3%' sweep today.yaml --set spend.radio=-1,a,2
expect_error "a range from an amount to a factor" 2 'error: --set spend.radio=0:x2:1 goes from an amount to a factor
  hint: a range is FROM:TO:STEP, as in 0:1000:250 or x0.5:x1.5:x0.25' sweep today.yaml --set spend.radio=0:x2:1
expect_error "no values" 2 'error: --set spend.radio: a path, = and values are needed
  hint: as in --set spend.facebook=0,500,1000 or --set levers.price_index=0.9:1.2:0.1' sweep today.yaml --set spend.radio
expect_error "steps the wrong way" 2 'error: --set spend.radio=5:1:1: steps of 1 do not lead from 5 to 1
  hint: a range is FROM:TO:STEP, as in 0:1000:250 or x0.5:x1.5:x0.25' sweep today.yaml --set spend.radio=5:1:1
expect_error "nothing is moved" 2 'error: polku sweep needs --set or --list: which numbers, and which values
  hint: as in --set spend.facebook=0,500,1000, or --list FILE with a row a cell' sweep today.yaml
expect_error "both" 2 'error: --set makes every combination, and --list names the cells itself
  hint: leave one of them out' sweep today.yaml --set spend.radio=1 --list list.csv
expect_error "a KPI that is not there" 2 'error: --kpi profits is not among the KPIs of this plan
  hint: did you mean profit?' sweep today.yaml --set spend.radio=1 --kpi profits
expect_error "too many cells" 2 'error: these are 1e+08 combinations, and 20000 is the most there are
  hint: take fewer values, or name the cells with --list' sweep today.yaml --set spend.radio=1:10000:1 \
    --set 'transitions.visitor -> customer.cost=1:10000:1'
printf 'spend.radio,radio\n100,1\n' >bad.csv
expect "a list's column that is no path" 3 sweep today.yaml --list bad.csv
expect_text "is pointed at where it stands" err 'bad.csv:1:13: error: there is no number radio in the plan As today'
printf 'spend.radio,\n100,1\n' >bad.csv
expect "a column without a name" 3 sweep today.yaml --list bad.csv
expect_text "is pointed at, too" err 'bad.csv:1:13: error: column 2 has no name'
printf 'spend.radio\n100\n-5\n' >bad.csv
expect_error "a bad value in a list" 3 'bad.csv:3:1: error: radio cannot be -5: allowed is 0 or more
  -5
  ^~' sweep today.yaml --list bad.csv
printf 'spend.radio,transitions.visitor -> customer.cost\n-5,1\n100\n7,soon\n1,2,3\n-6,\n' >bad.csv
expect "a list with errors in many rows" 3 sweep today.yaml --list bad.csv
expect_text "a value before the row that is too short" err 'bad.csv:2:1: error: radio cannot be -5'
expect_text "that row" err 'bad.csv:3:1: error: this row has 1 cell, the header has 2'
expect_text "a value behind it" err 'bad.csv:4:3: error:'
expect_text "the row that is too long" err 'bad.csv:5:5: error: this row has 3 cells, the header has 2'
expect_text "and the last value" err 'bad.csv:6:1: error: radio cannot be -6'
if [ -e results ]; then fail "a sweep that cannot begin leaves a folder" "$(ls results)"; else
    pass "a sweep that cannot begin leaves nothing"
fi

# --- charts and page

if command -v gnuplot >/dev/null; then
    expect "a sweep of one number is drawn" 0 sweep --runs 20 -o drawn today.yaml --set spend.radio=0:400:100 --language fi
    expect_there "as a line" drawn/charts/sweep-line.svg drawn/charts/data/sweep-line.tsv drawn/report.html
    expect_text "the page says it in Finnish" drawn/report.html "uudessa ajossa"
    expect "two numbers, as png" 0 sweep --runs 20 --charts png -o drawn today.yaml --set spend.radio=0:400:100 \
        --set 'transitions.visitor -> customer.cost=20,30'
    expect_there "as a map" drawn/charts/sweep-map.png drawn/charts/sweep-best.png
    if [ -e drawn/charts/sweep-line.svg ]; then fail "the old picture is still there"; else pass "the old picture is gone"; fi
    if [ -z "$(holds drawn)" ]; then pass "the manifest vouches for all"; else fail "the manifest" "$(holds drawn)"; fi
    expect "plot draws it again" 0 plot drawn --chart sweep-map --terminal dumb
    expect_text "in letters" out "spend.radio"
else
    echo "ok # SKIP gnuplot is not installed"
fi

# --- what is done is not done again, and only where it is the same

set -- --charts none today.yaml --set spend.radio=0:900:100
expect "a sweep" 0 sweep --runs 40 -o whole "$@"
expect "it again" 0 sweep --runs 40 -o whole "$@"
expect_text "takes what is done" out "10 cells of 1 number, 10 of them done before"
expect "more cells" 0 sweep --runs 40 -o whole --charts none today.yaml --set spend.radio=0:1100:100
expect_text "does what is new" out "12 cells of 1 number, 10 of them done before"
expect "another seed" 0 sweep --runs 40 --seed 5 -o whole "$@"
expect_no_text "is another sweep" out "done before"
sed -i 's/probability: 4%/probability: 5%/' shop.yaml
expect "another model" 0 sweep --runs 40 --seed 5 -o whole "$@"
expect_no_text "too" out "done before"
sed -i 's/probability: 5%/probability: 4%/' shop.yaml
expect "a run into the folder" 0 run --runs 10 --charts none -o whole today.yaml
if [ -e whole/sweep.cells ] || [ -e whole/sweep.csv ]; then fail "leaves the sweep there" "$(ls whole)"; else
    pass "takes the sweep away"
fi

expect "a sweep that an earlier one was killed before" 0 sweep --runs 10 -q -o whole "$@"
cp whole/sweep.cells whole/sweep.unfinished
expect "a run into the folder" 0 run --runs 10 --charts none -o whole today.yaml
if [ -e whole/sweep.unfinished ]; then fail "leaves what a killed sweep left" "$(ls whole)"; else
    pass "takes what a killed sweep left"
fi
expect "a single run" 0 sweep --runs 1 --charts none -o single "$@"
expect_no_text "has no interval" out "90% interval -"
expect "expected outcomes" 0 sweep --runs 20 --engine expected --charts none -o expected "$gutter" --set spend.facebook=0
expect_no_text "are not told beside themselves" out "Expected outcomes alone"

# --- killed at any moment

rm -rf whole
set -- --charts none today.yaml --set spend.radio=0:700:100 --set 'transitions.visitor -> customer.cost=20,25,30'
begun=$(date +%s%N)
expect "a sweep that is left alone" 0 sweep --runs 200 -q -o whole "$@"
span=$((($(date +%s%N) - begun) / 1000000 + 1))
seed=17 killed=0
for kill in $(seq "$KILLS"); do
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    signal=KILL
    [ $((kill % 4)) = 0 ] && signal=TERM
    "$POLKU" sweep --runs 200 -q -o killed "$@" >out 2>err </dev/null &
    sleep "$(awk -v s=$seed -v span=$span -v kills="$KILLS" 'BEGIN { print (s / 2147483648) * span / 1000 / 4 }')"
    kill -$signal $! 2>/dev/null && killed=$((killed + 1))
    wait $! 2>/dev/null
    bad=$([ ! -e killed/manifest.json ] || holds killed)
    [ -z "$bad" ] || fail "kill $kill leaves a manifest that does not hold" "$bad"
done
if [ "$killed" -gt 0 ]; then pass "it was killed"; else fail "it was never killed"; fi
expect "begun again" 0 sweep --runs 200 -q -o killed "$@"
expect_same "a killed sweep ends with the same table" killed/sweep.csv whole/sweep.csv
expect_same "and with the same cells" killed/sweep.cells whole/sweep.cells
if [ "$(ls killed)" = "$(ls whole)" ]; then pass "nothing else is left"; else fail "left" "$(ls killed)"; fi
# A line that was cut in the middle, and one that was changed, do not count.
head -c 700 whole/sweep.cells >torn.cells
sed '2s/[0-9]\.[0-9]/7.7/' whole/sweep.cells >changed.cells
for kind in torn changed; do
    rm -rf $kind
    mkdir $kind
    cp $kind.cells $kind/sweep.unfinished
    expect "cells that are $kind" 0 sweep --runs 200 -q -o $kind "$@"
    expect_same "$kind cells do not count" $kind/sweep.cells whole/sweep.cells
    expect_same "$kind: the same table" $kind/sweep.csv whole/sweep.csv
done
finish
