#!/bin/sh
# Numbers that are drawn from a column of the planner's own file: what is drawn, told and recorded, in every command.
. "${0%/*}/lib.sh"

mkdir data plans
printf '\357\273\277viikko;tilaukset;osuus;kesto\r\n1;31;2,5 %%;3\r\n2;45;4 %%;10\r\n3;38;3,1 %%;21\r\n4;52;9 %%;\r\n;;;\r\n' >data/weeks.csv
cat >data/shop.yaml <<'YAML'
polku: 1
name: Shop
step: week
currency: EUR
population: 5000
stages:
  visitor:  {role: prospect, start: 100%}
  customer: {role: customer, dwell: "sample(weeks.csv, kesto, days)"}
transitions:
  visitor -> customer:
    probability: sample(weeks.csv, OSUUS)
    revenue: varies sample(weeks.csv, tilaukset)
    cost: 10 to 20
  customer -> visitor: {share: 100%}
channels:
  search: {spend: 100, saturation: {half: 300}, effects: {visitor -> customer: brings 20% to 50%}}
together:
  - {numbers: [transitions.visitor -> customer.probability, transitions.visitor -> customer.cost], correlation: 0.8}
YAML
printf 'polku: 1\nscenario: Now\nmodel: ../data/shop.yaml\nhorizon: 12\n' >plans/now.yaml
printf 'polku: 1\nscenario: More\nbased_on: now.yaml\nspend: {search: 300}\n' >plans/more.yaml

expect "check" 0 check plans/now.yaml
expect_text "tells a column back in words" out "visitor -> customer.probability: one of 4 values of weeks.csv, column osuus:"
expect_text "its range" out "9.0% (5% to 95%), mean 4.7%"
expect_text "a stay in steps, without the empty cell" out "one of 3 values of weeks.csv, column kesto: 0.43 to"
expect_text "and what is drawn together" out "together (correlation 0.8): transitions.visitor -> customer.probability"
expect "describe" 0 describe plans/now.yaml
expect_text "tells the column" out "one of 4 values of weeks.csv, column osuus:"
expect_text "and what is drawn together" out "together (correlation 0.8):"
expect "describe for programs" 0 describe --json plans/now.yaml
expect_text "the values of a column" out '"values": 4'
expect_text "a correlation" out '"correlation": 0.8'

# Every run of the engine of means is one of four: the same that a plan with the value itself comes to.
expect "runs of means" 0 run -q --charts none --engine expected --runs 60 -o means plans/now.yaml
for value in 2.5% 4% 3.1% 9%; do
    cat >plans/one.yaml <<YAML
polku: 1
scenario: One
based_on: now.yaml
assume: {transitions.visitor -> customer.probability: $value}
YAML
    run run -q --charts none --engine expected --runs 60 -o one plans/one.yaml
    paste -d, means/runs.csv one/runs.csv | sed 1d >both.csv
    awk -F, '{ half = NF / 2; same = 1; for (i = 2; i <= half; i++) same = same && $i == $(i + half); count += same }
        END { print count + 0 }' both.csv >>counts
done
if [ "$(awk '{ sum += $1; least = NR == 1 || $1 < least ? $1 : least } END { print sum, (least > 0) }' counts)" = "60 1" ]; then
    pass "each run is that of one of the four values, and each has some"
else
    fail "runs of the four values" "$(cat counts)"
fi

expect "one thread" 0 compare -q --charts none --runs 200 --threads 1 -o thin plans/now.yaml plans/more.yaml
expect "three threads" 0 compare -q --charts none --runs 200 --threads 3 -o wide plans/now.yaml plans/more.yaml
expect_same "write the same comparison" thin/comparison.csv wide/comparison.csv
expect_same "and the same runs" thin/more/runs.csv wide/more/runs.csv
expect_text "the file is an input of the manifest" thin/manifest.json 'weeks.csv"'
expect "individuals draw from it too" 0 run -q --charts none --individuals --runs 5 -o people plans/now.yaml
expect "sensitivity" 0 sensitivity -q --charts none --samples 512 -o what plans/more.yaml --kpi profit --against plans/now.yaml
expect_text "knows the column's ends" what/sensitivity.csv ",0.025,0.09,"
expect "sweep" 0 sweep -q --charts none --runs 50 -o swept plans/now.yaml --set spend.search=0,100 --set transitions.visitor-\>customer.probability=3%,5%
expect "optimise" 0 optimise -q --charts none --runs 50 -o best plans/now.yaml
expect_text "its plan stands on the same model" best/plan.yaml "based_on:"
expect "which runs" 0 run -q --charts none --runs 20 -o again best/plan.yaml

printf 'polku: 1\nscenario: Own\nbased_on: now.yaml\nassume:\n  transitions.visitor -> customer.cost: "sample(costs.csv, c)"\n' >plans/own.yaml
printf 'c\n12\n15\n' >plans/costs.csv
expect "a plan's own file lies beside the plan" 0 check plans/own.yaml
expect_text "and is told" out "one of 2 values of costs.csv, column c: 12.0 to 15.0"
finish
