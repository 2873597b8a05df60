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

expect_error "a scenario" 2 'error: polku attribute of a scenario is not built yet
  hint: polku attribute --journeys FILE tells what stood on the paths of a log' attribute today.yaml
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
if [ -e broken ]; then fail "a folder for a broken table"; else pass "nothing is written of a broken table"; fi
finish
