# What a comparison lays over its scenarios: the baseline's start and horizon, before anything else of them is read.
. tests/cli/lib.sh
make_plans

# Valid only from the baseline's start on, and only up to its horizon: spend by date, a target by date.
cat >spring.yaml <<'YAML'
polku: 1
scenario: Radio in spring
model: shop.yaml
spend: {radio: [{from: 2026-03-02, until: 2026-03-29, value: 900}, {otherwise: 100}]}
targets: {new_customers: {at_least: 500, by: 2026-06-28}}
YAML
expect "by itself it has no start" 3 check spring.yaml
expect "the baseline gives start and horizon" 0 compare --charts none -o spring --runs 20 today.yaml spring.yaml
expect_text "the target's day" spring/spring/targets.csv "spring,new_customers,2026-06-28,500,"
expect_text "the spend of the days, carried over" spring/spring/drivers.csv "spring,10,2026-03-09,radio,500,0.625"
expect "whatever the order" 0 compare --charts none -o again --runs 20 --baseline today spring.yaml today.yaml
expect_same "the same numbers" spring/spring/stages.csv again/spring/stages.csv

# Based on one that is based on the baseline: the root of the chain is the baseline.
cat >push-and-more.yaml <<'YAML'
polku: 1
scenario: Radio push and more
based_on: push.yaml
horizon: 4
YAML
expect "a chain of three" 0 compare --charts none -o chain --runs 20 push-and-more.yaml push.yaml today.yaml
expect_text "its root is the baseline" out "As today (baseline)"
expect_text "and lays its horizon over all" chain/push-and-more/stages.csv "push-and-more,26,"

# A plan never moves a draw. x1.4 makes 22% of the draws of 40% to 80% impossible: these are 99.9%, none is drawn again,
# so that the plan is better in every draw. An assumption on one arrow leaves the draws of the others where they are,
# although the model draws its row again. A plan run alone gives what it gives in a comparison.
cat >draws.yaml <<'YAML'
polku: 1
name: Draws
step: week
population: 1000
stages: {a: {start: 50%, role: prospect}, b: {role: customer}, c: {}, d: {start: 50%}, e: {}, f: {}}
transitions:
  a -> b: {probability: 40% to 80%, revenue: 10}
  d -> e: {probability: 30% to 70%}
  d -> f: {probability: 20% to 60%}
kpis: {at_e: {count: d -> e}, at_f: {count: d -> f}}
YAML
printf 'polku: 1\nmodel: draws.yaml\nhorizon: 1\nruns: 300\n' >draws-today.yaml
printf 'polku: 1\nbased_on: draws-today.yaml\nconversions: {a -> b: x1.4}\n' >draws-boost.yaml
printf 'polku: 1\nbased_on: draws-today.yaml\nassume: {transitions.a -> b.probability: 70%% to 90%%}\n' >draws-other.yaml
printf 'polku: 1\nbased_on: draws-today.yaml\nassume: {transitions.d -> e.probability: 40%% to 72%%}\n' >draws-row.yaml
expect "plans that make draws impossible" 0 compare --charts none -o draws draws-today.yaml draws-boost.yaml \
    draws-other.yaml draws-row.yaml
expect_text "are told with plan, place and part" err \
    'draws-boost: in 22% of the draws the probabilities out of `a` sum past 100%: they are scaled to 99.9% there'
# column FILE PLAN KPI: a KPI of all runs of a plan.
column() {
    awk -F, -v kpi="$3" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { print $at[kpi] }' "$1/$2/runs.csv"
}
for plan in draws-boost draws-other draws-row; do
    expect "$plan alone" 0 run --charts none -o "alone-$plan" "$plan.yaml"
    expect_same "$plan alone gives what it gives in a comparison" "draws/$plan/runs.csv" "alone-$plan/runs.csv"
done
for pair in "draws-boost at_e" "draws-boost at_f" "draws-other at_e" "draws-other at_f" "draws-row new_customers"; do
    column draws draws-today "${pair#* }" >before
    column draws "${pair% *}" "${pair#* }" >after
    [ -s before ] || fail "no ${pair#* } in runs.csv"
    expect_same "${pair% *} leaves ${pair#* } equal draw by draw" before after
done
column draws draws-today new_customers >before
column draws draws-boost new_customers >after
worse=$(paste -d, before after | awk -F, '{ bad += $2 < $1 } END { print NR < 300 ? "too few" : bad + 0 }')
if [ "$worse" = 0 ]; then pass "x1.4 is worse in no draw"; else fail "x1.4 is worse in $worse draws"; fi

# The errors of files that cannot be read come together; each file is named once.
printf 'polku: 1\nscenario: a\nscenario: b\nmodel: shop.yaml\n' >twice.yaml
expect_error "a key that stands there twice" 3 'twice.yaml:3:1: error: the key "scenario" stands twice: the first is in line 2
  scenario: b
  ^~~~~~~~
  hint: keep one of them' compare --charts none today.yaml twice.yaml
expect "two files that are missing" 3 compare none.yaml today.yaml nothing.yaml
expect_text "the first" err 'there is no file "none.yaml"'
expect_text "the second" err 'there is no file "nothing.yaml"'

# What the baseline lays over a plan that says otherwise, and what else differs, is told with both values and a place.
sed 's/^currency:.*//' shop.yaml >bare.yaml
grep -q '^currency: EUR' shop.yaml || sed -i '1a currency: EUR' shop.yaml
cat >other.yaml <<'YAML'
polku: 1
scenario: A year
model: shop.yaml
start: 2026-06-01
horizon: 52
population: 777
runs: 21
seed: 9
engine: expected
YAML
expect "plans that differ in more than the plan" 0 compare --charts none -o other today.yaml other.yaml
expect_text "start" err 'other.yaml:4:8: warning: start of `other` is 2026-06-01, but in this comparison the baseline'"'"'s holds for all: '
expect_text "horizon" err 'other.yaml:5:10: warning: horizon of `other` is 52 weeks, but in this comparison the baseline'"'"'s holds for all: 26 weeks'
expect_text "population" err 'other.yaml:6:13: warning: population of `other` is 777, and '
expect_text "runs" err 'other.yaml:7:7: warning: runs of `other` is 21, but'
expect_text "seed" err 'other.yaml:8:7: warning: seed of `other` is 9, but'
expect_text "engine" err 'other.yaml:9:9: warning: engine of `other` is expected, and cohort in the baseline `today`'
expect_text "in the manifest, too" other/manifest.json 'horizon of `other` is 52 weeks'
expect "said for all on the command line" 0 compare --charts none -o other --runs 20 --seed 3 --engine cohort today.yaml other.yaml
expect_no_text "no warning of it" err 'runs of'
printf 'polku: 1\nscenario: Kronor\nmodel: kronor.yaml\n' >sek.yaml
sed 's/^currency: EUR/currency: SEK/' shop.yaml >kronor.yaml
expect "two currencies" 3 compare --charts none -o other today.yaml sek.yaml
expect_text "with its place" err 'error: the currency of `sek` is SEK, and EUR in `today`: amounts cannot be compared'
printf 'polku: 1\nscenario: Bare\nmodel: bare.yaml\n' >none.yaml
expect "no currency" 0 compare --charts none -o other --runs 20 today.yaml none.yaml
expect_text "is told" err 'warning: the amounts of `none` have no currency; they are compared with EUR of `today` as they stand'
rm none.yaml

# The horizon is a length of time where steps differ.
sed 's/^step: .*/step: month/' shop.yaml >monthly.yaml
printf 'polku: 1\nscenario: Monthly\nmodel: monthly.yaml\n' >by-month.yaml
expect "steps of another length" 0 compare --charts none -o months --runs 20 today.yaml by-month.yaml
expect_text "26 weeks are six months" months/by-month/stages.csv "by-month,6,"
expect_no_text "and no more" months/by-month/stages.csv "by-month,7,"
expect_text "told" err 'step of `by-month` is month, and week in the baseline `today`'

# Luck left in the means is no certainty: the true difference of profit is 0.
cat >crew.yaml <<'YAML'
polku: 1
name: crew
step: week
population: 50
currency: EUR
stages: {a: {start: 100%, role: prospect}, b: {role: customer}}
transitions:
  a -> b: {probability: 10%, revenue: 10}
  b -> a: {probability: 30%}
levers: {more: {value: 0, effects: {capacity.crew: x2}, cost: {per_step: 3.532}}}
capacity: {crew: {per_step: 5, uses: {a -> b: 1}}}
YAML
printf 'polku: 1\nscenario: One crew\nmodel: crew.yaml\nhorizon: 10\n' >one.yaml
printf 'polku: 1\nscenario: Two crews\nbased_on: one.yaml\nlevers: {more: 1}\n' >two.yaml
expect "a difference that is luck" 0 compare --charts svg -o crews one.yaml two.yaml
tr '\n' ' ' <out >line
expect_text "cannot be told apart" line "cannot be told apart in 1,000 runs, about "
expect_no_text "and gets no percentage" out "best of all"
expect_text "nor in the report" crews/report.html "cannot be told apart in 1,000 runs, about "
tr -d '\n' <crews/report.html >line
expect_text "and says what a plan sets" line '<ul class="changes"><li>more 1 instead of 0</li></ul>'
expect_text "less than 3/n" out ">99.7%"
expect_text "and its errors stand in the table" crews/comparison.csv "p_better,p_better_se,p_best,runs"
expect "in Finnish" 0 compare --charts svg --language fi -o crews one.yaml two.yaml
expect_text "too" crews/report.html "ei erotu 1"

# A path that leads out of the scenario's folder is shown without the detour.
mkdir models plans
sed 's/share: 60%/share: 160%/' shop.yaml >models/shop.yaml
printf 'polku: 1\nscenario: p\nmodel: ../models/shop.yaml\n' >plans/p.yaml
expect "a broken model elsewhere" 3 check plans/p.yaml
expect_text "by its short path" err 'models/shop.yaml:11:17: error: '

# What is spent more has a return of its own, on screen, tile and chart; a return that counts organic sales stands on none.
expect "a plan that spends more" 0 compare --charts svg -o returns --runs 50 today.yaml push.yaml
expect_text "its return on the screen" out "Incremental"
expect_text "and as a tile" returns/report.html "<h3>Incremental return</h3>"
expect_text "and in the chart" returns/charts/data/kpis.labels.tsv "Incremental return"
expect_no_text "no return with organic sales in the chart" returns/charts/data/kpis.labels.tsv "organic"
expect_no_text "nor on the screen" out "organic"
expect_text "the first sentence is a verdict" returns/report.html '<p class="verdict">'
expect_text "what pairing saved" returns/manifest.json '"variance_saved"'
awk -F, 'NR > 1 && $2 == "profit" { loss[NR] = $6; if (least == "" || $6 < least) least = $6; evpi = $7 } END { exit !(evpi == least) }' \
    returns/decision.csv && pass "the smallest loss is the value of information" || fail "the smallest loss is not the value of information"

# What a plan leaves behind: on request, where it is little work, or left out, and said which.
cat >felt.yaml <<'YAML'
polku: 1
name: Felt for long
step: week
population: 1000
currency: EUR
stages: {come: {role: prospect, start: rest}, bought: {role: customer}}
transitions: {come -> bought: {probability: 1%, revenue: 10}}
channels: {content: {spend: 100, carryover: {half_life: 10}, saturation: {half: 300}, effects: {come -> bought: x3}}}
YAML
printf 'polku: 1\nmodel: felt.yaml\nhorizon: 13\nruns: 50\n' >felt-today.yaml
printf 'polku: 1\nbased_on: felt-today.yaml\nspend: {content: 400}\n' >felt-more.yaml
expect "it is left out where it is much work" 0 compare --charts none -o felt felt-today.yaml felt-more.yaml
expect_text "which is said" out "--after counts it"
if grep -q ",after," felt/comparison.csv; then fail "no KPI after"; else pass "no KPI after"; fi
expect "on request" 0 compare --after --charts svg -o felt felt-today.yaml felt-more.yaml
expect_text "the verdict says what the horizon leaves out" out "With what comes"
expect_text "in the report, too" felt/report.html '<p class="past">With what comes after the horizon: '
expect_text "it is told" felt/comparison.csv "felt-more,felt-today,all,all,after,EUR,"
expect_text "with the sum" felt/comparison.csv "felt-more,felt-today,all,all,profit_and_after,EUR,"
expect_text "on the screen" out "Left behind"
expect_text "and that it was asked for" out "it is counted on request"
expect_text "in the report" felt/report.html "What a plan leaves behind comes within"
expect_text "in decision.csv" felt/decision.csv "felt-more,after,EUR,"
expect "of many runs it is little work" 0 compare --runs 2000 --charts none -o felt felt-today.yaml felt-more.yaml
expect_text "and told" out "because it is little work"
expect "for programs" 0 compare --after --json --charts none -o felt felt-today.yaml felt-more.yaml
expect_text "they learn it, too" out '"told": "asked for"'
printf 'polku: 1\nmodel: felt.yaml\npopulation: 2000\n' >felt-wide.yaml
expect "a plan of another population" 0 compare --after --charts none -o felt felt-today.yaml felt-wide.yaml
expect_text "has none" err 'felt-wide has no `after`: its population is another than the baseline'
printf 'polku: 1\nbased_on: felt-today.yaml\nafter_horizon: 10\n' >felt-short.yaml
expect "how far, another than the baseline's" 0 compare --after --charts none -o felt felt-today.yaml felt-short.yaml
expect_text "is told" err 'after_horizon of `felt-short` is 10 weeks, and not written in the baseline `felt-today`'
expect "the baseline's holds" 0 compare --after --charts none -o felt --baseline felt-short felt-more.yaml felt-short.yaml
expect_text "and is said" out "within 10 weeks after the horizon"
printf 'polku: 1\nmodel: felt.yaml\ntargets: {after: {at_least: 1}}\n' >felt-target.yaml
expect "no target names it" 3 check felt-target.yaml

# Which KPIs are shown: as the command line says, else the baseline's file, else the model's.
expect "KPIs by name" 0 compare --kpis customers,profit,spend,incremental_return --charts none --json -o chosen felt-today.yaml felt-more.yaml
shown=$(sed -n 's/^ *"kpi": "\([a-z_]*\)",$/\1/p' out | sed '/^$/d' | uniq | head -3 | tr '\n' ' ')
if [ "$shown" = "customers profit spend " ]; then pass "in their order"; else fail "in their order: $shown"; fi
expect "on the screen" 0 compare --kpis spend,customers --charts none -o chosen felt-today.yaml felt-more.yaml
if grep -q "Advertising  *Customers" out; then pass "in their order, too"; else fail "in their order, too" "$(cat out)"; fi
expect_no_text "and no others" out "Revenue"
expect_text "the tables hold all" chosen/kpis.csv "felt-today,all,all,revenue,"
expect_text "the first that is no cost decides" out "Do it: felt-more, +23.4 customers"
printf 'polku: 1\nbased_on: felt-today.yaml\nshow: [customers, profit_and_after]\n' >felt-shown.yaml
expect "as the baseline says" 0 compare --baseline felt-shown --charts none -o chosen felt-shown.yaml felt-more.yaml
expect_text "after is asked for by its name" out "counted on request"
expect "a name that is none is wrong usage" 2 compare --kpis customer --charts none -o chosen felt-today.yaml felt-more.yaml
expect_text "says which was meant" err "did you mean customers?"
expect "so it is of a run" 2 run --kpis profit,,customers --charts none -o chosen felt-today.yaml
printf 'polku: 1\nmodel: felt.yaml\nruns: none\n' >felt-broken.yaml
expect "a broken file stays one" 3 run --kpis customer --charts none -o chosen felt-broken.yaml
# What only a comparison tells leaves a run's usual KPIs, and a comparison no empty table.
expect "a run by a comparison's KPI" 0 run --kpis payback --charts none -o chosen felt-today.yaml
expect_text "shows what it always does" out "Profit  "
expect "a comparison by payback alone" 0 compare --kpis payback --charts none -o chosen felt-today.yaml felt-more.yaml
expect_text "is told in its line" out "payback of felt-more"
expect_no_text "and in no empty table" out "chance to be better"

# As many runs as a difference needs, and as the rivals need.
expect "until the error is small" 0 compare --charts none -o until --runs 30 --until-mcse profit=40 today.yaml push.yaml
expect_text "it says how many runs" out "It took "
runs=$(sed -n 's/.*"runs": \([0-9]*\),.*/\1/p' until/manifest.json | head -1)
expect "as many, given" 0 compare --charts none -o given --runs "$runs" today.yaml push.yaml
expect_same "give the same bytes" until/comparison.csv given/comparison.csv
expect_same "of each plan" until/push/runs.csv given/push/runs.csv
expect "no number" 2 compare --until-mcse profit today.yaml push.yaml
expect_text "is told" err "for instance --until-mcse profit=50"
expect "an error of no KPI" 2 compare --charts none -o nobody --runs 30 --until-mcse profits=40 today.yaml push.yaml
expect_text "names the nearest KPI" err "did you mean profit?"
expect_gone "before there is a folder" nobody
expect "a race" 0 compare --charts none -o race --runs 200 --race profit today.yaml push.yaml
expect_text "it says who had how many" out "A race by profit"
expect "a race that leaves a plan behind early" 0 compare --charts none -o race --runs 200 --race profit \
    "$ROOT/scenarios/lead-funnel/baseline.yaml" "$ROOT/scenarios/lead-funnel/answer-within-an-hour.yaml" \
    "$ROOT/scenarios/lead-funnel/third-salesperson.yaml"
expect_text "what cannot be told is of its own runs" out "from the baseline in the runs that it had"
expect "by no KPI" 2 compare --charts none -o nobody --runs 200 --race profits today.yaml push.yaml
expect_text "is told, too" err "did you mean profit?"
expect_gone "as early" nobody
expect "both" 2 compare --race profit --until-mcse profit=50 today.yaml push.yaml

# Of 50 draws as many are better as p_better says: in the table, the chart's numbers, on the screen and in the report.
expect "a comparison told in 50 draws" 0 compare -o fifty --charts svg --runs 100 push.yaml today.yaml
better=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    $at["kpi"] == "profit" && $at["persona"] == "all" && $at["period"] == "all" && $at["scenario"] != $at["baseline"] {
        print int(50 * $at["p_better"] + 0.5) }' fifty/comparison.csv)
drawn=$(awk '$1 == 1 && $5 == 1' fifty/charts/data/dots.tsv | wc -l)
if [ -n "$better" ] && [ "$better" = "$drawn" ]; then pass "as many dots as p_better says"; else
    fail "p_better says $better of 50, the chart has $drawn"
fi
expect_text "on the screen" out "$better of 50 are better"
expect_text "in the report" fifty/report.html "better than the baseline in $better of 50, worse in $((50 - better))."
expect_text "of what" out "Of 50 draws of the assumptions, in profit"
expect_text "money by period, too" fifty/report.html "<caption>Money by period: As today</caption>"
expect_text "of each plan" fifty/report.html "<caption>Money by period: Radio push</caption>"
expect_no_text "of all periods" fifty/report.html "One period in"
# What a page leaves out it says: of 80 weeks by the step every third, of thirteen plans one.
sed '/^start:/d; s/^horizon:.*/horizon: 80/; /^targets:/,$d' today.yaml >long.yaml
many=
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
    printf 'polku: 1\nscenario: Radio %s\nbased_on: long.yaml\nspend: {radio: %s}\n' $n $((100 + n)) >many$n.yaml
    many="$many many$n.yaml"
done
expect "many plans over many periods" 0 compare -q -o many --charts svg --runs 2 --engine expected long.yaml $many
expect_text "say which periods" many/report.html "One period in 3 is shown, and the last; money.csv has all."
expect_text "and how many plans are shown" many/report.html "Shown for 12 of 13 plans; the others have a money.csv in their"

# Which plan is the best by what a customer at the end is worth.
puhdistustiimi=$ROOT/scenarios/puhdistustiimi
expect "plans that are best by another worth" 0 compare --charts svg -o worth --runs 100 "$puhdistustiimi/baseline.yaml" \
    "$puhdistustiimi/second-crew.yaml" "$puhdistustiimi/push-and-benefits.yaml"
expect_text "a chart of it" worth/charts/acceptability.svg "What one customer at the end is worth to you, EUR"
expect_text "and its table" worth/report.html "Worth of a customer"
finish
