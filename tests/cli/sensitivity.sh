#!/bin/sh
# polku sensitivity: its table, what it says of plans without uncertain numbers, what is wrong usage, and the same bytes for
# any number of threads.
. "${0%/*}/lib.sh"

gutter=$ROOT/scenarios/puhdistustiimi
funnel=$ROOT/scenarios/lead-funnel
certain=$ROOT/scenarios/five-stage/baseline.yaml

expect "a KPI of a plan" 0 sensitivity "$funnel/baseline.yaml" --kpi profit --samples 256 --runs 60 --charts none -o one
head -1 one/sensitivity.csv >found
echo 'number,label,kpi,p05,p95,kpi_at_p05,kpi_at_p95,first,first_se,total,total_se,evppi,evppi_se,elasticity' >wanted
expect_same "the columns" found wanted
sed -n 2p one/sensitivity.csv >found
echo 'all,everything uncertain,profit,,,,,,,,,,,' >wanted
expect_same "first everything, which decides nothing where there is one plan" found wanted
if [ -z "$(holds one)" ]; then pass "the manifest vouches for it"; else fail "the manifest" "$(holds one)"; fi

for threads in 1 3; do
    expect "the difference of two plans on $threads threads" 0 sensitivity "$gutter/second-crew.yaml" \
        --against "$gutter/baseline.yaml" --method value --samples 256 --runs 60 --charts none -o "t$threads" \
        --threads $threads --group 'answers=transitions.consider -> lead.probability,transitions.unaware -> need.probability'
done
expect_same "any number of threads gives the same bytes" t1/sensitivity.csv t3/sensitivity.csv
expect_text "what everything is worth is said" out "Knowing everything before deciding"
expect_text "and how far off expected numbers are" out "expected numbers alone say"
if grep -q '^answers,group of 2,profit,,,,,,,,,[0-9]' t1/sensitivity.csv; then
    pass "a group has a row"
else
    fail "no row of the group" "$(head -4 t1/sensitivity.csv)"
fi

expect "a plan without uncertain numbers" 0 sensitivity "$certain" --kpi customers --charts none -o certain
expect_text "says so" out "No number is uncertain"

# --- the value of everything is what a comparison says of it, by other draws and other code

expect "a comparison" 0 compare --runs 300 --charts none -q -o compared "$funnel/baseline.yaml" \
    "$funnel/third-salesperson.yaml"
expect "the same decision" 0 sensitivity "$funnel/third-salesperson.yaml" --against "$funnel/baseline.yaml" \
    --method value --samples 2048 --runs 300 --charts none -o decided
# Errors: of the sample as stated, of 300 draws a tenth of the spread of what is lost, about 5,000 EUR.
said=$(awk -F, '$1 == "third-salesperson" && $2 == "profit" { print $7 }' compared/decision.csv)
found=$(awk -F, '$1 == "all" { print $12, $13 }' decided/sensitivity.csv)
if echo "$said $found" | awk '{ off = $1 - $2; error = sqrt($3 * $3 + 5000 * 5000); exit !($1 > 0 && off * off < 16 * error * error) }'
then
    pass "both say about the same"
else
    fail "the value of everything" "$said, found $found"
fi

# --- what is wrong usage

expect "both from standard input" 2 sensitivity - --against -

expect "no such KPI" 2 sensitivity "$gutter/baseline.yaml" --kpi profits
expect_text "names the nearest" err "did you mean profit?"
expect "no such path" 2 sensitivity "$gutter/baseline.yaml" --group 'a=transitions.consider -> leads.probability'
expect_text "names the nearest path" err "did you mean transitions.consider -> lead.probability?"
expect "a plain number in a group" 2 sensitivity "$gutter/baseline.yaml" --group 'a=levers.price_index'
expect "a group without a name" 2 sensitivity "$gutter/baseline.yaml" --group 'transitions.consider'
expect_text "says what is needed" err "a name, = and paths"
expect "no such method" 2 sensitivity "$gutter/baseline.yaml" --method sobel
expect_text "names the nearest method" err "did you mean sobol?"
expect_error "what finding out is worth, without a choice" 2 'error: --method value tells what to find out before deciding between two plans, and only one is named
  hint: name the other plan: --against SCENARIO' sensitivity "$gutter/baseline.yaml" --method tornado,value

finish
