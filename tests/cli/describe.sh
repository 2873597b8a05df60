#!/bin/sh
# polku describe: what a journey does, on the screen, as JSON and as a chart.
. "${0%/*}/lib.sh"
make_plans

cat >weather.yaml <<'YAML'
polku: 1
name: Weather
step: day
population: 1000
stages: {sun: {start: 100%}, cloud: {}, rain: {}}
transitions:
  sun -> cloud: {probability: 0.2}
  sun -> rain: {probability: 0.1}
  cloud -> sun: {probability: 0.3}
  cloud -> rain: {probability: 0.3}
  rain -> sun: {probability: 0.2}
  rain -> cloud: {probability: 0.45}
YAML
expect "a chain" 0 describe weather.yaml
expect_text "its long run, on the screen" out "  1  sun      3.33     46.4%   2.16"
expect_text "its first passages" out "  1  sun       ·   4.29  6.67"
expect_text "how to get the chart" out "With -o DIR the graph of the stages is drawn"
if [ -e results ]; then fail "something was written"; else pass "nothing is written"; fi

# The published answers, in JSON. An earlier test holds more digits.
expect "a chain as JSON" 0 describe --json weather.yaml
for number in 0.463636363636363 0.318181818181818 0.218181818181818 4.28571428571428 6.66666666666666 \
    3.72549019607843 4.11764705882352 2.85714285714285 2.15686274509803 3.14285714285714 4.58333333333333; do
    rounded=$(awk -v n=$number 'BEGIN { printf "%.6f", n }')
    if awk -v n=$rounded '{ if (match($0, /-?[0-9]+\.[0-9]+/) && sprintf("%.6f", substr($0, RSTART, RLENGTH)) == n) f = 1 }
        END { exit !f }' out; then pass "JSON holds $rounded"; else fail "JSON holds no $rounded" "$(cat out)"; fi
done
if command -v python3 >/dev/null; then
    if python3 -c 'import json; json.load(open("out"))'; then pass "it is JSON"; else fail "it is no JSON"; fi
fi

# Absorption: the fair walk between two ends.
cat >walk.yaml <<'YAML'
polku: 1
name: Walk
step: day
population: 1000
stages: {p0: {}, p1: {}, p2: {start: 100%}, p3: {}, p4: {}}
transitions:
  p1 -> p0: {probability: 0.5}
  p1 -> p2: {probability: 0.5}
  p2 -> p1: {probability: 0.5}
  p2 -> p3: {probability: 0.5}
  p3 -> p2: {probability: 0.5}
  p3 -> p4: {probability: 0.5}
YAML
expect "a walk that ends" 0 describe walk.yaml
expect_text "mean time 3" out "  2  p1            1        3"
expect_text "mean time 4" out "  3  p2            1        4"
expect_text "75% end at the left" out "  2  p1  75%  25%"
expect_text "25% end at the left" out "  4  p3  25%  75%"
expect_text "why there is no steady state" out "No long-run shares: there are 2 groups of stages that are never left again"

# What a scenario assumes does not come from where the model's number came from: describe and report agree.
cat >sourced.yaml <<'YAML'
polku: 1
name: Sourced
step: week
population: 1000
stages: {a: {start: 100%}, b: {}}
transitions: {a -> b: {probability: {value: 1%, source: The old study}}}
YAML
cat >assumed.yaml <<'YAML'
polku: 1
scenario: Assumed
model: sourced.yaml
runs: 5
horizon: 5
assume: {transitions.a -> b.probability: 50%}
YAML
expect "a model's source" 0 describe sourced.yaml
expect_text "counts" out "Assumptions: 1 with a source"
expect "another number" 0 describe assumed.yaml
expect_text "has no source" out "Assumptions: 0 with a source"
expect "and a report of it" 0 run -o assumed assumed.yaml
if [ ! -f assumed/report.html ]; then pass "no report to look at"; elif grep -q "The old study" assumed/report.html; then fail "the report cites the old source"; else pass "the report cites nothing"; fi

# Ten thousand transitions, all to all and few from many: seconds, not minutes.
for kind in "101 100" "2000 5"; do
    set -- $kind
    awk -v n="$1" -v k="$2" 'BEGIN {
        print "polku: 1\nname: Large\nstep: week\npopulation: 1000\nstages:\n  s0: {start: 100%}"
        for (i = 1; i < n; i++) print "  s" i ": {}"
        print "transitions:"
        for (i = 0; i < n; i++) for (j = 1; j <= k; j++)
            printf "  s%d -> s%d: {probability: %.7g, revenue: %d}\n", i, (i + j * j) % n == i ? (i + 1) % n : (n > 999 ? (i + j * j) : i + j) % n, 0.9 / k, j % 7
    }' >large.yaml
    before=$(date +%s)
    expect "$1 stages of $2 ways are checked" 0 check --quiet large.yaml
    expect "$1 stages of $2 ways are described" 0 describe --quiet large.yaml
    seconds=$(($(date +%s) - before))
    if [ -n "$SANITIZED" ]; then :; elif [ "$seconds" -le 60 ]; then pass "in $seconds s"; else fail "in $seconds s"; fi
done

# A model with money and an uncertain number.
expect "a shop" 0 describe shop.yaml
expect_text "two years ahead" out "104 weeks ahead"
expect_text "at means" out "every uncertain number at its mean"
expect_text "the bottlenecks" out "If one transition were a tenth more likely, for 104 weeks"
expect_text "what the model at its means comes to" out "as it is, the model at its means"
expect_text "and what runs do" out "as it is, mean of 200 runs"
expect_text "the profit" out "Profit, EUR"
expect_text "the assumptions" out "Assumptions: 0 with a source"
expect "a scenario keeps its horizon" 0 describe today.yaml
expect_text "26 weeks" out "26 weeks ahead"
expect "--quiet" 0 describe -q shop.yaml
if [ -s out ]; then fail "--quiet prints" "$(cat out)"; else pass "--quiet prints nothing"; fi

# With a folder.
expect "into a folder, without charts" 0 describe --charts none -o bare shop.yaml
expect_there "describe.json" bare/describe.json
if [ -e bare/charts ]; then fail "charts were drawn all the same"; else pass "no chart"; fi
expect "the same as JSON" 0 describe --json shop.yaml
expect_same "--json prints what describe.json holds" out bare/describe.json
expect "with one thread" 0 describe --threads 1 --json shop.yaml
expect_same "the same bytes with one thread" out bare/describe.json
expect "with three" 0 describe --threads 3 --json shop.yaml
expect_same "and with three" out bare/describe.json
if command -v gnuplot >/dev/null; then
    expect "a chart" 0 describe -o full --charts svg,png shop.yaml
    expect_there "the graph and its data" full/charts/graph.svg full/charts/graph.png full/charts/data/graph.tsv \
        full/charts/data/graph.labels.tsv full/describe.json
    expect_text "its path is told" out "full/charts/graph.svg"
    expect_text "a stage stands in it" full/charts/graph.svg "visitor"
else
    echo "skip  the graph: gnuplot is not installed"
fi

# Out of a stay that one can also leave before its end: shares are of those whose stay ends, 594 and 394 of 988 (two
# recursions by hand, one a persona).
cat >trial.yaml <<'YAML'
polku: 1
name: Trial
step: week
population: 1000
stages: {a: {start: 100%}, t: {dwell: 5}, c: {}, r: {}}
personas: {p: {share: 50%}, q: {share: rest}}
transitions:
  a -> t: {probability: 5%, by_persona: {q: {probability: 50%}}}
  t -> c: {share: 90%, by_persona: {q: {share: 30%}}}
  t -> r: {share: rest}
  t -> a: {probability: 1%, by_persona: {q: {probability: 30%}}}
YAML
expect "a trial that may be left" 0 describe trial.yaml
expect_text "its shares are of those whose stay ends" out "t -> c      60.1%  90%  30%  of those whose stay ends     594"

# What never fits its capacity is no way out; what only may not fit is not called so.
cat >blocked.yaml <<'YAML'
polku: 1
name: Blocked
step: month
population: 100
stages: {a: {start: 100%, role: prospect}, b: {role: customer}}
transitions: {a -> b: {probability: 10%}}
capacity: {crew: {per_step: 3, uses: {a -> b: 5}}}
YAML
expect "a flow that never fits" 0 check blocked.yaml
expect_text "is told" err "a -> b never happens: it uses 5 of crew, which has 3 at most in a step"
expect_text "and nobody leaves" out "for good"
sed 's/per_step: 3/per_step: 0 to 9/' blocked.yaml >rarely.yaml
expect "a flow that may fit" 0 check rarely.yaml
expect_no_text "is not said never to happen" err "never happens"
expect "the engine expected with a capacity" 0 run --engine expected --runs 2 --charts none blocked.yaml
expect_text "is told to be an approximation" err "engine expected is an approximation"

# Mistakes.
expect "a file that is missing" 3 describe none.yaml
expect "a broken model" 3 describe /dev/null
expect "two files" 2 describe shop.yaml weather.yaml
expect_text "one is too many" err "is one too many for polku describe"
expect "no file" 2 describe
expect "-o names a file" 2 describe -o shop.yaml shop.yaml
expect "an option of others" 2 describe --runs 5 shop.yaml

for model in "$ROOT"/models/*.yaml; do
    expect "the shipped ${model##*/}" 0 describe "$model"
    if grep -qiE '\bnan\b|\binf\b' out; then fail "${model##*/}: says nan" "$(cat out)"; else pass "${model##*/}: words, no NaN"; fi
done
finish
