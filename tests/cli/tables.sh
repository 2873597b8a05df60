#!/bin/sh
# Where the tables lie, and that the number of threads changes no byte of them.
. "${0%/*}/lib.sh"
make_plans

for threads in 1 2 3 8; do
    expect "compare with $threads threads" 0 compare --charts none --threads $threads --by month,persona -o c$threads \
        today.yaml push.yaml silence.yaml
    expect "run with $threads threads" 0 run --charts none --threads $threads --by quarter -o r$threads push.yaml
    sed 's/c[1238]$//' out >r$threads.txt
    find c$threads r$threads -name manifest.json -exec rm {} +
done
for threads in 2 3 8; do
    expect_same "compare: $threads threads, same bytes" c1 c$threads
    expect_same "run: $threads threads, same bytes" r1 r$threads
done
expect "another seed" 0 run --charts none --seed 2 --by quarter -o other push.yaml
if cmp -s r1/runs.csv other/runs.csv; then fail "another seed, same numbers"; else pass "another seed, other luck"; fi

expect "one scenario goes to results/SCENARIO" 0 run --charts none today.yaml
expect_there "its tables" results/today/kpis.csv results/today/runs.csv results/today/stages.csv \
    results/today/flows.csv results/today/drivers.csv results/today/targets.csv results/today/manifest.json
expect_text "the summary says where" out results/today
expect "several go to results/SCENARIO each" 0 run --charts none push.yaml silence.yaml
expect_there "their tables" results/push/kpis.csv results/silence/kpis.csv
expect "one scenario goes straight into -o" 0 run --charts none -o a/b/c today.yaml
expect_there "its tables" a/b/c/kpis.csv
expect "several go below -o" 0 run --charts none -o several today.yaml push.yaml
expect_there "their tables" several/today/kpis.csv several/push/kpis.csv
rm -rf results
expect "a comparison goes to results" 0 compare --charts none today.yaml push.yaml
expect_there "its tables" results/comparison.csv results/kpis.csv results/manifest.json results/today/kpis.csv \
    results/push/stages.csv
expect_text "which is best" out "highest profit"
expect_text "the baseline" out "As today (baseline)"
expect "another baseline" 0 compare --charts none --baseline push today.yaml push.yaml
expect_text "the other baseline" out "Radio push (baseline)"

expect "--quiet" 0 run --quiet --charts none today.yaml
if [ -s out ] || [ -s err ]; then fail "--quiet is quiet" "$(cat out err)"; else pass "--quiet is quiet"; fi
expect "--json" 0 run --json --charts none today.yaml
expect_text "--json of a run" out '"scenario": "today"'
expect "--json of several" 0 run --json --charts none today.yaml push.yaml
if [ "$(head -1 out)" = "[" ] && [ "$(tail -1 out)" = "]" ]; then pass "--json of several is an array"; else
    fail "--json of several is an array" "$(cat out)"
fi
expect "--json of a comparison" 0 compare --json --charts none today.yaml push.yaml
expect_text "--json of a comparison: differences" out '"differences"'
expect "--json of a check" 0 check --json today.yaml
expect_text "--json of a check: ok" out '"ok": true'

expect "run prints no line beyond 100 columns" 0 run --charts none today.yaml
expect "compare" 0 compare --charts none today.yaml push.yaml silence.yaml
sed -i '/^Next: /d; s/[○●]/o/g; s/[“”–]/-/g' out # what is to be pasted is one line; an awk may count bytes
if LC_ALL=C.UTF-8 awk 'length($0) > 100 { bad = 1 } END { exit bad }' out; then
    pass "the comparison fits 100 columns"
else
    fail "the comparison does not fit 100 columns" "$(cat out)"
fi
if grep -q "$(printf '\033')" out; then fail "colours in a file"; else pass "no colours in a file"; fi
finish
