#!/bin/sh
# polku journeys: the log of simulated customers, its formats, and where it goes.
. "${0%/*}/lib.sh"

# A stay, an instant stage, an event, arrivals, word of mouth, a crew: all that a customer can meet.
cat >shop.yaml <<'YAML'
polku: 1
name: Shop
step: week
currency: EUR
population: 2000
stages:
  need:  {role: prospect, start: 60%}
  lead:  {role: prospect, start: 20%, dwell: 'weibull(shape=2, mean=3)'}
  gate:  {dwell: 0}
  own:   {role: customer, start: rest}
  lost:  {role: lost}
personas: {home: {share: 60%}, senior: {share: rest}}
transitions:
  need -> lead: {probability: 20%}
  lead -> lead: {share: 10%}
  lead -> gate: {share: 60%}
  lead -> lost: {share: rest}
  gate -> own:  {share: 70%, revenue: 'varies gamma(mean=290, sd=90)'}
  gate -> need: {share: rest}
  own -> own:   {rate: 0.3, revenue: 99.95}
  own -> lost:  {probability: 5%}
  lost -> need: {probability: 2%}
channels:
  radio: {spend: 100, saturation: {half: 300}, effects: {need -> lead: x2}}
word_of_mouth:
  talk: {from: own, saturation: {half: 10%}, effects: {need -> lead: x1.5}}
capacity:
  crew: {per_step: 60, uses: {need -> lead: 1}}
arrivals: {need: 10}
YAML
cat >plan.yaml <<'YAML'
polku: 1
scenario: Plan
model: shop.yaml
start: 2026-01-05
horizon: 26
YAML
cat >steps.yaml <<'YAML'
polku: 1
scenario: Steps
model: shop.yaml
horizon: 26
YAML

# ---- what is written ----

expect "a log" 0 journeys plan.yaml
cp out log.csv
expect_same "nothing is said beside it" /dev/null err
if [ "$(head -n 1 log.csv)" = "customer_id,timestamp,stage,persona,revenue" ]; then pass "its header"; else
    fail "its header" "$(head -n 1 log.csv)"
fi
for format in log intervals xes ocel; do
    expect "$format to standard output" 0 journeys plan.yaml --format $format
    cp out there
    expect "$format into a file" 0 journeys plan.yaml --format $format -o here
    expect_same "$format: the same bytes" there here
    for vector in none avx2 avx512; do
        run journeys plan.yaml --format $format --vector $vector
        if [ $code = 2 ]; then continue; fi # this machine lacks it
        expect_same "$format: the same bytes with --vector $vector" there out
    done
done
run journeys plan.yaml --format log
expect_same "log is the format where nothing is said" log.csv out

# The engine of individuals counts the same people: at each end of a step by stage, in each step by transition.
"$POLKU" run plan.yaml --engine agents --runs 1 --charts none --quiet -o ran 2>err || fail "run" "$(cat err)"
awk -F, 'BEGIN { day = 86400 }
    FNR == 1 { next }
    FILENAME == "ran/stages.csv" {
        if ($4 == "all") { counted[$2 "," $5] = $6; dates[$3] = dates[$3] == "" ? $2 : dates[$3]; last = $2 }
        next
    }
    {
        # step 0 is the week before the start, whose date stages.csv has for steps 0 and 1
        step = $2 < "2026-01-05" ? 0 : $2 == "2026-01-05" ? 1 : dates[$2]
        if ($1 == who) { change[step "," stage]-- }
        who = $1
        stage = $3
        change[step "," stage]++
        stages[stage] = 1
    }
    END {
        for (stage in stages) {
            here = 0
            for (t = 0; t <= last; t++) {
                here += change[t "," stage]
                if (here != counted[t "," stage]) {
                    print "step", t, stage ":", here, "in the log,", counted[t "," stage], "in stages.csv"
                }
                checked++
            }
        }
        if (checked < 100) { print "only", checked, "counts" }
    }' ran/stages.csv log.csv >wrong
if [ -s wrong ]; then fail "the log has the people of stages.csv" "$(head wrong)"; else
    pass "the log has the people of stages.csv"
fi
paid=$(awk -F, 'FNR > 1 { sum += $5 } END { printf "%.2f", sum }' log.csv)
told=$(awk -F, 'FNR == 1 { for (k = 1; k <= NF; k++) if ($k == "revenue") at = k; next } { printf "%.2f", $at }' ran/runs.csv)
if [ "$paid" = "$told" ]; then pass "the log has the revenue of runs.csv"; else
    fail "revenue: $paid in the log, $told in runs.csv"
fi

# What all formats tell of one run is the same.
awk -F, 'FNR > 1 { rows++ } END { print rows }' log.csv >rows
run journeys plan.yaml --format xes
grep -c "^<event>" out >events
expect_same "xes: an event for each row of the log" rows events
run journeys plan.yaml --format ocel
sed -n '/^"events":\[/,$p' out | grep -c '^{"id":' >events
expect_same "ocel: an event for each row of the log" rows events
run journeys plan.yaml --format intervals
censored=$(awk -F, '$6 == 1' out | wc -l)
people=$(awk -F, 'FNR > 1 { print $1 }' log.csv | uniq | wc -l)
late=$(awk -F, '$2 == "2026-06-29" { who[$1] = 1 } END { n = 0; for (k in who) n++; print n }' log.csv)
if [ "$censored" -le "$people" ] && [ "$censored" -ge $((people - late)) ]; then
    pass "intervals: the last stay of each customer is censored"
else
    fail "intervals: $censored censored stays of $people customers, $late of whom moved last"
fi

# ---- which customers, which run ----

run journeys plan.yaml --sample 5
awk -F, 'FNR > 1 { print $1 }' out | uniq | sort >some
if [ "$(wc -l <some)" = 5 ]; then pass "a sample of 5"; else fail "a sample of 5" "$(cat some)"; fi
cp out sampled
awk -F, 'FNR == NR { wanted[$1] = 1; next } FNR == 1 || $1 in wanted' some log.csv >wanted
expect_same "a sample is rows of the log" wanted sampled
run journeys plan.yaml --sample 5 --vector none
expect_same "the same sample with --vector none" sampled out
run journeys plan.yaml --sample 50
awk -F, 'FNR > 1 { print $1 }' out | uniq | sort >more
if [ "$(comm -23 some more | wc -l)" = 0 ] && [ "$(wc -l <more)" = 50 ]; then pass "a larger sample holds it"; else
    fail "a larger sample" "$(comm -23 some more)"
fi
run journeys plan.yaml --sample 100000
expect_same "a sample of more than there are: all" log.csv out
run journeys plan.yaml --run 1
expect_same "run 1 where nothing is said" log.csv out
run journeys plan.yaml --run 2
if cmp -s log.csv out; then fail "run 2 is another run"; else pass "run 2 is another run"; fi
run journeys plan.yaml --seed 2
if cmp -s log.csv out; then fail "another seed, another log"; else pass "another seed, another log"; fi
"$POLKU" journeys - <plan.yaml >out 2>err
expect_same "standard input: the same" log.csv out

# ---- without dates ----

expect "times are steps without a start" 0 journeys steps.yaml
if [ "$(awk -F, 'FNR > 1 && $2 !~ /^[0-9]+$/' out | wc -l)" = 0 ]; then pass "times are numbers"; else
    fail "times are numbers" "$(head -n 3 out)"
fi
for format in xes ocel; do
    expect_error "$format needs dates" 3 "steps.yaml:1:1: error: --format $format needs dates, and there is no start: in this scenario
  polku: 1
  ^
  hint: write start: 2026-01-01 there, or take --format log or intervals, whose times are steps then" \
        journeys steps.yaml --format $format
done

# ---- wrong usage ----

expect_error "run 0" 2 "error: --run is \"0\": a whole number from 1 to 1000000 is allowed" journeys plan.yaml --run 0
expect_error "a format that is none" 2 'error: --format is "csv": log, intervals, xes or ocel is allowed' \
    journeys plan.yaml --format csv
expect "two files" 2 journeys plan.yaml steps.yaml
expect "a file that is not there" 3 journeys none.yaml

# ---- where it goes ----

expect "into a file" 0 journeys plan.yaml -o kept.csv
expect_text "it says how many customers" out "customers of run 1: kept.csv"
expect "quiet" 0 journeys plan.yaml -o kept.csv -q
expect_same "quiet: nothing is said" /dev/null out
expect_same "the file is the log" log.csv kept.csv
mkdir taken
expect "a name that a folder has" 1 journeys plan.yaml -o taken
expect "a folder that is not there" 1 journeys plan.yaml -o none/log.csv
expect_gone "nothing is left behind" taken/* none ./*.tmp-*
cp kept.csv before
(ulimit -f 8 && "$POLKU" journeys plan.yaml -o kept.csv) >out 2>err
code=$?
if [ $code = 1 ]; then pass "a file that may not grow: exit 1"; else fail "a file that may not grow: exit $code" "$(cat err)"; fi
expect_same "the old file is as it was" before kept.csv
expect_gone "no half of a new one" ./*.tmp-*
if [ -w /dev/full ]; then
    "$POLKU" journeys plan.yaml >/dev/full 2>err
    code=$?
    if [ $code = 1 ]; then pass "a full disk: exit 1"; else fail "a full disk: exit $code" "$(cat err)"; fi
    expect_text "a full disk is told" err "the output cannot be written"
fi
("$POLKU" journeys plan.yaml 2>err && echo fine >code) | head -n 3 >out
expect_text "a reader who goes away early is no failure" code fine
expect_same "and nothing is said" /dev/null err

# Half of a long log has been read, and the program has not grown: the memory is that of a short one.
if [ -z "${SANITIZED:-}" ] && [ -r /proc/self/status ]; then
    sed 's/^population: .*/population: 3000000/; s/per_step: 60/per_step: 90000/' shop.yaml >large.yaml
    sed 's/shop.yaml/large.yaml/' plan.yaml >long.yaml
    mkfifo pipe
    "$POLKU" journeys long.yaml >pipe 2>err &
    child=$!
    exec 3<pipe
    head -c 150000000 <&3 >/dev/null
    peak=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' /proc/$child/status)
    exec 3<&-
    wait $child
    code=$?
    if [ "${peak:-999999}" -lt 50000 ]; then pass "150 MB of a log in less than 50 MB"; else fail "peak memory: $peak kB" "$(cat err)"; fi
    if [ $code = 0 ]; then pass "and its reader may go"; else fail "its reader goes: exit $code" "$(cat err)"; fi
fi
finish
