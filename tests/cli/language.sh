#!/bin/sh
# --language fi: charts drawn again in the other language are those of results in it, to the last byte, and no English
# word is left in what is drawn or said.
. "${0%/*}/lib.sh"
plain_only
make_plans
# no_english NAME: nothing in out is English but names, paths and the next command, whose words are no language; no
# figure is.
no_english() {
    sed -E '/^Seuraavaksi: /d; /^(Taulukot|Raportti|Työkirja|Kuviot): /d; /^ *[^ ]*charts\//d
        s/As today|Radio push|A small shop//g; s/\([^()]*=[^()]*\)//g; s/[0-9]+\.[0-9]+\.[0-9]{4}//g; s/[a-z]+(\.[a-z_]+)+//g; s/\.(revenue|cost)//g' out >said
    grep -Eiw "$words" said >leaks
    grep -E '[0-9]%|[0-9]\.[0-9]|(^|[ (])-[0-9]' said >>leaks
    if [ -s leaks ]; then fail "English in $1" "$(cat leaks)"; else pass "no English in $1"; fi
}
words='the|of|is|are|in|and|to|for|with|by|from|customers|mean|start|chance|target|tables|workbook|runs?|weeks?|revenue'
words="$words|profit|against|baseline|plan|better|best|interval|draws?|today|nothing|stages?|number|difference|spend"

# What run says of a plan, but for names.
expect "a run in Finnish" 0 run --runs 20 --charts none --xlsx --language fi -o ran today.yaml
no_english "what a run says"
expect_text "its targets" out "Uusia asiakkaita vähintään 500"

# The other commands.
expect "a check in Finnish" 0 check --language fi push.yaml
no_english "what a check says"
expect "a sweep" 0 sweep --runs 10 --charts none --language fi --set spend.radio=0,100 -o swept today.yaml
no_english "what a sweep says"
expect "a sensitivity" 0 sensitivity --samples 256 --method tornado --charts none --language fi -o hung today.yaml
no_english "what a sensitivity says"
expect "the best plan" 0 optimise --runs 10 --charts none --language fi --extra 10 -o found push.yaml
no_english "what optimise says"
expect "what was brought" 0 attribute --runs 10 --charts none --language fi -o brought push.yaml
no_english "what attribute says"
expect "a log" 0 journeys --sample 5 --language fi -o log.csv today.yaml
no_english "what journeys says"

command -v gnuplot >/dev/null || { echo "skip  there is no gnuplot"; finish; }

expect "in English" 0 compare --runs 20 -o en today.yaml push.yaml
cp out en.txt
expect "in Finnish" 0 compare --runs 20 --language fi -o fi today.yaml push.yaml
no_english "what a comparison says"
cp out fi.txt

# One number of a KPI reads the same in sentence, table and tile, on the terminal and in the report: each place of the
# baseline's profit, and of the difference in it, gives one line, whatever marks its language has. The terminal's table is in
# thousands.
plain() { # figures one a line, without signs of thousands and units, with a decimal point
    sed -e 's/\xc2\xa0/ /g' -e 's/\xe2\x88\x92/-/g' -e 's/ EUR.*//' | if [ "$1" = fi ]; then tr , .; else tr -d ,; fi | tr -d ' '
}
in_thousands() { awk '{ sign = /^\+/ ? "+" : ""; printf "%s%.10g\n", sign, $1 * 1000 }'; }
told_once() { # NAME WANTED-LINES FILE
    if [ "$(wc -l <"$3")" = "$2" ] && [ "$(sort -u "$3" | wc -l)" = 1 ]; then pass "$1: $(head -1 "$3")"; else fail "$1" "$(cat "$3")"; fi
}
for language in en fi; do
    page=$language/report.html profit='(Profit|Tulos) \(EUR\)'
    {
        sed -n '1,3p' $language.txt | tr '\n' ' ' | sed -E 's/\xc2\xa0/ /g' | grep -oE '[+][0-9]+([ ,][0-9]{3})* EUR' | head -1 | plain $language
        awk -F '  +' '$1 == "Radio push" && NF > 4 { print $5; exit }' $language.txt | plain $language | in_thousands
        for class in verdict answer change; do
            grep -E "<p class=\"$class\">" $page | sed 's/\xc2\xa0/ /g' | grep -oE '[+][0-9]+([ ,][0-9]{3})* EUR' | head -1 | plain $language
        done
        grep -oE "data-label=\"$profit\" class=\"number\"><span class=\"main better\">[^<]*" $page | sed 's/.*>//' | plain $language
        grep -oE '<td>(Profit|Tulos)</td><td class="number">[^<]*' $page | sed 's/.*>//' | head -1 | plain $language
    } >told
    told_once "the difference in profit, $language" 7 told
    {
        awk -F '  +' '/^As today \(/ { print $5; exit }' $language.txt | plain $language | in_thousands
        grep -oE "data-label=\"$profit\" class=\"number\"><span class=\"main\">[^<]*" $page | sed 's/.*>//' | plain $language
    } >told
    told_once "the baseline's profit, $language" 2 told
    cp told told.$language
done
expect_same "one rounding in both languages" told.en told.fi
cp -r en en2
cp -r fi fi2
expect "plot in Finnish" 0 plot --language fi en
expect "plot in English" 0 plot --language en fi
(cd en && find . -name '*.svg') >charts
different=
while read -r chart; do
    [ -e "fi/$chart" ] || different="$different $chart"
done <charts
if [ -z "$different" ]; then pass "the same charts"; else fail "the same charts" "$different"; fi
while read -r chart; do
    cmp -s "en/$chart" "fi2/$chart" || different="$different $chart"
done <charts
if [ -z "$different" ]; then pass "are those of Finnish results"; else fail "are those of Finnish results" "$different"; fi
expect "and back, in the language of the results" 0 plot en
while read -r chart; do
    cmp -s "en/$chart" "en2/$chart" || different="$different $chart"
done <charts
if [ -z "$different" ]; then pass "are those of English results"; else fail "are those of English results" "$different"; fi
for folder in en fi; do
    wrong=$(holds $folder)
    if [ -z "$wrong" ]; then pass "the manifest of $folder"; else fail "the manifest of $folder" "$wrong"; fi
done

# Words of charts that are no names of the model's.
english='the runs|customers|baseline|spend|profit|better|stage|mean|probability| of | the |each'
expect "a journey described in Finnish" 0 describe -o described --language fi shop.yaml
no_english "what describe says"
cat fi2/charts/data/*.labels.tsv fi2/*/charts/data/*.labels.tsv described/charts/data/graph.labels.tsv |
    grep -Ei "$english" | grep -viE '^number_|customer *$|visitor -> customer' >leaks
if [ -s leaks ]; then fail "English in Finnish charts" "$(head -20 leaks)"; else pass "no English in Finnish charts"; fi
finish
