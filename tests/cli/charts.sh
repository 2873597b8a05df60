#!/bin/sh
# Charts: where they lie, how they are asked for, and what is left when they cannot be drawn.
. "${0%/*}/lib.sh"
plain_only
make_plans

if command -v gnuplot >/dev/null; then
    expect "svg where nothing is said" 0 run --runs 20 today.yaml
    expect_there "the picture" results/today/charts/stages.svg
    expect_text "its path is printed" out "results/today/charts/stages.svg"
    expect "a folder with a slash at its end" 0 run --runs 20 -o slash/ today.yaml
    expect_text "has none too many in its paths" out "slash/charts/stages.svg"
    expect "png and pdf" 0 run --runs 20 --charts png,pdf -o both today.yaml
    expect_there "two pictures" both/charts/stages.png both/charts/stages.pdf
    if [ -e both/charts/stages.svg ]; then fail "svg was not asked for"; else pass "no svg beside them"; fi
    expect "a comparison" 0 compare --runs 20 today.yaml push.yaml
    expect_there "its pictures" results/charts/kpis.svg results/today/charts/stages.svg results/push/charts/stages.svg
    # An event: its days in the report, a band of them in each chart over time; one run has no spread.
    printf 'events: {fair: {label: Autumn fair, dates: [2026-01-20], days: 3, effects: {visitor -> customer: x2}}}\n' |
        cat shop.yaml - >fair.yaml
    sed 's/shop.yaml/fair.yaml/' today.yaml >fair-today.yaml
    expect "an event" 0 run -q --runs 1 -o fair fair-today.yaml
    expect_text "its days" fair/report.html "Autumn fair is on these days: 20"
    expect_text "are in the picture" fair/charts/stages.svg "Grey: Autumn fair"
    expect_text "of one run" fair/charts/stages.svg "One run: the spread is not known."
    expect "one run on the screen" 0 run --runs 1 --charts none -o fair fair-today.yaml
    expect_no_text "has no interval" out "90%"
    expect "a chart in Finnish" 0 run -q --runs 20 --language fi -o fair fair-today.yaml
    expect_text "has its decimal mark" fair/charts/data/stages.labels.tsv "decimal	0	,"
    # Individuals, where somebody asked for them.
    expect "individuals" 0 run --individuals --runs 5 -o each today.yaml
    expect_there "have tables and pictures" each/first_purchase.csv each/concentration.csv each/charts/first-purchase.svg \
        each/charts/common-paths.svg
    expect_text "which the manifest vouches for" each/manifest.json '"first_purchase.csv"'
    expect_text "and a section" each/report.html '<section id="individuals"'
    expect_text "and a sentence on the screen" out "First purchase: "
    if LC_ALL=C.UTF-8 awk 'length($0) > 100 { bad = 1 } END { exit bad }' out; then pass "that fits 100 columns"; else
        fail "the sentence does not fit 100 columns" "$(cat out)"
    fi
    expect "individuals for programs" 0 run --individuals --json --runs 5 -o each today.yaml
    expect_text "have numbers" out '"half_by": '
    expect "one chart of them anew" 0 plot each --chart retention --terminal png -o retention.png
    expect "without individuals" 0 run -q --runs 5 -o each today.yaml
    if find each | grep -q 'first_purchase\|first-purchase\|retention'; then fail "old individuals are left" "$(find each)"; else
        pass "their old tables and pictures are gone"
    fi
    echo mine >results/today/charts/mine.txt
    expect "the same without charts" 0 compare --runs 20 --charts none today.yaml push.yaml
    if find results -name '*.svg' -o -name '*.tsv' -o -name report.html | grep -q .; then
        fail "old pictures stand beside new tables" "$(find results)"
    else
        pass "old pictures and the old report are gone"
    fi
    # A file's own KPIs have panels of their own behind the main ones, with the numbers of kpis.csv.
    sed '/^    revenue:/d; /^    cost:/d; s/, revenue: 2//; /^currency:/d; /^channels:/,$d' shop.yaml >own.yaml
    printf 'kpis: {joined: {label: Joined the club, count: visitor -> customer}, nobody: {count: customer -> gone}}\n' \
        >>own.yaml
    sed 's/shop.yaml/own.yaml/' today.yaml >own-today.yaml
    printf 'based_on: own-today.yaml\nscenario: More\nconversions: {visitor -> customer: x1.2}\npolku: 1\n' >own-more.yaml
    expect "a comparison without money" 0 compare -q --runs 20 -o own own-today.yaml own-more.yaml
    panel=$(sed -n 's/^panel\t\([0-9]*\)\tJoined the club$/\1/p' own/charts/data/kpis.labels.tsv)
    awk -F, '$1 == "own-more" && $4 == "joined" && $2 == "all" { print $6, $9, $10, $11, $12, $13 }' own/kpis.csv >wanted
    awk -v panel="$panel" '$1 == panel && $2 == 2 { print $4, $5, $6, $7, $8, $9 }' own/charts/data/kpis.tsv >shown
    if [ -n "$panel" ] && [ -s wanted ]; then expect_same "a panel of the file's own KPI" wanted shown; else
        fail "no panel of the file's own KPI" "$(cat own/charts/data/kpis.labels.tsv wanted)"
    fi
    expect_text "is in the picture" own/charts/kpis.svg "<text>Joined the club</text>"
    rm shown
    # The report shows what was drawn, whatever as: the best kind once, what a page cannot show by the name of its file.
    for kinds in svg png pdf svg,png png,pdf pdf,svg; do
        expect "a report of $kinds" 0 compare -q -o shown --runs 20 --charts $kinds today.yaml push.yaml
        figures=$(grep -c '<figure>' shown/report.html)
        within=$(grep -c '<svg xmlns\|<img width=.*alt="[^"].*src="data:image/png;base64,iVBORw0KGgo' shown/report.html)
        named=$(grep -c 'is drawn in the file' shown/report.html)
        case $kinds in pdf) right=0:$figures ;; *) right=$figures:0 ;; esac
        if [ "$figures" -gt 8 ] && [ "$within:$named" = $right ] && ! grep -q 'No chart was drawn' shown/report.html; then
            pass "each chart of $kinds once"
        else
            fail "the report of $kinds: $figures charts, $within shown, $named named"
        fi
    done
    expect "a report of one run as pdf" 0 run -q -o shown --runs 20 --charts pdf today.yaml
    expect_text "names its files" shown/report.html 'file charts/stages.pdf beside'
    expect_there "what is not of polku stays" results/today/charts/mine.txt
else
    echo "skip  pictures: gnuplot is not installed"
fi
expect "none" 0 run --runs 20 --charts none -o bare today.yaml
if [ -e bare/charts ]; then fail "charts were drawn all the same"; else pass "nothing is drawn"; fi

# Without gnuplot the tables are there, and the message says what is missing.
mkdir empty
PATH=$FOLDER/empty "$POLKU" run --runs 20 -o without today.yaml >out 2>err </dev/null
code=$?
if [ $code = 1 ]; then pass "no gnuplot: exit 1"; else fail "no gnuplot: exit $code" "$(cat err)"; fi
expect_text "no gnuplot: the message" err gnuplot
expect_text "no gnuplot: the summary is there" out "Customers by stage"
expect_there "no gnuplot: the tables are there" without/kpis.csv without/manifest.json

# A program that stands alone looks where `make install` puts the scripts.
mkdir alone
cp "$POLKU" alone/polku
alone/polku run --runs 20 -o lonely today.yaml >out 2>err </dev/null
code=$?
if grep -q "gnuplot scripts are missing" err; then
    if [ $code = 1 ]; then pass "no scripts: exit 1"; else fail "no scripts: exit $code" "$(cat err)"; fi
    expect_there "no scripts: the tables are there" lonely/kpis.csv
elif [ $code = 0 ]; then
    pass "the installed scripts are found"
else
    fail "no scripts: exit $code" "$(cat err)"
fi
cp -r "$ROOT/plots" alone/plots
alone/polku run --runs 20 -o beside today.yaml >out 2>err </dev/null
code=$?
if ! command -v gnuplot >/dev/null || [ $code = 0 ]; then pass "scripts beside the program"; else
    fail "scripts beside the program: exit $code" "$(cat err)"
fi
finish
