#!/bin/sh
# A scenario goes on from the end of a calibration: with nothing observed and engine expected its bytes are those of one
# long run with the same draws, and what cannot be gone on from is told.
. "${0%/*}/lib.sh"
plain_only

# Whatever one step leaves to the next: ages of a stay and of a steady start, carry-over by half-life and by weights, a
# stock, word of mouth from stages and from a flow, a crew and its queue, arrivals, personas; entry costs and a KPI of
# who waits for what step 0 must not say.
cat >model.yaml <<'END'
polku: 1
name: Everything
step: week
currency: EUR
population: 20000
personas: {near: {share: 30%}, far: {share: rest}}
stages:
  unaware: {start: rest}
  lead: {start: 1%, dwell: "gamma(mean=4, sd=2)"}
  customer: {start: 2%, start_age: steady, dwell: "weibull(shape=2, mean=26)"}
  loyal: {start: 1%, entry_cost: 3, role: customer}
transitions:
  unaware -> lead: {probability: 0.3% to 0.9%}
  lead -> customer: {share: 60%, revenue: 100}
  lead -> unaware: {share: 40%}
  customer -> loyal: {share: 50%}
  customer -> unaware: {share: 50%}
  loyal -> unaware: {probability: 1% to 3%}
channels:
  ads: {spend: 500, history: 200, carryover: {half_life: 2 to 6}, saturation: {half: 1000},
    effects: {unaware -> lead: x2}}
  tv: {spend: {file: tv.csv, column: tv}, history: 100, carryover: {delayed: {retention: 0.9, peak: 3}},
    saturation: {half: 1000}, effects: {unaware -> lead: x1.5}}
  print: {spend: {file: tv.csv, column: print}, history: 100, carryover: {weibull: {shape: 1.5, scale: 5 to 8}},
    saturation: {half: 1000}, effects: {loyal -> unaware: x0.9}}
seasons:
  spring: {by_month: [1, 1, 1.2, 1.3, 1.2, 1, 1, 0.8, 0.8, 0.9, 0.9, 0.9], effects: [unaware -> lead]}
stocks:
  fame: {start: 10, decay: 5%, gains: {lead -> customer: 0.1}, effects: {unaware -> lead: {elasticity: 0.1 to 0.5}}}
word_of_mouth:
  talk: {from: [loyal, customer], saturation: {half: 2%}, effects: {unaware -> lead: x2}}
  heard: {from: lead -> customer, saturation: {half: 2%}, effects: {loyal -> unaware: x0.8}}
capacity:
  crew: {per_step: 20 to 30, uses: {lead -> customer: 1}}
queues:
  wait: {of: crew, saturation: {half: 2}, effects: {lead -> unaware: x3}}
arrivals:
  loyal: 3
END
# 65 weeks from 2025-01-06; the amounts go up and down, so that a step too early or too late is seen.
awk 'BEGIN {print "step,tv,print"; for (t = 1; t <= 65; t++) print t "," 100 * (t % 7) "," 90 * (t * t % 11)}' >tv.csv
awk 'BEGIN {print "step,tv,print"; for (t = 53; t <= 65; t++) print t - 52 "," 100 * (t % 7) "," 90 * (t * t % 11)}' \
    >rest.csv

cat >fit.yaml <<'END'
polku: 1
calibrate: Nothing is known
model: model.yaml
start: 2025-01-06
horizon: 52
engine: expected
observe: []
seed: 3
END
expect "a calibration without data" 0 calibrate -o fit fit.yaml
# 37 draws: the last group of lanes is not full. Those of the states in another order.
head -38 fit/posterior.csv >fit/few.csv && mv fit/few.csv fit/posterior.csv
awk -F, 'NR == FNR {kept[$1 "," $2] = 1; next} kept[$1 "," $2] || FNR == 1' fit/posterior.csv fit/state.csv >few.csv
mv few.csv fit/state.csv

head='polku: 1
model: model.yaml
engine: expected
runs: 37'
printf '%s\n' "$head" "start: 2025-01-06" "horizon: 65" "assume: {posterior: fit/posterior.csv}" >long.yaml
printf '%s\n' "$head" "horizon: 13" "continue: fit/posterior.csv" \
    "spend: {tv: {file: rest.csv, column: tv}, print: {file: rest.csv, column: print}}" >next.yaml

expect "65 weeks at once" 0 run --charts none -o long long.yaml
expect "the last 13 of them, gone on to" 0 run --charts none -o next next.yaml

# rows FILE FROM: from step FROM on, without the scenario, the step and the date (`start` of step 0).
rows() {
    awk -F, -v from="$2" 'NR > 1 && $2 >= from' "$1" | cut -d, -f4-
}
for table in stages flows drivers; do
    first=53
    [ $table = stages ] && first=52
    rows long/$table.csv $first >whole
    rows next/$table.csv $((first - 52)) >rest
    [ -s rest ] || fail "$table.csv has rows"
    expect_same "$table.csv goes on to the last byte" whole rest
done
for width in none avx2; do
    "$POLKU" run --help 2>/dev/null | grep -q -- --vector || break
    run run --charts none --vector $width -o "next-$width" next.yaml
    [ "$code" = 0 ] && expect_same "by $width" next/flows.csv "next-$width/flows.csv"
done

(head -1 fit/state.csv && tail -n +2 fit/state.csv | sort -r) >shuffled && mv fit/state.csv kept && mv shuffled fit/state.csv
expect "rows of states in any order" 0 run --charts none -o shuffled next.yaml
expect_same "say the same" next/stages.csv shuffled/stages.csv
mv kept fit/state.csv

# A stay with an end, and a crew that lets people wait behind it: they are as old as the stay can be.
sed -e 's/gamma(mean=4, sd=2)/uniform(2, 5)/' -e 's/per_step: 20 to 30/per_step: 10 to 20/' model.yaml >ending.yaml
for file in fit long next; do
    sed -e 's/model.yaml/ending.yaml/' -e 's|fit/posterior|ending/posterior|' -e 's/runs: 37/runs: 9/' $file.yaml \
        >ending-$file.yaml
done
expect "a stay that ends" 0 calibrate -q --charts none -o ending ending-fit.yaml
expect "all 65 weeks of it" 0 run -q --charts none -o ending-long ending-long.yaml
expect "and the last 13" 0 run -q --charts none -o ending-next ending-next.yaml
for table in stages flows; do
    first=53
    [ $table = stages ] && first=52
    rows ending-long/$table.csv $first >whole
    rows ending-next/$table.csv $((first - 52)) >rest
    expect_same "who waits behind its end goes on to the last byte in $table.csv" whole rest
done

sed 's/engine: expected/engine: cohort/' next.yaml >cohort.yaml
expect "the cohort goes on with whole people" 0 run --charts none -o cohort cohort.yaml
if awk -F, 'NR > 1 && $2 == 0 && $4 == "all" {for (k = 6; k <= 6; k++) sum += $k} END {exit !(sum > 20155.5 && sum < 20156.5)}' \
    cohort/stages.csv; then pass "as many as there were"; else fail "as many as there were"; fi
expect "describe, by the mean of the states" 0 describe --charts none -o told next.yaml

# A drift walks on from week 52, which lies between two knots (tests/unit/test_continued.c knows to where).
printf '%s\n' "drift: [{flow: unaware -> lead, every: 10 weeks, sd: 5% to 20%}]" | cat fit.yaml - >drift.yaml
expect "a calibration with a drift" 0 calibrate -o fit drift.yaml
expect_text "has knots past the end" fit/posterior.csv "drift.unaware -> lead.60"
expect "is gone on from" 0 run --charts none -o short next.yaml

# ---- what is wrong ----

# broken NAME CODE TEXT LINES: a scenario with these lines says TEXT.
broken() {
    printf '%s\n' "polku: 1" "model: model.yaml" "horizon: 13" "$4" >broken.yaml
    expect "$1" "$2" check broken.yaml
    expect_text "says so" err "$3"
}
broken "both" 3 "a scenario has continue: or assume: {posterior: …}, not both" \
    "continue: fit/posterior.csv
assume: {posterior: fit/posterior.csv}"
broken "another start" 3 "the state is of that day" "continue: fit/posterior.csv
start: 2026-02-01"
expect_text "which day" err "write start: 2026-01-05, or leave it out"
printf '%s\n' "start: 2026-01-05" "population: 20000" | cat next.yaml - >same.yaml
expect "the same start and population" 0 check same.yaml
broken "another population" 3 "what is continued has the population 20000, not 500" "continue: fit/posterior.csv
population: 500"
broken "no file" 3 "continue names a posterior.csv that polku calibrate has written" "continue: {}"
expect "another start, laid over it" 3 compare --charts none long.yaml next.yaml
expect_text "says what must start on that day" err "what is compared with it must start on that day, too"

# state NAME TEXT SED: with state.csv changed so, the error says TEXT.
state() {
    mv fit/state.csv kept
    sed "$3" kept >fit/state.csv
    expect "$1" 3 check next.yaml
    expect_text "says so" err "$2"
    mv kept fit/state.csv
}
state "an unknown stage" 'did you mean lead?' 's/,stage,lead,/,stage,laed,/'
state "an unknown persona" 'did you mean near?' 's/,near,/,naer,/'
state "an unknown part" 'did you mean stage?' '3s/,stage,/,stge,/'
state "an unknown channel" 'did you mean ads?' 's/,level,ads,/,level,adds,/'
state "an unknown capacity" 'did you mean crew?' 's/,waiting,crew,/,waiting,crow,/'
state "fewer than nobody" 'nobody is fewer than 0' '3s/,[^,]*$/,-3/'
state "a number that is none" '"many"' '3s/,[^,]*$/,many/'
state "an age that is none" 'no age: "young"' '3s/^\(.*\),[^,]*,\([^,]*\)$/\1,young,\2/'
state "another step" 'another step than in the rows above' '9s/,52,/,53,/'
state "a lag that is missing" 'what was spent on tv has a gap' '/,spent,tv,,3,/d'
state "people who are not counted" 'and its rows add up to' '/,stage,loyal,near,/d'
state "no market" 'it has no row of the market' '/,market,/d'
state "states of another posterior" 'it has no state for any of the' '2,$s/^[0-9]*,[0-9]*,/77,1,/'
rm fit/state.csv
expect "no state.csv" 3 check next.yaml
expect_text "says which" err "state.csv"

finish
