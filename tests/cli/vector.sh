#!/bin/sh
# vector: whatever instructions simulate the runs, and whatever the threads, the tables are the same to the last byte: of
# runs of means and by chance, where a horizon takes several blocks of steps, and of a comparison by chance.
. "${0%/*}/lib.sh"

plans="$ROOT/scenarios/asiakaspolku/baseline.yaml $ROOT/scenarios/asiakaspolku/free-shipping.yaml"
for vector in none avx2 avx512 auto; do
    run run --vector $vector --threads 2 --engine expected --runs 203 --charts none -o "run-$vector" "${plans% *}"
    if [ $code = 2 ]; then
        expect_text "$vector is not here" err "--vector $vector: this machine does not have these instructions"
        rm -rf "run-$vector"
        continue
    fi
    # shellcheck disable=SC2086 # two files
    expect "compare, $vector" 0 compare --vector $vector --threads 1 --engine cohort --runs 21 --charts none \
        -o "compare-$vector" $plans
    run run --vector $vector --threads 2 --engine cohort --runs 203 --charts none -o "chance-$vector" "${plans% *}"
    for table in kpis stages flows drivers runs; do
        expect_same "run, $vector: $table.csv" "run-none/$table.csv" "run-$vector/$table.csv"
        expect_same "run by chance, $vector: $table.csv" "chance-none/$table.csv" "chance-$vector/$table.csv"
    done
    expect_same "compare, $vector: comparison.csv" compare-none/comparison.csv "compare-$vector/comparison.csv"
done
expect_error "a kind that there is not" 2 "error: --vector is \"mmx\": auto, avx512, avx2 or none is allowed" run --vector mmx x.yaml
finish
