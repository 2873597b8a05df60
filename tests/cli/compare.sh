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

# The errors of files that cannot be read come together; each file is named once.
printf 'polku: 1\nscenario: a\nscenario: b\nmodel: shop.yaml\n' >twice.yaml
expect_error "a key that stands there twice" 3 'twice.yaml:3:1: error: the key "scenario" stands twice: the first is in line 2
  scenario: b
  ^~~~~~~~
  hint: keep one of them' compare --charts none today.yaml twice.yaml
expect "two files that are missing" 3 compare none.yaml today.yaml nothing.yaml
expect_text "the first" err 'there is no file "none.yaml"'
expect_text "the second" err 'there is no file "nothing.yaml"'

# A path that leads out of the scenario's folder is shown without the detour.
mkdir models plans
sed 's/share: 60%/share: 160%/' shop.yaml >models/shop.yaml
printf 'polku: 1\nscenario: p\nmodel: ../models/shop.yaml\n' >plans/p.yaml
expect "a broken model elsewhere" 3 check plans/p.yaml
expect_text "by its short path" err 'models/shop.yaml:11:17: error: '
finish
