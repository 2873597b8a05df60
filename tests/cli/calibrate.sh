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

# ---- what is drawn together is learned together ----

# 50 of 100 people bring a each, 600 ± 50 in all: a is N(10, 2) times N(12, 1), so N(11.6, .894). b has the normal score
# of a by half: 5 + .8 (11.6 - 10)/2 = 5.64, though nothing that was observed has b in it. c is drawn by itself.
cat >pair.yaml <<'END'
polku: 1
step: week
population: 100
stages:
  a: {start: 50%, revenue: "normal(10, 2)"}
  b: {start: 30%, revenue: "normal(5, 1)"}
  c: {start: rest, revenue: "normal(5, 1)"}
kpis: {of_a: {money: a}}
together: [{numbers: [stages.a.revenue, stages.b.revenue], correlation: 0.8}]
END
cat >pair-fit.yaml <<'END'
polku: 1
calibrate: One of two
model: pair.yaml
horizon: 1
observe:
  - {target: {kpi: of_a, at: 1, value: 600, sd: 50}}
END
expect "one of a pair is observed" 0 calibrate --charts none -o pair pair-fit.yaml
awk -F, '$1 ~ /b.revenue/ {print ($4 > 5.64 - 5 * $6 && $4 < 5.64 + 5 * $6 && $5 < .9) ? "ok" : $0}' pair/summary.csv |
    expect_lines "the other is learned by their correlation" ok
expect_text "what no observation reaches" out "Nothing that was observed hangs on stages.c.revenue"
expect_no_text "and what one reaches by the other" out "Nothing that was observed hangs on stages.b.revenue"
awk '/^stages.b/ {print /not looked at/ ? "not looked at" : "looked at"}' out | expect_lines "in the table too" "looked at"

printf 'polku: 1\nmodel: pair.yaml\nhorizon: 1\nassume: {posterior: pair/posterior.csv}\n' >pair-plan.yaml
expect "a plan of what was learned" 0 check pair-plan.yaml
expect_no_text "draws nothing by the model's correlation" out "together (correlation"
expect "the model alone" 0 check pair.yaml
expect_text "does" out "together (correlation 0.8): stages.a.revenue, stages.b.revenue"

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

# ---- what brought it ----

# A flow on which no free number hangs: its contributions are exact, and Shapley's values of two players are worked out
# from four runs, of which those without word of mouth have a model without it.
cat >talk.yaml <<'END'
polku: 1
name: Talk
step: week
population: 5000
probabilities: without_marketing
stages:
  visitor: {start: rest}
  customer: {role: customer, start: 6%}
  gone: {start: 10%}
  out: {}
transitions:
  visitor -> customer: {probability: 1%}
  customer -> visitor: {probability: 5%}
  gone -> out: {probability: 2% to 9%}
channels:
  ad: {spend: 40, carryover: {half_life: 2}, saturation: {half: 100}, effects: {visitor -> customer: x3}}
  other: {spend: 0, effects: {visitor -> customer: x2}}
END
cat >words.txt <<'END'
word_of_mouth:
  words: {from: customer, saturation: {half: 10%}, effects: {visitor -> customer: +2%}}
END
cat talk.yaml words.txt >talk-words.yaml
for words in "" -words; do
    for spend in 0 150; do
        printf 'polku: 1\nscenario: s\nmodel: talk%s.yaml\nhorizon: 8\nspend: {ad: %s}\nengine: expected\nruns: 1\n' \
            "$words" $spend >arm$words-$spend.yaml
        run run -q --charts none -o arm$words-$spend arm$words-$spend.yaml
    done
done
awk -F, 'NR > 1 && $5 == "visitor" && $4 == "all" && $2 > 0 {print $2 "," int($7 + .5)}' arm-words-150/flows.csv |
    sed '1i step,n' >sold.csv
awk 'BEGIN {print "step,n"; for (t = 1; t <= 8; t++) print t "," int(25 * .95 ^ (t - 1) + .5)}' >left.csv
cat >talk-fit.yaml <<'END'
polku: 1
calibrate: Talk
model: talk-words.yaml
horizon: 8
spend: {ad: 150}
extra: none
observe:
  - {series: sold.csv, flow: visitor -> customer, column: n}
  - {series: left.csv, flow: gone -> out, column: n}
END
expect "what brought it" 0 calibrate -q -o brought --threads 1 talk-fit.yaml
expect "by two threads" 0 calibrate -q -o brought-2 --charts none --threads 2 talk-fit.yaml
expect_same "the same bytes" brought/contributions.csv brought-2/contributions.csv
head -1 brought/contributions.csv | expect_lines "the columns" "series,first,last,date,driver,mean,p05,p95"
cut -d, -f5 brought/contributions.csv | sort -u | tr '\n' ' ' | expect_lines "who does something" "ad driver organic words "
awk -F, 'FILENAME == "brought/contributions.csv" {
        if ($1 == "visitor -> customer") { told[$5, $2] = $6; sure += $7 == $6 && $8 == $6 }
        next
    }
    $5 == "visitor" && $4 == "all" && $2 > 0 { v[FILENAME, $2] = $7 }
    function off(a, b) { return (a - b > 0 ? a - b : b - a) > 1e-9 }
    END {
        for (t = 1; t <= 8; t++) {
            no = v["arm-0/flows.csv", t]; ad = v["arm-150/flows.csv", t]
            words = v["arm-words-0/flows.csv", t]; all = v["arm-words-150/flows.csv", t]
            wrong += off(told["organic", t], no) + off(told["ad", t], (ad - no + all - words) / 2)
            wrong += off(told["words", t], (words - no + all - ad) / 2)
        }
        print wrong + 0, (all > ad + 1 && ad > no + 1)
    }' brought/contributions.csv arm-0/flows.csv arm-150/flows.csv arm-words-0/flows.csv arm-words-150/flows.csv |
    expect_lines "as four runs say" "0 1"
# Of more than eight, orders are drawn; what they share out is all there is, and organic what is there without any.
sed '/^  ad:/,$d' talk.yaml >many.yaml
for n in 1 2 3 4 5 6 7 8 9; do
    echo "  ad$n: {spend: 40, saturation: {half: 100}, effects: {visitor -> customer: x1.$n}}"
done >>many.yaml
sed 's/talk-words/many/; /^spend:/d' talk-fit.yaml >many-fit.yaml
sed 's/talk.yaml/many.yaml/; /^spend:/d' arm-0.yaml >many-run.yaml
(sed 's/talk.yaml/many.yaml/; /^spend:/d' arm-0.yaml && echo 'spend: {ad1: 0, ad2: 0, ad3: 0, ad4: 0, ad5: 0, ad6: 0, ad7: 0, ad8: 0, ad9: 0}') >many-none.yaml
expect "what nine brought" 0 calibrate -q --charts none -o nine many-fit.yaml
run run -q --charts none -o many-run many-run.yaml
run run -q --charts none -o many-none many-none.yaml
awk -F, 'FILENAME == "nine/contributions.csv" {
        if ($1 == "visitor -> customer") { sum[$2] += $6; who[$2]++; organic[$2] += $5 == "organic" ? $6 : 0; best = $5 == "ad9" ? $6 : best
            least = $5 == "ad1" ? $6 : least }
        next
    }
    $5 == "visitor" && $4 == "all" && $2 > 0 { v[FILENAME, $2] = $7 }
    function off(a, b) { return (a - b > 0 ? a - b : b - a) > 1e-9 }
    END {
        for (t = 1; t <= 8; t++) wrong += off(sum[t], v["many-run/flows.csv", t]) + off(organic[t], v["many-none/flows.csv", t]) + (who[t] != 10)
        print wrong + 0, (best > 4 * least)
    }' nine/contributions.csv many-run/flows.csv many-none/flows.csv | expect_lines "adds up" "0 1"
if command -v gnuplot >/dev/null; then
    expect_there "a chart of it" brought/charts/contributions.svg
    expect_text "in the report" brought/report.html "What brought what was observed?"
fi
expect "for programs" 0 calibrate -q --json -o brought --charts none talk-fit.yaml
expect_text "too" out '"contributed"'

# Who is there is foretold alike as a stage and as a KPI that is the same, and so is what it adds to; nothing is added up
# that is no sum.
awk 'BEGIN {print "step,n"; for (t = 1; t <= 8; t++) print t "," 300 + 10 * t}' >there.csv
for of in "stage: customer" "kpi: customers"; do
    cat >there.yaml <<END
polku: 1
calibrate: There
model: talk-words.yaml
horizon: 8
spend: {ad: 150}
engine: expected
extra: none
observe:
  - {series: there.csv, $of, column: n, noise: normal, sd: 20}
  - {series: left.csv, flow: gone -> out, column: n}
END
    expect "$of" 0 calibrate -q --charts none --json -o there there.yaml
    grep -q '"adds": true' out || fail "the flow adds up"
    awk -F, '$1 !~ /gone/ {print $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12}' there/predicted.csv >"there-${of%%:*}"
    awk -F, '$1 !~ /gone/' there/contributions.csv | cut -d, -f2- >"brought-${of%%:*}"
done
expect_same "foretold alike" there-stage there-kpi
expect_same "brought alike" brought-stage brought-kpi
awk 'NR > 1 && $6 < 100 {bad++} END {print NR, bad + 0}' there-kpi | expect_lines "at every step" "9 0"

# ---- the worked example ----

mkdir data
if (cd "$ROOT" && sh tests/tools/example_data.sh "$POLKU" "$FOLDER/data"); then pass "example data"; else fail "example data"; fi
expect_same "orders.csv is what truth.yaml makes" data/orders.csv "$ROOT/scenarios/corner-shop/orders.csv"
expect_same "cards.csv is what truth.yaml makes" data/cards.csv "$ROOT/scenarios/corner-shop/cards.csv"
finish
