#!/bin/sh
# polku calibrate, as a person uses it: a small calibration end to end, what it writes, exit codes, JSON, the same bytes
# for any number of threads, a budget that is too small, published numbers, and the data of the worked example.
. "${0%/*}/lib.sh"

cat >shop.yaml <<'END'
polku: 1
name: Shop
step: week
population: 1000
stages:
  need: {start: rest}
  buyer: {role: customer, start: 2%}
transitions:
  need -> buyer: {probability: 1% to 5%, revenue: 20, cost: 5 to 9}
  buyer -> need: {probability: 10%}
END
awk 'BEGIN {print "step,orders"; split("28 31 25 33 30 27 24 29 22 26", x, " ")
    for (t = 1; t <= 10; t++) print t "," x[t]}' >orders.csv
cat >fit.yaml <<'END'
polku: 1
calibrate: Ten weeks
model: shop.yaml
horizon: 10
extra: none
observe:
  - {series: orders.csv, flow: need -> buyer, column: orders}
END

# ---- what is written ----

expect "check says what is learned" 0 check fit.yaml
expect_text "the numbers" out "Learned: 2 numbers (transitions.need -> buyer.probability"
expect_text "what was observed" out "Observed: need -> buyer, 10 values of steps 1 to 10"
expect "a small calibration" 0 calibrate --charts none -o one --threads 1 fit.yaml
expect "by two threads" 0 calibrate --charts none -o two --threads 2 fit.yaml
for table in posterior summary predicted checks state; do
    expect_same "$table.csv, the same bytes" one/$table.csv two/$table.csv
done
expect_lines() {
    if [ "$(cat)" = "$2" ]; then pass "$1"; else fail "$1" "$2"; fi
}
head -1 one/posterior.csv | expect_lines "the columns of posterior.csv" \
    "chain,draw,transitions.need -> buyer.probability,transitions.need -> buyer.cost"
head -1 one/summary.csv | expect_lines "the columns of summary.csv" \
    "parameter,prior_mean,prior_sd,mean,sd,mcse,p05,p50,p95,rhat,ess_bulk,ess_tail"
cut -d, -f1 one/summary.csv | tr '\n' ';' | expect_lines "its rows, in the model's order" \
    "parameter;transitions.need -> buyer.probability;transitions.need -> buyer.cost;log_likelihood;"
head -1 one/state.csv | expect_lines "the columns of state.csv" "chain,draw,step,date,what,name,persona,age,value"
awk -F, 'NR > 1 && ($4 == "" || $5 == "" || $6 == "" || $10 == "") {print}' one/summary.csv |
    expect_lines "no empty cell among mean, sd, mcse, rhat" ""
# All are whole people, 1000 of them, in each draw's state.
awk -F, 'NR > 1 && $5 == "stage" {sum[$1 "," $2] += $9; if ($9 != int($9) || $9 < 0) bad++}
    END {for (d in sum) bad += sum[d] != 1000; print bad + 0}' one/state.csv | expect_lines "whole people at the end" 0
# Each week's orders are binomial of those in need. Worked out from the orders and the 10% who go back, 8,879 weeks of
# need brought 275 orders: 3.10%, sd .19%. The prior (1% to 5%) pulls it by less than half an sd.
awk -F, '$1 ~ /probability/ {print ($4 > .0300 && $4 < .0319 && $5 > .0013 && $5 < .0025) ? "ok" : $4 " " $5}' \
    one/summary.csv | expect_lines "the number that it must be" ok

# ---- a channel whose test is all that is known of it ----

sed 's/1% to 5%, revenue: 20, cost: 5 to 9/3%/' shop.yaml >tv.yaml
cat >>tv.yaml <<'END'
channels:
  tv: {spend: 500, saturation: {half: 1000}, effects: {need -> buyer: x1.2 to 3}}
kpis:
  sold: {count: need -> buyer}
END
printf 'polku: 1\ncalibrate: T\nmodel: tv.yaml\nstart: 2025-01-06\nhorizon: 10\nobserve:\n' >untested.yaml
cp untested.yaml tested.yaml
echo '  - {target: {stage: buyer, at: 10, value: 250, sd: 20}}' >>untested.yaml
echo '  - {experiment: {channel: tv, extra: 900, from: 2025-01-13, until: 2025-02-02, kpi: sold, value: 20, sd: 5}}' \
    >>tested.yaml
expect "what never changed" 0 check untested.yaml
expect_text "tells nothing" out "Spend on tv never changes"
expect "but for a test" 0 check tested.yaml
expect_no_text "which tells it" out "never changes"
sed -i 's/spend: 500/spend: 0/' tv.yaml
expect "what nothing was spent on but in a test" 0 check tested.yaml
expect_no_text "does not stay as it is assumed" out "ever spent"

# ---- exit codes ----

expect "a budget that is too small" 1 calibrate --charts none --gradients 2000 -o short fit.yaml
expect_text "is told" out "The fit cannot be trusted"
if [ -e short/posterior-unconverged.csv ] && [ ! -e short/posterior.csv ]; then
    pass "the draws are called unconverged"
else
    fail "the draws are called unconverged" "$(ls short)"
fi
expect "accepted" 0 calibrate --charts none --gradients 2000 --accept-unconverged -o short fit.yaml
sed 's/column: orders/column: order/' fit.yaml >wrong.yaml
expect "a wrong column" 3 calibrate -o wrong wrong.yaml
expect_text "the right one" err 'did you mean "orders"?'
[ -e wrong ] && fail "nothing is written" "$(ls wrong)" || pass "nothing is written"
expect "a budget that ends before any draw" 3 calibrate -o none --gradients 200 fit.yaml
expect_text "asks for more" err "the budget of gradients ended before the first draw"
expect "no calibration" 3 calibrate shop.yaml
expect_text "says what one is" err "a calibration begins with polku: 1 and calibrate: a title"
expect "a calibration is not run" 3 run fit.yaml
expect_text "which command does" err "polku calibrate reads it"
cp fit.yaml again.yaml
expect "two files" 2 calibrate fit.yaml again.yaml

# ---- JSON ----

expect "JSON" 0 calibrate --json --charts none -o json fit.yaml
expect_text "says whether it converged" out '"converged": true'
expect_text "names the numbers" out '"parameter": "transitions.need -> buyer.probability"'

# ---- what was learned, used ----

cat >plan.yaml <<'END'
polku: 1
model: shop.yaml
horizon: 10
assume: {posterior: one/posterior.csv}
END
expect "a plan takes the posterior" 0 run --charts none -o plan plan.yaml

# ---- Fader & Hardie 2007: a .7041, b 1.1820, log likelihood -1680.2652 ----

expect "published contracts" 0 calibrate --json --charts none -o seven "$ROOT/scenarios/contracts/seven-years.yaml"
awk '/"mode"/ {gsub(/,/, ""); mode[++n] = $2}
    function near(x, y) {return x / y > .999 && x / y < 1.001}
    END {print (near(mode[1], .704077) && near(mode[2], 1.182043) && mode[3] < -1680.26 && mode[3] > -1680.27)}' out |
    expect_lines "their mode" 1
# Given 241 in year 7 the count of year t is, for each draw, binomial(241, S(t)/S(7)); averaged over the draws, the
# published counts must lie within the 90% bands: the chance of fewer, and of more, above 5%.
awk -F, 'BEGIN {split("223 207 194 183 173", seen, " ")}
    NR > 1 {rows++; p = 1
        for (t = 8; t <= 12; t++) {
            p *= ($4 + t - 1) / ($3 + $4 + t - 1)
            mass = exp(241 * log(1 - p)); below = 0
            for (k = 0; k <= seen[t - 7]; k++) {
                if (k < seen[t - 7]) below += mass; else at = mass
                mass *= (241 - k) / (k + 1) * p / (1 - p)
            }
            low[t] += below + at; high[t] += 1 - below
        }}
    END {for (t = 8; t <= 12; t++) good += low[t] / rows > .05 && high[t] / rows > .05; print good}' seven/posterior.csv |
    expect_lines "years 8 to 12 within the bands of the first seven" 5

# ---- the worked example ----

mkdir data
if (cd "$ROOT" && sh tests/tools/example_data.sh "$POLKU" "$FOLDER/data"); then pass "example data"; else fail "example data"; fi
expect_same "orders.csv is what truth.yaml makes" data/orders.csv "$ROOT/scenarios/corner-shop/orders.csv"
expect_same "cards.csv is what truth.yaml makes" data/cards.csv "$ROOT/scenarios/corner-shop/cards.csv"
finish
