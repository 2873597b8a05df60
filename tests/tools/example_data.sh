#!/bin/sh
# example_data.sh POLKU FOLDER [learn]: what stands in scenarios/corner-shop, made anew into FOLDER. From truth.yaml:
# orders.csv, a row a week, and cards.csv, who holds the shop's card at the end of each 13th week; the same bytes each
# time. With `learn` also posterior.csv and state.csv of last-year.yaml, 400 rows of each, which takes some minutes.
set -eu
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
shop=scenarios/corner-shop
"$1" run --quiet --charts none -o "$runs/truth" $shop/truth.yaml
awk -F, 'BEGIN {print "date,orders"} $5 == "consideration" && $6 == "customer" {print $3 "," $7}' \
    "$runs/truth/flows.csv" >"$2/orders.csv"
awk -F, 'BEGIN {print "date,cards"} $5 == "loyal" && $2 > 0 && $2 % 13 == 0 {print $3 "," $6}' \
    "$runs/truth/stages.csv" >"$2/cards.csv"
[ "${3:-}" = learn ] || exit 0
"$1" calibrate --quiet -o "$runs/learned" $shop/last-year.yaml
head -401 "$runs/learned/posterior.csv" >"$2/posterior.csv"
awk -F, 'NR == FNR {kept[$1 "," $2] = 1; next} kept[$1 "," $2] || FNR == 1' "$2/posterior.csv" \
    "$runs/learned/state.csv" >"$2/state.csv"
