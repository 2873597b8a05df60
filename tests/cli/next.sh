#!/bin/sh
# The last line of check, run, compare and describe is a command, and a shell that is given it runs it.
. "${0%/*}/lib.sh"
make_plans

# expect_next NAME TEXT WORD...: polku WORD... ends with "Next: POLKU TEXT", which runs, with exit 0.
expect_next() {
    name=$1 text=$2
    shift 2
    run "$@"
    last=$(tail -n 1 out)
    if [ $code != 0 ] || [ "$last" != "Next: $POLKU $text" ]; then
        fail "$name: exit $code, and the last line is" "$last" "wanted" "Next: $POLKU $text" "$(cat err)"
        return
    fi
    cp out asked
    sh -c "${last#Next: }" >pasted 2>&1 </dev/null
    code=$?
    if [ $code = 0 ]; then pass "$name"; else fail "$name: pasted, it exits with $code" "$last" "$(tail -5 pasted)"; fi
}
FEW="--charts none --runs 40"
sed 's/500/1800/' today.yaml >open.yaml
sed 's/radio: 400/radio: 540/' push.yaml >dear.yaml
printf 'assume:\n  channels.radio.effects.visitor -> customer: x1.05 to 3\n' >>dear.yaml

expect_next "a plan that is right is run" "run today.yaml" check today.yaml
expect_next "several are compared, without their model" "compare today.yaml push.yaml" check shop.yaml today.yaml push.yaml
expect_next "a model is run" "run shop.yaml --engine expected" check shop.yaml --engine expected
cp today.yaml today.twin.yaml
mkdir elsewhere
sed 's,shop.yaml,../shop.yaml,' today.yaml >elsewhere/today.yaml
expect_next "two of one name cannot be compared" "run today.yaml" check today.yaml elsewhere/today.yaml
expect "with a mistake" 3 check /dev/null
expect_no_text "there is nothing next" out Next:

expect_next "what is based on another is compared with it" "compare today.yaml push.yaml $FEW" run push.yaml -o one $FEW
expect_next "several that ran are compared" "compare today.yaml push.yaml $FEW" run today.yaml push.yaml $FEW
expect_next "an open target: on what does it hang?" \
    "sensitivity open.yaml --kpi new_customers --method tornado --charts none --runs 200 --seed 3" \
    run open.yaml --charts none --runs 200 --seed 3
sed '/targets/,$d' today.yaml >plain.yaml
expect_next "without one: other spend" "sweep plain.yaml --set spend.radio=x0.5,x1,x1.5 $FEW" run plain.yaml $FEW
printf 'polku: 1\nname: Quiet\nstep: week\npopulation: 100\nstages: {a: {start: rest}, b: {role: customer}}\ntransitions:\n  a -> b: {probability: PROBABILITY}\n' >form
sed 's/PROBABILITY/1% to 3%/' form >unsure.yaml
expect_next "without spend: the assumptions" "sensitivity unsure.yaml --kpi customers --method tornado $FEW" run unsure.yaml $FEW
sed 's/PROBABILITY/2%/' form >sure.yaml
printf 'polku: 1\nscenario: Sure\nmodel: sure.yaml\nstart: 2026-01-05\n' >dated.yaml
expect_next "nothing to doubt: month by month" "run dated.yaml --by month,persona -o d $FEW" \
    run dated.yaml --by persona -o d $FEW
expect_next "and then what the journey does" "describe dated.yaml --charts none" run dated.yaml --by month $FEW
sed 's/PROBABILITY/"varies beta(2, 50)"/' form >each.yaml
expect_next "one by one: what of single customers?" "run each.yaml --individuals $FEW" run each.yaml $FEW

expect_next "what comes after" "compare today.yaml push.yaml --after -o both --charts none --runs 20" \
    compare today.yaml push.yaml -o both --charts none --runs 20
expect_next "where the next sum goes" "optimise push.yaml --extra 7800 $FEW" compare today.yaml push.yaml --after $FEW
expect_next "knowing is worth more" \
    "sensitivity dear.yaml --against today.yaml --kpi profit --method value --charts none --runs 200" \
    compare today.yaml dear.yaml --charts none --runs 200
expect_no_text "said once" asked "Which of them"
expect_next "what the journey hangs on" \
    "sweep today.yaml --set 'conversions.visitor -> customer=x0.8,x0.9,x1,x1.1'" describe today.yaml
printf 'polku: 1\nname: Still\nstep: week\npopulation: 9\nstages: {a: {start: rest}}\ntransitions: {}\n' >still.yaml
expect_next "nothing to move" "run still.yaml" describe still.yaml

# Names that a shell would take apart, and those that look like options.
mkdir "our plans"
cp shop.yaml "our plans"
cp today.yaml "our plans/it's today; \$HOME.yaml"
sed "s/today.yaml/\"it's today; \$HOME.yaml\"/; s/^spend.*/conversions: {visitor -> customer: x1.1}/" push.yaml >"our plans/a big push.yaml"
cp "our plans/it's today; \$HOME.yaml" ./-dash.yaml
expect_next "names with spaces and marks" "compare 'our plans/it'\\''s today; \$HOME.yaml' 'our plans/a big push.yaml'" \
    check "our plans/it's today; \$HOME.yaml" "our plans/a big push.yaml"
expect_next "and their folder" "compare 'our plans/it'\\''s today; \$HOME.yaml' 'our plans/a big push.yaml' --after -o 'two words' $FEW" \
    compare -o "two words" $FEW "our plans/it's today; \$HOME.yaml" "our plans/a big push.yaml"
expect_next "a dash at first" "run ./-dash.yaml" check -- -dash.yaml

# Nothing is said where it would not be read, or could not be pasted.
for word in --quiet --json; do
    for command in "check today.yaml" "run $FEW today.yaml" "compare $FEW today.yaml push.yaml" "describe today.yaml"; do
        expect "$command $word" 0 $command $word
        expect_no_text "$command $word: no line more" out Next:
    done
done
"$POLKU" check - <today.yaml >out 2>err
expect_no_text "standard input cannot be named again" out Next:
run run today.yaml $FEW --language fi
if tail -n 1 out | grep -q "^Seuraavaksi: "; then pass "in Finnish"; else fail "in Finnish" "$(tail -n 1 out)"; fi
finish
