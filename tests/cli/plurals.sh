#!/bin/sh
# One of a thing is said as one: a chain, a case, a row, a move, a touchpoint, on the screen and on the page.
. "${0%/*}/lib.sh"

command -v gnuplot >/dev/null && charts= || charts='--charts none'
cat >shop.yaml <<'YAML'
polku: 1
name: Shop
step: week
population: 100
stages: {need: {start: rest}, buyer: {role: customer}}
transitions: {need -> buyer: {probability: 'beta(2, 8)'}}
YAML
printf 'customer_id,timestamp,stage\na,2026-01-05,need\na,2026-01-13,buyer\n' >one.csv
cat >fit.yaml <<'YAML'
polku: 1
calibrate: One
model: shop.yaml
start: 2026-01-05
horizon: 4
chains: 1
extra: none
observe: [{journeys: one.csv}]
YAML
# The page is written where charts are.
on_page() {
    if [ -z "$charts" ]; then expect_text "$@"; else echo "ok # SKIP gnuplot is not installed"; fi
}
expect "one chain, one case" 0 calibrate $charts -o one fit.yaml
expect_text "a chain" out "the halves of 1 chain of"
expect_text "a case and a move" out "one.csv: 1 case, 2 rows, 1 move."
on_page "a chain on the page" one/report.html "the halves of 1 chain of"
on_page "a case on the page" one/report.html "one.csv: 1 case, 2 rows, 1 move."
on_page "a number on the page" one/report.html "1 number learned from 0 observed values"
expect "the same in Finnish" 0 calibrate $charts -o yksi --language fi fit.yaml
expect_text "ketju" out "1 ketjun puoliskot"
expect_text "tapaus" out "one.csv: 1 tapaus, 2 riviä, 1 siirtymä."
on_page "luku" yksi/report.html "1 luku opittu"

printf 'customer_id,timestamp,stage\na,1,ad\na,2,order\n' >walk.csv
expect "one walk" 0 attribute --journeys walk.csv --conversion order -o walk
expect_text "ends" out "1 of 1 walks ends in a conversion"
expect_text "a path, a channel" out "on 1 path by 1 channel"
expect_text "nothing left out" out "1 case; no touchpoint stands after the last conversion of its case"
echo 'a,3,ad' >>walk.csv
expect "a touchpoint behind it" 0 attribute --journeys walk.csv --conversion order -o walk
expect_text "is left out" out "1 touchpoint after the last conversion of its case is left out"
expect "the same in Finnish" 0 attribute --journeys walk.csv --conversion order -o kulku --language fi
expect_text "tapaus" out "1 tapaus; pois"
echo 'a,4,ad' >>walk.csv
expect "two touchpoints behind it" 0 attribute --journeys walk.csv --conversion order -o walk
expect_text "are left out" out "2 touchpoints after the last conversion of their case are left out"
finish
