#!/bin/sh
# polku optimise: the best plan beside a sweep by brute force, as a scenario that runs, and what is told of bounds.
. "${0%/*}/lib.sh"
make_plans

# A second channel, and a competitor that nobody here decides on.
sed -i '/^channels:/a\
  search:\
    spend: 50\
    saturation: {half: 150}\
    effects: {visitor -> customer: x1.6}\
  rival:\
    ours: false\
    spend: 80\
    saturation: {half: 100}\
    effects: {visitor -> customer: x0.8}' shop.yaml

# best FILE CHANNEL COLUMN: a cell of optimum.csv.
best() { awk -F, -v name="$2" -v column="$3" '$1 == name { print $column }' "$1"; }

# --- against brute force: 150 a week on two channels, by the engine without chance

printf 'polku: 1\noptimise: x\nbased_on: today.yaml\ndraws: 20\n' >plain.yaml
expect "what is spent today, laid out anew" 0 optimise --charts none -q -o best plain.yaml
expect "a scenario alone is the same" 0 optimize --charts none -q -o alone today.yaml
expect_there "the tables" best/optimum.csv best/budget_curve.csv best/plan.yaml best/manifest.json
if [ -z "$(holds best)" ]; then pass "the manifest vouches for them"; else fail "the manifest" "$(holds best)"; fi
head -1 best/optimum.csv >found
echo 'channel,period,today,best,least,most,marginal_return,bound,price' >wanted
expect_same "the columns" found wanted
cut -d, -f1,2 best/optimum.csv | tail -n +2 >found
printf '%s\n' search,all radio,all budget,all >wanted
expect_same "a row a channel of ours, then the budget" found wanted
awk -F, 'NR > 1 && NR < 4 { sum += $4 } END { exit !(sum > 149.9999 && sum < 150.0001) }' best/optimum.csv &&
    pass "exactly what is spent today" || fail "the sum" "$(cat best/optimum.csv)"

i=0
while [ $i -le 150 ]; do
    echo "$i,$((150 - i))"
    i=$((i + 5))
done >cells
{ echo 'spend.search,spend.radio' && cat cells && echo "$(best best/optimum.csv search 4),$(best best/optimum.csv radio 4)"; } >list.csv
expect "every way in steps of 5, and the best" 0 sweep -q --engine expected --runs 20 -o brute --list list.csv today.yaml
awk -F, '$4 == "present_value" { mean[++n] = $6 } END {
    for (i = 1; i < n; i++) if (mean[i] > mean[n] + 1e-6) { print i, mean[i], mean[n] } }' brute/sweep.csv >odd
if [ -s odd ]; then fail "brute force finds a better plan" "$(cat odd)"; else pass "no cell is better than the best"; fi

# --- plan.yaml is a scenario

expect "plan.yaml runs" 0 run -q --charts none -o ran best/plan.yaml
awk -F, '$4 == "spend.search" { print $6 }' ran/kpis.csv >found
awk -F, '$1 == "search" { printf "%.6f\n", 26 * $4 }' best/optimum.csv >wanted
awk '{ printf "%.6f\n", $1 }' found >rounded
expect_same "with the amounts of optimum.csv" rounded wanted
expect "by month" 0 optimise --charts none -q -o monthly --periods month today.yaml
expect_text "amounts by month" monthly/optimum.csv "radio,2026-03,"
expect "and its plan runs" 0 run -q --charts none -o ran monthly/plan.yaml

# --- what is felt after the end

printf 'polku: 1\noptimise: x\nbased_on: today.yaml\nbudget: {at_most: 20000}\ndraws: 20\n' >within.yaml
sed '$a\
aim: profit_and_after' within.yaml >past.yaml
expect "within the horizon" 0 optimise --charts none -q -o within within.yaml
expect "and past it" 0 optimise --charts none -q -o past past.yaml
cp within/plan.yaml within.plan.yaml && cp past/plan.yaml past.plan.yaml
sed -i "s|^based_on:.*|based_on: today.yaml|" within.plan.yaml past.plan.yaml
expect "both beside today's" 0 compare -q --after --engine expected --runs 20 --charts none -o after today.yaml \
    within.plan.yaml past.plan.yaml
ahead() { awk -F, -v name="$1" -v kpi="$2" '$1 == name && $5 == kpi { print $9 }' after/comparison.csv; }
awk "BEGIN { exit !($(ahead past.plan profit_and_after) > $(ahead within.plan profit_and_after) + 1 &&
    $(ahead past.plan present_value) < $(ahead within.plan present_value) - 1) }" &&
    pass "each is the better one by its own aim" || fail "within and past" "$(grep -E 'present_value|after' after/comparison.csv)"

# --- the least spend that reaches a target

cat >least.yaml <<'YAML'
polku: 1
optimise: As few euros as will do
based_on: today.yaml
least_spend_for: {kpi: new_customers, at_least: 1900, by: 2026-06-28, in: 70%}
runs: 200
YAML
expect "the least spend" 0 optimise --charts none -o least least.yaml
expect_text "is told with its chance" out "The least spend found that reaches new_customers"
expect_text "its plan has the target" least/plan.yaml "new_customers: {at_least: 1900, by: 2026-06-28}"
# met FILE: the part of 1,000 other futures in which the target is met.
met() {
    run run -q --runs 1000 --seed 99 --charts none -o chance "$1"
    awk -F, '$2 == "new_customers" && $4 == 1900 { print $6 }' chance/targets.csv
}
sed "s|^based_on:.*|based_on: $PWD/today.yaml|" least/plan.yaml >enough.yaml
awk '/^  (radio|search):/ { printf "%s %s\n", $1 == "radio:" ? "  radio:" : "  search:", 0.8 * $2; next } { print }' \
    enough.yaml >less.yaml
# 1,000 futures and the 400 of the search: 6 standard errors of .02
awk "BEGIN { exit !($(met enough.yaml) > 0.58 && $(met less.yaml) < $(met enough.yaml)) }" &&
    pass "it reaches it in other futures, and a fifth less does not as often" ||
    fail "the chance" "$(met enough.yaml) $(met less.yaml)" "$(cat out)"
sed 's/at_least: 1900/at_least: 4990/' least.yaml >never.yaml
expect "what no spend reaches" 3 optimise --charts none -o never never.yaml
expect_text "is said with the chance that there is" err "no spend reaches new_customers of at least 4990 in 70% of the"

# Of a number that is near its limit: more money can bring little more than its best use does, and what the search
# left to find is no part of a price.
cat >valve.yaml <<'YAML'
polku: 1
name: Near the limit
step: month
population: 10000
stages: {visitor: {role: prospect, start: rest}, customer: {role: customer, start: 5%}}
transitions:
  visitor -> customer: {probability: 0.8% to 1.4%, revenue: 100}
  customer -> visitor: {probability: 5%}
channels:
  tv: {spend: 500, saturation: {half: 800}, effects: {visitor -> customer: brings 10% to 50%}}
  web: {spend: 300, saturation: {half: 300, slope: 2}, effects: {visitor -> customer: brings 20%}}
YAML
printf 'polku: 1\nscenario: Valve\nmodel: valve.yaml\nstart: 2026-01-01\nhorizon: 12\n' >valve-today.yaml
printf 'polku: 1\noptimise: x\nbased_on: valve-today.yaml\nruns: 200\nleast_spend_for: %s\n' \
    '{kpi: new_customers, at_least: 1000, by: 2026-09, in: 80%}' >valve-least.yaml
expect "the least spend for what hardly moves" 0 optimise -q --charts none -o valve valve-least.yaml
awk -F, 'NR > 1 && $1 != "budget" && $7 > most { most = $7 } $1 == "budget" { price = $9 }
    END { exit !(price > 0 && price < 3 * most) }' valve/optimum.csv &&
    pass "the budget's price is what more money brings" || fail "the price" "$(cat valve/optimum.csv)"

# --- the same bytes for any number of threads

expect "on one thread" 0 optimise --charts none -q --threads 1 -o one --periods quarter today.yaml
expect "on three" 0 optimise --charts none -q --threads 3 -o three --periods quarter today.yaml
expect_same "the same plan" one/plan.yaml three/plan.yaml
expect_same "the same table" one/optimum.csv three/optimum.csv

# --- bounds

cat >ask.yaml <<'YAML'
polku: 1
optimise: Where the money goes
based_on: today.yaml
budget: {at_most: 7800}
channels: {radio: {from: 20, to: 120}, search: fixed}
limits: [{sum: [radio, search], at_most: 3900}]
runs: 40
YAML
expect "a file of its own" 0 optimise --charts none -o asked ask.yaml
expect_text "a fixed channel is left alone" asked/plan.yaml "radio:"
expect_no_text "and not written" asked/plan.yaml "search:"
expect_text "the limit has a row" asked/optimum.csv "radio + search,all"
sed 's/at_most: 7800/exactly: 7800/; s/at_most: 3900/at_most: 3000/; s/to: 120/to: 400/' ask.yaml >clash.yaml
expect "a clash is an error of the file" 3 optimise --charts none -o clash clash.yaml
expect_gone "and leaves no folder" clash
expect_text "that names both" err "the budget (exactly 7800) and radio + search at most 3000"
printf 'polku: 1\noptimise: x\nbased_on: today.yaml\nchannels: {rival: {to: 100}}\n' >rival.yaml
expect "check takes such a file" 0 check ask.yaml
expect_text "and says what it asks for" out "Where the money goes, from today's plan As today by present_value"
expect "check finds the clash" 3 check clash.yaml
expect_text "and names it" err "cannot be kept together"
expect "a competitor is not optimised" 3 optimise --charts none rival.yaml
expect_text "it says why" err "rival is not ours (ours: false)"
printf 'polku: 1\noptimise: x\nbased_on: today.yaml\naim: spend.radio\nchannels: {radio: fixed}\n' >flat.yaml
expect "an aim that nothing moves" 0 optimise --charts none -o flat flat.yaml
expect_text "is said" out "nothing that may be moved changes spend.radio"
[ "$(best flat/optimum.csv search 3)" = "$(best flat/optimum.csv search 4)" ] && pass "and the plan is left" ||
    fail "a flat aim moves the plan" "$(cat flat/optimum.csv)"
expect "two budgets" 2 optimise --budget 100 --extra 5 today.yaml
expect_error "a budget that is no number" 2 'error: --budget is "2% to 9%": an amount of money is needed, 0 or more
  hint: as in --budget 60000' optimise --budget '2% to 9%' today.yaml
expect_error "less than nothing" 2 'error: --extra is "x1.2": an amount of money is needed
  hint: as in --extra 60000' optimise --extra x1.2 today.yaml
expect "less than is spent" 2 optimise --extra=-1e6 today.yaml
expect_error "an aim that is no KPI" 2 'error: --aim: no KPI profitt in As today
  hint: did you mean profit?' optimise --aim profitt today.yaml
printf 'polku: 1\noptimise: x\nbased_on: today.yaml\nleast_spend_for: {kpi: revenue, at_least: 1e9}\nruns: 20\n' >never.yaml
expect "what no spend reaches" 3 optimise --charts none -o parent/never never.yaml
expect_text "is said" err "no spend reaches revenue of at least 1000000000 in 50%"
expect_gone "and leaves no folder" parent

# --- what was spent before, and channels without a past

sed 's/^  radio:/  radio:\
    history: 3000/' shop.yaml >heavy.shop.yaml
sed 's/^  radio:/  radio:\
    history: 0/' shop.yaml >cold.shop.yaml
for kind in heavy cold; do
    sed "s/shop.yaml/$kind.shop.yaml/" today.yaml >$kind.yaml
    printf 'polku: 1\noptimise: x\nbased_on: %s.yaml\nperiods: month\nbudget: {at_most: 9000}\ndraws: 20\nruns: 20\n' $kind >ask.$kind.yaml
    expect "a $kind start" 0 optimise --charts none -q -o $kind ask.$kind.yaml
done
first() { awk -F, '$1 == "radio" { print $4; exit }' $1/optimum.csv; }
awk "BEGIN { exit !($(first heavy) < $(first cold) - 1) }" && pass "after heavy spend less is spent at first" ||
    fail "heavy and cold" "$(first heavy) $(first cold)"
sed '/^scenario:/a\
spend: {search: 0}' today.yaml >without.yaml
printf 'polku: 1\noptimise: x\nbased_on: without.yaml\nbudget: {extra: 500}\nruns: 20\n' >none.yaml
expect "a channel that nothing is spent on today" 0 optimise --charts none -q -o none none.yaml
awk "BEGIN { exit !($(best none/optimum.csv search 3) == 0 && $(best none/optimum.csv search 4) > 1) }" &&
    pass "gets some of the next sum" || fail "no history" "$(cat none/optimum.csv)"

# --- a price is a difference of two optima: by the engine without chance, 1% of the budget more

printf 'polku: 1\noptimise: x\nbased_on: today.yaml\nbudget: {exactly: 3900}\ndraws: 20\nruns: 20\n' >at.yaml
sed 's/3900/3939/' at.yaml >above.yaml
sed 's/3900/3861/' at.yaml >below.yaml
for kind in at above below; do
    expect "the optimum $kind" 0 optimise --charts none -o $kind --json $kind.yaml
    sed -n 's/.*"best": \([0-9.e+-]*\).*/\1/p' out | head -1 >$kind.value
done
awk "BEGIN { price = $(best at/optimum.csv budget 9); slope = ($(cat above.value) - $(cat below.value)) / 78
    exit !(price > 0.99 * slope - 1e-9 && price < 1.01 * slope + 1e-9 || price < 0.99 * slope + 1e-9 && price > 1.01 * slope - 1e-9) }" &&
    pass "the price of the budget is the slope of the optimum" ||
    fail "price" "$(best at/optimum.csv budget 9)" "$(cat below.value at.value above.value)"

# --- where the model feeds back, runs around the best plan move it

gutter=$ROOT/scenarios/puhdistustiimi/baseline.yaml
printf 'polku: 1\noptimise: x\nbased_on: %s\nbudget: {at_most: 30000}\nruns: 200\n' "$gutter" >gutter.yaml
expect "a crew that is full in spring" 0 optimise --charts none -o gutter --json gutter.yaml
awk -F'[:,]' '/"rounds"/ { rounds = $2 } /"corrected": -?[0-9]/ { corrected = $2 } /"expected"/ { expected = $2 }
    END { exit !(rounds > 0 && corrected > expected) }' out &&
    pass "less is spent than expected outcomes alone would have it" || fail "feedback" "$(cat out)"

# --- the page and its pictures

expect "without pictures" 0 optimise -q --charts none -o bare today.yaml
[ -e bare/report.html ] && fail "a report without charts" || pass "and without a report"
if command -v gnuplot >/dev/null; then
    expect "with pictures" 0 optimise -q -o drawn today.yaml
    expect_there "the page and its pictures" drawn/report.html drawn/charts/best-response.svg drawn/charts/best-spend.svg \
        drawn/charts/best-share.svg drawn/charts/best-budget.svg
    expect_text "the page says what to do" drawn/report.html 'class="verdict"'
    expect "in Finnish" 0 optimise -q --language fi -o drawn today.yaml
    expect_text "the page is in Finnish" drawn/report.html "Mihin raha"
    expect "one of them again" 0 plot drawn --chart best-spend -q -o spend.svg
fi

finish
