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

expect "in English" 0 compare --runs 20 -q -o en today.yaml push.yaml
expect "in Finnish" 0 compare --runs 20 --language fi -o fi today.yaml push.yaml
no_english "what a comparison says"
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
