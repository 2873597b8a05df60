#!/bin/sh
# polku attribute --journeys: what stood on the paths of a table or a log.
. "${0%/*}/lib.sh"

cat >paths.csv <<'CSV'
path,total_conversions,total_conversion_value,total_null
C1 > C2 > C3,1,10,0
C1,0,0,1
C2 > C3,0,0,1
CSV
expect "a table of paths" 0 attribute --journeys paths.csv
expect_text "its share, on the screen" out "  C2        100.0%        40.0%"
expect_text "what it is not" out "This is what stood on the path, not what caused the conversion"
expect_text "where the table is" out "Tables: results/paths-attribute"
expect_text "few conversions are warned of" err "bootstraps have no conversion"
cut -d, -f1-9 results/paths-attribute/attribution.csv >table
cat >wanted <<'CSV'
order,channel,removal_effect,removal_share,removal_conversions,shapley,first,last,linear
1,C2,1,0.4,0.4,0.3333333333333333,0,0,0.3333333333333333
1,C3,1,0.4,0.4,0.3333333333333333,0,1,0.3333333333333333
1,C1,0.5,0.2,0.2,0.3333333333333333,1,0,0.3333333333333333
CSV
expect_same "the table by hand" table wanted
if [ -z "$(holds results)" ]; then pass "the manifest vouches for it"; else fail "the manifest" "$(holds results)"; fi
expect_text "the manifest has the seed" results/paths-attribute/manifest.json '"seed": 1'

# The same paths as a log, not sorted; the conversion is what was paid.
cat >clicks.csv <<'CSV'
who;when;page;eur
2;2026-01-01;C1;
1;2026-01-01 10:00;C1;
3;2026-01-02;C2;
1;2026-01-01 12:00;C3;
1;2026-01-01 11:00;C2;
3;2026-01-03;C3;
1;2026-01-02;order;10,00
CSV
columns=case=who,time=when,stage=page
expect "a log" 0 attribute --journeys clicks.csv --columns $columns --conversion order -o log
expect_same "a log is a table of paths" log/attribution.csv results/paths-attribute/attribution.csv
expect "its value" 0 attribute --journeys clicks.csv --columns $columns --conversion order --value eur -o value -q
expect_text "money is shared out" value/attribution.csv "1,C2,1,0.4,4,3.33"
[ -s out ] && fail "--quiet prints" "$(cat out)"
expect_text "the value is the table's" value/attribution.csv "1,C1,0.5,0.2,2,3.33"
expect "as JSON" 0 attribute --journeys paths.csv --json --order choose
expect_text "JSON names the order" out '"order": 1,'
expect_text "JSON has the likelihoods" out '"log_likelihood": ['
if command -v python3 >/dev/null; then
    if python3 -c 'import json; json.load(open("out"))'; then pass "it is JSON"; else fail "it is no JSON"; fi
fi
"$POLKU" attribute --journeys - -q -o piped <paths.csv 2>err
expect_same "standard input" piped/attribution.csv results/paths-attribute/attribution.csv
expect "another number of threads" 0 attribute --journeys paths.csv --threads 3 -q -o three
expect_same "threads change nothing" three/attribution.csv piped/attribution.csv

expect_error "a file too many" 2 'error: "more.csv" is one too many: --journeys names the file
  hint: usage: polku attribute [OPTION]... --journeys FILE' attribute --journeys paths.csv more.csv
expect_error "no order" 2 'error: --order is "5": 1, 2, 3, 4 or choose is allowed' attribute --journeys paths.csv --order 5
expect_error "no file" 3 'error: there is no file "nowhere.csv"' attribute --journeys nowhere.csv
expect_error "no conversion" 3 'error: which stage of clicks.csv is the conversion? --conversion STAGE
  hint: its stages are: C1, C2, C3, order' attribute --journeys clicks.csv --columns $columns
printf 'path,total_conversions\na > > b,1\n' >broken.csv
expect_error "a broken table" 3 'broken.csv:2:1: error: this path has a touchpoint without a name
  a > > b,1
  ^~~~~~~
  hint: touchpoints stand with one > between: Search > Email > Search' attribute --journeys broken.csv -o broken
if [ -e broken/attribution.csv ]; then fail "a table of a broken one"; else pass "nothing is written of a broken table"; fi
# The folder is tried before a log of any size is read.
echo taken >taken
expect_error "a folder that is a file comes first" 2 'error: -o taken is a file, and results need a folder
  hint: name another folder; it is made where it is missing' attribute --journeys broken.csv -o taken
mkdir -p blocked/attribution.csv
expect "a name that is taken comes first" 1 attribute --journeys broken.csv -o blocked
expect_text "it says so" err "blocked/attribution.csv"

# ---- a scenario ----
cat >model.yaml <<'YAML'
polku: 1
name: Shop
step: week
currency: EUR
stages: {market: {start: 100%}}
transitions: {market -> market: {rate: 0.5, revenue: 50, cost: 10}}
channels:
  content: {spend: 200, carryover: {half_life: 10}, saturation: {linear: {unit: 40}}, effects: {market -> market: +3%}}
  search: {spend: 80, saturation: {linear: {unit: 40}}, effects: {market -> market: +3%}}
  rival: {ours: false, spend: 120, saturation: {linear: {unit: 240}}, effects: {market -> market: x0.9}}
levers: {hours: {value: 8, effects: {market -> market: x1.01}}}
YAML
printf 'polku: 1\nscenario: Plan\nmodel: model.yaml\nhorizon: 13\npopulation: 1000\nengine: expected\n' >plan.yaml
expect "a scenario" 0 attribute plan.yaml
expect_text "its table" results/plan-attribute/attribution.csv "driver,kpi,all_on,without,incremental,within,after,p05,p95,shapley,shapley_se,spend,roas,roas_p05,roas_p95,roas_revenue,mroas,mroas_p05,mroas_p95"
expect_text "the organic rest" results/plan-attribute/attribution.csv "organic,profit,"
expect_text "on the screen" out "all of it shared out"
expect_text "a competitor is called so" out "competitor"
expect_text "what spend brings back" out "the next 1%"
expect_text "its manifest" results/plan-attribute/manifest.json '"attribution.csv"'
if command -v gnuplot >/dev/null; then
    for chart in attribution incremental spend-share; do
        expect_text "the chart $chart" results/plan-attribute/charts/$chart.svg "</svg>"
    done
    expect_text "the chart of paths" results/paths-attribute/charts/paths.svg "</svg>"
fi
expect_text "the report has a sentence" results/plan-attribute/report.html "content brought most of the profit"
expect_text "the report has returns" results/plan-attribute/report.html "What a unit of spend brings back"
expect "in Finnish, without pictures" 0 attribute plan.yaml --language fi --charts none -o finnish
if [ -e finnish/report.html ]; then fail "a report without pictures"; else pass "no report without pictures"; fi
expect "other KPIs, as JSON" 0 attribute plan.yaml --kpi revenue,profit --json -o two
expect_text "JSON has the return" out '"roas": '
if command -v python3 >/dev/null; then
    if python3 - <<'PY'; then pass "rows of each KPI add up to it"; else fail "rows of a KPI do not add up to it"; fi
import csv
rows = list(csv.DictReader(open("two/attribution.csv")))
assert {r["kpi"] for r in rows} == {"revenue", "profit"}
for kpi in ("revenue", "profit"):
    total = 0.0
    for r in rows:
        if r["kpi"] == kpi:
            total += float(r["shapley"])
    assert total == float(rows[0 if kpi == "revenue" else 1]["all_on"]), kpi
PY
fi
expect "another number of threads for a plan" 0 attribute plan.yaml --kpi revenue,profit -q --threads 3 -o four
expect_same "threads change nothing in a plan" four/attribution.csv two/attribution.csv
expect "a tail of its own" 0 attribute plan.yaml --kpi revenue,profit --tail "2 years" --json -o tail
expect_text "it is as long" out '"steps_after": 104'
expect_error "no tail" 2 'error: --tail is no number of steps and no duration: "soon"
  hint: in steps, like --tail 104, or as a duration, like --tail "2 years"' attribute plan.yaml --tail soon
expect_error "a tail of nothing" 2 'error: --tail must be a whole number of steps, at least 1, not 0
  hint: in steps, like --tail 104, or as a duration, like --tail "2 years"' attribute plan.yaml --tail 0
expect_error "a ratio" 2 'error: return_on_spend is a ratio, which cannot be shared out
  hint: ask for what it is made of' attribute plan.yaml --kpi return_on_spend
expect_error "no KPI" 2 'error: there is no KPI profits in the plan Plan
  hint: did you mean profit?' attribute plan.yaml --kpi profits
expect_error "an option of logs" 2 'error: --conversion, --value, --columns and --order are about a log of journeys
  hint: polku attribute --journeys FILE' attribute plan.yaml --order 2
expect_error "an option of scenarios" 2 'error: --kpi, --runs, --engine and --tail are about a scenario; a log has no simulated runs
  hint: polku attribute SCENARIO' attribute --journeys paths.csv --runs 10
# Imitation only brings forward what would come anyway: in the long run it brought nothing, not a millionth of a millionth.
run attribute --charts none -o forward --tail "300 years" "$ROOT/scenarios/bass/launch-push.yaml"
awk -F, '$1 == "imitation" { print $5, $8, $9 }' forward/attribution.csv | sort -u >found
echo "0 0 0" >wanted
expect_same "what was only brought forward is nothing in all" found wanted

finish
