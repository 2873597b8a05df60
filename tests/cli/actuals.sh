#!/bin/sh
# What was seen beside the runs: a table, sentences on the screen and in the report, a chart.
. "${0%/*}/lib.sh"
make_plans

printf '\357\273\277pvm;Tilaukset;asiakkaita;myynti\r\n5.1.2026;70;270;\r\n12.1.2026;1;;"2 500,50 €"\r\n26.1.2026;70;;\r\n6.7.2026;1;1;1\r\n' >weeks.csv
printf 'month,revenue\n2026-02,9000\n2026-03,11000\n' >months.csv
cat >seen.yaml <<'YAML'
polku: 1
scenario: Seen
based_on: today.yaml
actuals:
  - {file: weeks.csv, columns: {tilaukset: visitor->customer, asiakkaita: customer, myynti: revenue}}
  - {file: months.csv, per: month, columns: {revenue: revenue}}
YAML
expect "a run with actuals" 0 run --charts none -o out1 seen.yaml
expect_text "rows that are not of this time are told" err "1 row of weeks.csv lies after the horizon: left out"
expect_text "how many lie outside" out "visitor → customer (tilaukset): "
expect_text "of how many" out " of 3 weeks outside the 90% interval of the"
expect_text "where the total lies" out "In all 141, in"
expect_text "of periods" out "Revenue (revenue): 2 of 2 periods"
expect_text "that the rows tell little" out "share their error: where the model is right, none of them may lie outside"
if [ "$(sed 1d out1/actuals.csv | cut -d, -f2 | uniq -c | tr -s ' \n' ' ')" = " 3 tilaukset 1 asiakkaita 1 myynti 2 revenue " ]; then
    pass "the rows that were seen"
else
    fail "rows" "$(cat out1/actuals.csv)"
fi
awk -F, '$2 == "tilaukset" { print $4, $7, $9, $10, $11 }' out1/actuals.csv >shown
awk -F, '$4 == "all" && $5 == "visitor" && ($2 == 1 || $2 == 2 || $2 == 4) { print $3, $7, $9, $11, $13 }' out1/flows.csv >wanted
expect_same "beside the same steps of flows.csv" wanted shown
awk -F, '$2 == "asiakkaita" { print $4, $7, $9, $10, $11 }' out1/actuals.csv >shown
awk -F, '$4 == "all" && $5 == "customer" && $2 == 1 { print $3, $6, $8, $10, $12 }' out1/stages.csv >wanted
expect_same "and of stages.csv" wanted shown
expect_text "the file is an input of the manifest" out1/manifest.json '"file": "weeks.csv"'
expect "for programs" 0 run --charts none --json -o out1 seen.yaml
tr -d ' \n' <out | sed 's/.*"actuals"://; s/"warnings".*//; s/},{"column"/}\n{"column"/g' >entries
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $2 == "tilaukset" { rows++; outside += $at["outside"] != 0; actual += $at["actual"] }
    END { print rows, outside, actual }' out1/actuals.csv >wanted
sed -n 's/.*"column":"tilaukset".*"rows":\([0-9]*\),"outside":\([0-9]*\),"total":{"actual":\([0-9]*\).*/\1 \2 \3/p' entries >shown
expect_same "rows, how many are outside, and their sum" wanted shown
if grep '"column":"asiakkaita"' entries | grep -q '"average":{"actual":270'; then pass "an average of counts at ends"; else
    fail "no average" "$(cat entries)"
fi
expect "in Finnish, for a spreadsheet" 0 run --charts none --csv semicolon --language fi -o out2 seen.yaml
expect_text "in words" out "Kokonaismäärä kertoo enemmän"
expect_text "from the same rows" out "ulkopuolella on"
expect_text "with decimal commas" out2/actuals.csv "seen;tilaukset;visitor -> customer;2026-01-12;2026-01-18;1;87,"
expect "one run" 0 run --runs 1 --charts none -o out3 seen.yaml
expect_text "has no interval" out "One run has no interval."
if grep -q 'share their error' out; then fail "advice for one run"; else pass "and no advice"; fi
expect "a comparison" 0 compare -q --charts none --runs 20 -o both today.yaml seen.yaml
expect_there "has the table where there are actuals" both/seen/actuals.csv
expect_gone "and not elsewhere" both/today/actuals.csv both/actuals.csv
if command -v gnuplot >/dev/null; then
    expect "with charts" 0 run -q -o out1 seen.yaml
    expect_there "one is of them" out1/charts/actuals.svg
    expect_text "the report says it too" out1/report.html "of 3 weeks outside the 90% interval"
    expect_text "with a table" out1/report.html "What was seen"
fi
expect "none any more" 0 run -q --charts none -o out1 today.yaml
expect_gone "the old table goes" out1/actuals.csv
finish
