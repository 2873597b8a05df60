#!/bin/sh
# Wrong usage: the whole message, exit 2, nothing on stdout. Bad input: exit 3.
. "${0%/*}/lib.sh"
make_plans

expect_error "unknown command" 2 'error: there is no command "comapre"
  hint: did you mean polku compare?' comapre
expect_error "unknown command, nothing near" 2 'error: there is no command "zebra"
  hint: polku help lists the commands' zebra
expect_error "option before the command" 2 'error: polku has no option --runs by itself
  hint: options stand behind a command: polku run --runs 100 FILE' --runs 3 run today.yaml
expect_error "help of nothing" 2 'error: there is no command "rum"
  hint: did you mean polku run?' help rum
for words in "help kpi" kpis; do
    expect_error "polku $words" 2 "error: there is no command \"${words#help }\"
  hint: did you mean polku help kpis?" $words
done
expect_error "no file" 2 'error: polku run needs a file
  hint: usage: polku run [OPTION]... FILE...' run
expect_error "one file to compare" 2 'error: polku compare needs two files or more
  hint: usage: polku compare [OPTION]... FILE...' compare today.yaml
expect_error "two commands to help" 2 'error: "check" is one too many for polku help
  hint: usage: polku help [OPTION]... [COMMAND|kpis]' help run check
expect_error "unknown option" 2 'error: polku run has no option --rnus
  hint: did you mean --runs?' run --rnus 3 today.yaml
expect_error "an option of another command" 2 'error: --baseline is not one of the options of polku run
  hint: polku run --help lists them' run --baseline today today.yaml
expect_error "runs not whole" 2 'error: --runs is "1.5": a whole number from 1 to 1000000 is allowed' \
    run --runs 1.5 today.yaml
expect_error "threads out of range" 2 'error: --threads is "0": a whole number from 1 to 4096 is allowed' \
    run --threads 0 today.yaml
expect_error "unknown engine" 2 'error: --engine is "agent": auto, expected, cohort or agents is allowed
  hint: did you mean agents?' run --engine agent today.yaml
expect_error "an option without its value" 2 'error: --output needs a value: --output DIR' run today.yaml -o
touch file
expect_error "-o is a file" 2 'error: -o file is a file, and results need a folder
  hint: name another folder; it is made where it is missing' run -o file today.yaml
mkdir other
cp today.yaml other
sed -i 's/shop/..\/shop/' other/today.yaml
expect_error "two scenarios of one name" 2 'error: today.yaml and other/today.yaml are both called "today"
  hint: scenarios are told apart by their files'"'"' names: rename one' run today.yaml other/today.yaml
expect "two scenarios of one name, compared" 2 compare today.yaml other/today.yaml
expect "an unknown baseline" 2 compare --baseline tody today.yaml push.yaml
expect_text "an unknown baseline is named" err tody

expect "a missing file" 3 run nowhere.yaml
expect_text "a missing file is named" err nowhere.yaml
expect "a folder instead of a file" 3 check other
sed 's/push/&/; s/radio: 400/radoi: 400/' push.yaml >wrong.yaml
expect "a wrong scenario" 3 run wrong.yaml
expect_text "a wrong scenario: place" err "wrong.yaml:4:"
expect "one wrong file stops all before they run" 3 run today.yaml wrong.yaml nowhere.yaml
expect_text "all files' errors are told" err nowhere.yaml
expect_text "all files' errors are told" err radoi
if [ -e results ]; then fail "nothing was written" "$(ls results)"; else pass "nothing was written"; fi
printf 'polku: 1\nscenario: Child\nbased_on: wrong.yaml\n' >child.yaml
run check wrong.yaml child.yaml
if [ "$(grep -c radoi err)" -le 2 ]; then pass "an error of a shared file is told once"; else
    fail "an error of a shared file is told again" "$(cat err)"
fi
expect "check of what is right" 0 check today.yaml push.yaml
expect_text "check says OK" out "today.yaml: OK"
expect_text "check tells the stays" out "leaves for"
expect "check of right and wrong" 3 check today.yaml wrong.yaml
expect_text "the right one is OK all the same" out "today.yaml: OK"
expect "check of a model" 0 check shop.yaml
printf 'date,orders\n2026-01-05,3\n' >orders.csv
expect "a table where a scenario is asked for" 3 check orders.csv
expect_text "is told to be one" err "a table is read through the file that names it"
finish
