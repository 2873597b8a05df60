#!/bin/sh
# What stands in a picture can be read: no text overlaps another or leaves the picture, no two labels are cut to the same,
# no axis has one number twice; of a journey whose names are long and nearly the same, of huge, tiny and no numbers, of one
# step and of hundreds, in English and in Finnish, wide and high. tools/chart_texts.awk looks, without a browser.
. "${0%/*}/lib.sh"
plain_only
if ! command -v gnuplot >/dev/null; then
    echo "skipped: gnuplot is missing"
    exit 77
fi

# faults_of LANGUAGE FOLDER: the pictures below it, each with its labels.
faults_of() {
    find "$2" -name '*.svg' | sort | while read -r picture; do
        labels=${picture%/*}/data/$(basename "$picture" .svg).labels
        if [ -e "$labels.$1.tsv" ]; then echo "$labels.$1.tsv"; else echo "$labels.tsv"; fi
        echo "$picture"
    done >pictures
    LC_ALL=C xargs awk -v least="${LEAST:-0}" -f "$ROOT/tests/tools/chart_texts.awk" <pictures
}

# readable NAME LANGUAGE FOLDER..., with letters of $LEAST pixels
readable() {
    name=$1 language=$2
    shift 2
    for folder; do
        faults_of "$language" "$folder" >faults
        if [ -s pictures ] && [ ! -s faults ]; then pass "$name: $folder"; else
            fail "$name: $folder, $(grep -c . faults) faults" "$(head -12 faults)"
        fi
    done
}

# planted NAME TEXT SCRIPT: a fault that is put into a picture by a script of sed is seen, as TEXT.
planted() {
    mkdir -p plant/charts/data
    cp long/charts/data/kpis.labels.tsv plant/charts/data
    sed "$3" long/charts/kpis.svg >plant/charts/kpis.svg
    faults_of en plant >faults
    if cmp -s plant/charts/kpis.svg long/charts/kpis.svg; then fail "$1: nothing was planted"; else
        expect_text "$1" faults "$2"
    fi
}

# A journey of 25 stages, 6 personas, 8 channels and 6 KPIs, all of whose names go on long before they differ.
awk 'BEGIN {
    print "polku: 1\nname: Räystäskourujen puhdistuspalvelun asiakaspolku kaikkine vaiheineen ja haaroineen Etelä-Suomessa"
    print "step: week\ncurrency: EUR\npopulation: 50000\nstages:"
    stage = "Asiakkaan päätöksenteon vaihe jossa hän harkitsee palvelun ostamista numero "
    for (i = 0; i < 25; i++) {
        printf "  s%d: {label: \"%s%d\", role: %s%s}\n", i, stage, i + 1, i < 12 ? "prospect" : i < 20 ? "customer" : "lost",
            i == 0 ? ", start: rest" : i == 13 ? ", start: 1%" : ""
    }
    print "personas:"
    for (i = 0; i < 6; i++) {
        printf "  p%d: {label: \"Kotitaloudet joilla on pitkä räystäs ja lapsia noin %d\", share: %s}\n", i, i, i == 5 ? "rest" : "15%"
    }
    print "transitions:"
    for (i = 0; i < 19; i++) {
        printf "  s%d -> s%d: {probability: 4%% to 12%%%s}\n", i, i + 1, (i >= 11 ? ", revenue: 40 to 80, cost: 10" : "")
    }
    for (i = 20; i < 25; i++) { printf "  s%d -> s%d: {probability: 2%%}\n  s%d -> s1: {probability: 1%%}\n", i - 10, i, i }
    print "  s18 -> s14: {probability: 5%, revenue: 30}\nchannels:"
    for (i = 0; i < 8; i++) {
        printf "  c%d: {label: \"Kevään kampanjan digitaalinen mainonta sosiaalisessa mediassa osa %d\", spend: %d, ", i, i, 100 + 20 * i
        printf "saturation: {half: 200 to 400}, effects: {s%d -> s%d: x1.5}}\n", i, i + 1
    }
    print "kpis:"
    for (i = 0; i < 6; i++) {
        printf "  k%d: {label: \"Kevään kampanjan tuomat uudet tilaukset vaiheessa %d\", count: s%d -> s%d}\n", i, i, i, i + 1
    }
}' >long.yaml
name="Kevään kampanja Facebookissa ja kanta-asiakasedut kaikille asiakkaille versio"
cat >p0.yaml <<YAML
polku: 1
scenario: "$name 0"
model: long.yaml
start: 2026-01-05
horizon: 52
runs: 20
targets: {profit: {at_least: 1000}, k0: {at_least: 100}, k1: {at_least: 101}, k2: {at_least: 102}}
YAML
for i in 1 2 3 4 5 6 7; do
    printf 'polku: 1\nscenario: "%s %d"\nbased_on: p0.yaml\nspend: {c%d: 9%d0}\n' "$name" $i $((i % 8)) $i >p$i.yaml
done
# simple NAME POPULATION PROBABILITY REVENUE COST SPEND HORIZON [LINE]: a plan, and the same without spend.
simple() {
    cat >"$1.yaml" <<YAML
polku: 1
name: $1
step: week
currency: EUR
population: $2
stages: {a: {role: prospect, start: rest}, b: {role: customer, start: 1%}}
transitions: {a -> b: {probability: $3, revenue: $4, cost: $5}}
channels: {tv: {spend: $6, saturation: {half: 100}, effects: {a -> b: x2}}}
YAML
    printf 'polku: 1\nscenario: With\nmodel: %s.yaml\nhorizon: %s\nruns: 20\n%s\n' "$1" "$7" "${8:-}" >"$1-with.yaml"
    printf 'polku: 1\nscenario: Without\nbased_on: %s-with.yaml\nspend: {tv: 0}\n' "$1" >"$1-without.yaml"
}
simple huge 2000000000 "1% to 30%" "20000 to 90000" "30000 to 80000" 250000000 104 "start: 2026-01-05"
simple tiny 10 "0.01% to 0.3%" "0.0002 to 0.0009" 0.0003 0.00025 30 "engine: expected"
simple none 1000 0% 0 0 0 20 "start: 2026-01-05"
simple one 1000 5% 10 3 100 1
simple far 100000 "0.01% to 0.3%" "20 to 60" 25 250 600
simple calendar 100000 "0.01% to 0.3%" "200 to 600" 25 2500 600 "start: 2026-01-05"

# Plan by plan they have the pictures of one plan, which is looked at below.
expect "eight plans" 0 compare -q -o long p?.yaml
rm -r long/p*
readable "as it suits them" en long
expect "are drawn in Finnish" 0 plot long -q --language fi --size 960x540
readable "on a slide in Finnish" fi long
expect "one plan, person by person" 0 run -q --individuals --runs 5 -o each p1.yaml
expect "the model" 0 describe -q -o model p0.yaml
readable "as it suits them" en each model
for folder in each model; do
    expect "$folder, high and in Finnish" 0 plot $folder -q --language fi --size 700x900
    readable "high and in Finnish" fi $folder
done
for what in huge tiny none one far calendar; do
    expect "$what" 0 compare -q -o $what $what-with.yaml $what-without.yaml
    readable "numbers and ticks" en $what
done
# Four journeys in one picture leave little room between their boxes.
shop=$ROOT/scenarios/web-shop
expect "four journeys" 0 compare -q --engine expected --runs 2 --language fi -o shop "$shop/baseline.yaml" "$shop/cart-mail.yaml" \
    "$shop/no-sale.yaml" "$shop/rival-attacks.yaml"
find shop -name '*.svg' ! -path shop/charts/journey.svg -exec rm {} +
readable "numbers between boxes" fi shop
# On a phone small letters have seven pixels where a chart has the room.
find one -name '*.svg' -exec rm {} +
expect "for a phone" 0 plot one -q --chart kpis,difference,cumulative,stages,drivers,response --size 480x270
LEAST=6.9 readable "letters of seven pixels" en one

# The same checks see what is wrong.
planted "a text on another" overlaps 's/translate(18.00,[0-9.]*)/translate(18.00,27.90)/'
planted "a text that goes too far" "leaves the picture" 's/translate(18.00,/translate(900.00,/'
planted "labels that are cut alike" " or " "s|<text>Kev[^<]*</text>|<text>Kevään kamp…</text>|"
planted "the same at two ticks" "two ticks" 's|<text>[0-9][0-9]*k</text>|<text>1M</text>|'
finish
