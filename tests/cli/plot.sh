#!/bin/sh
# polku plot draws charts again from the numbers beside them; polku run --chart-here draws into the terminal.
. "${0%/*}/lib.sh"
plain_only
make_plans
if ! command -v gnuplot >/dev/null; then
    echo "ok 1 - polku plot # SKIP gnuplot is not installed"
    echo "1..1"
    exit 0
fi

run compare --runs 20 -o all today.yaml push.yaml
run run --runs 20 --charts none -o bare today.yaml
run run --runs 20 -o one today.yaml
cp one/charts/stages.svg stages.svg

# Without simulating: the plans are not even there any more.
mkdir plans
mv ./*.yaml plans
rm one/charts/*.svg
expect "all charts of a run" 0 plot one
expect_text "its picture is named" out "one/charts/stages.svg"
expect "a folder with a slash at its end" 0 plot one/ --chart stages
expect_text "has none too many in its paths" out "one/charts/stages.svg"
expect_no_text "nowhere" out "//"
expect_same "the same picture to the last byte" stages.svg one/charts/stages.svg
cp -r all before
for file in all/charts/*.svg; do
    chart=$(basename "$file" .svg)
    rm "$file"
    run plot all --chart "$chart"
done
expect_same "charts drawn one by one are those drawn together" before/charts all/charts
rm -r before all/charts/*.svg all/*/charts/*.svg
expect "all charts of a comparison and its scenarios" 0 plot all
expect_there "are there" all/charts/kpis.svg all/today/charts/stages.svg all/push/charts/stages.svg

expect "one chart as png" 0 plot all --chart kpis --terminal png --size 800x600
expect_there "is there" all/charts/kpis.png
if [ "$(od -An -tu1 -j16 -N8 all/charts/kpis.png | tr -s ' ')" = " 0 0 3 32 0 0 2 88" ]; then
    pass "as wide and high as it was asked for"
else
    fail "width and height of the png" "$(od -An -tu1 -j16 -N8 all/charts/kpis.png)"
fi
expect "pdf into a file of its own" 0 plot one --chart stages --terminal pdf -o picture.pdf
expect_text "a pdf" picture.pdf "%PDF"
expect "nothing is printed" 0 plot one --chart stages -q
if [ -s out ]; then fail "--quiet prints" "$(cat out)"; else pass "with --quiet"; fi


# A larger picture is the same picture: every text stands four times as far and is four times as large. `places` prints
# x, y and size of each text and the widths of lines, divided by $2.
places() {
    grep -o 'translate([-0-9.,]*)\|font-size="[0-9.]*"\|stroke-width="[0-9.]*"\|<text>.*</text>' "$1" |
        awk -v by="$2" '/^<text>/ { print; next } { gsub(/[a-z"()=-]/, ""); n = split($0, x, ",")
            for (i = 1; i <= n; i++) printf "%.0f ", x[i] / by; print "" }'
}
for chart in kpis difference waterfall funnel; do
    expect "$chart on a screen" 0 plot all --chart "$chart" --size 960x540 -q -o small.svg
    expect "$chart on a board" 0 plot all --chart "$chart" --size 3840x2160 -q -o large.svg
    places small.svg 0.25 >small
    places large.svg 1 >large
    if [ -s small ] && awk 'NR == FNR { a[NR] = $0; n = NR; next } /^</ { if (a[FNR] != $0) exit bad = 1; next }
        { m = split(a[FNR], x); k = split($0, y); if (m != k) exit bad = 1
          for (i = 1; i <= k; i++) { d = x[i] - y[i]; if (d > 1 || d < -1) exit bad = 1 } }
        END { exit bad || n != FNR }' small large; then
        pass "is the same, four times as large"
    else
        fail "$chart is another in 3840x2160" "$(diff small large | head)"
    fi
done
png_number() { od -An -tu1 -j"$2" -N"$3" "$1" | tr -s ' '; } # bytes of a file
expect "twice as large" 0 plot all --chart kpis --terminal png --scale 2 -q -o twice.png
if [ "$(png_number twice.png 16 8)" = " 0 0 10 0 0 0 5 160" ]; then pass "1280x720 becomes 2560x1440"; else
    fail "--scale 2" "$(png_number twice.png 16 8)"
fi
expect "for paper" 0 plot all --chart kpis --terminal png --dpi 192 -q -o paper.png
# 192 pixels of an inch are 7559 of a metre: 0 0 29 135 in the chunk pHYs, which follows the first.
if [ "$(png_number paper.png 16 8)$(png_number paper.png 37 13)" = " 0 0 10 0 0 0 5 160 112 72 89 115 0 0 29 135 0 0 29 135 1" ]; then
    pass "as many inches of more pixels"
else
    fail "--dpi 192" "$(png_number paper.png 16 40)"
fi
expect "pdf of inches" 0 plot all --chart kpis --terminal pdf --size 1800x1200 --dpi 300 -q -o paper.pdf
if grep -aq 'MediaBox \[ *0 0 432 288' paper.pdf; then pass "of 6 by 4"; else
    fail "the page of the pdf" "$(grep -a MediaBox paper.pdf)"
fi
expect "type of its own" 0 plot all --chart kpis --font "DejaVu Sans" --scale 1.5 --dark -q -o dark.svg
expect_text "its name" dark.svg 'font-family="DejaVu Sans" font-size="19.50"'
expect_text "a dark ground" dark.svg 'fill="#14181b"'
expect "no ground" 0 plot all --chart kpis --transparent -q -o clear.svg
if grep -q '<rect x="0" y="0"[^>]*fill="[^n]' clear.svg; then fail "--transparent has a ground" "$(grep '<rect x="0"' clear.svg)"; else
    pass "nothing behind it"
fi
expect "no ground of a png" 0 plot all --chart kpis --terminal png --transparent -q -o clear.png
if [ "$(png_number clear.png 25 1)" = " 6" ]; then pass "has an alpha channel"; else fail "the kind of png" "$(png_number clear.png 24 4)"; fi
for terminal in sixel pdf; do
    expect "all of it on $terminal" 0 plot all --chart kpis --terminal "$terminal" --dark --transparent --scale 2 --font Lato -q -o any
done
expect_error "a scale that is none" 2 "error: --scale is \"big\": a number from 0.25 to 8 is allowed
  hint: for example --scale 2, or --scale 1.5" plot all --scale big
expect_error "a decimal comma" 2 "error: --scale is \"1,5\": a number from 0.25 to 8 is allowed
  hint: for example --scale 2, or --scale 1.5" plot all --scale 1,5
expect_error "inches of an SVG" 2 "error: --dpi is for png and pdf: svg has no inches
  hint: add --terminal png or --terminal pdf; --scale 2 makes any picture twice as large" plot all --dpi 300
expect_error "more than can be" 2 "error: this would be a picture of about 200000 pixels: at most 32000 are allowed
  hint: a screen shows 3840x2160, and for print --dpi 300 is enough" plot all --terminal png --dpi 1200 --scale 8
expect_error "and of a given size" 2 "error: this would be a picture of about 40000 pixels: at most 32000 are allowed
  hint: a screen shows 3840x2160, and for print --dpi 300 is enough" plot all --terminal png --size 10000x900 --scale 4
expect "a size, and twice that" 0 plot all --chart kpis --terminal png --size 960x540 --scale 2 -q -o twice.png
if [ "$(png_number twice.png 16 8)" = " 0 0 7 128 0 0 4 56" ]; then pass "is 1920x1080"; else
    fail "--size with --scale" "$(png_number twice.png 16 8)"
fi
expect_error "letters have no ground" 2 "error: --dark does nothing to a chart of letters (--terminal dumb)
  hint: --terminal svg, png, pdf and sixel draw pictures" plot all --terminal dumb --dark
expect_error "a font that is more" 2 "error: --font is \"x';system('touch pwned')\": the name of a font is allowed, of letters, digits, blanks and - _ .
  hint: for example --font \"DejaVu Sans\"; its size is of --scale and --size" plot all --font "x';system('touch pwned')"
expect_error "a font with its size" 2 "error: --font is \"Lato,20\": the name of a font is allowed, of letters, digits, blanks and - _ .
  hint: for example --font \"DejaVu Sans\"; its size is of --scale and --size" plot all --font Lato,20
expect "letters" 0 plot one --chart stages --terminal dumb --size 90x30
expect_text "the title" out "Customers in each stage: As today"
if [ "$(awk '{ if (length($0) > most) most = length($0) } END { print (most > 60 && most <= 90) }' out)" = 1 ] &&
    [ "$(grep -c '' out)" -le 30 ] && ! grep -q ' $' out; then
    pass "as many as were asked for"
else
    fail "more letters or lines than asked for" "$(cat out)"
fi
expect "several at once" 0 plot all --chart stages --terminal dumb
expect_text "the first scenario" out "Customers in each stage: As today"
expect_text "the second" out "Customers in each stage: Radio push"
expect "sixel" 0 plot one --chart stages --terminal sixel --size 400x300
if [ "$(head -c 2 out | od -An -tx1)" = " 1b 50" ]; then pass "begins as a sixel picture"; else
    fail "sixel" "$(head -c 40 out | od -c)"
fi
expect "letters into a file" 0 plot one --chart stages --terminal dumb -o letters.txt
expect_there "are there" letters.txt
mkdir tmp
TMPDIR=$FOLDER/tmp "$POLKU" plot one --chart stages --terminal dumb >out 2>err
expect_text "drawn in a folder of its own" out "Customers in each stage"
if [ -z "$(ls -A tmp)" ]; then pass "which is gone"; else fail "a temporary folder is left" "$(ls -A tmp)"; fi
TMPDIR=$FOLDER/none "$POLKU" plot one --chart stages --terminal dumb >out 2>err
if [ $? = 1 ]; then pass "no place for it: exit 1"; else fail "no place for it" "$(cat err)"; fi
expect_text "the message" err "error: no picture can be drawn here: No such file or directory"

run plot --help
cp out charts
expect_error "an unknown chart" 2 "error: there is no chart \"stags\"
  hint: did you mean stages? There are: $(awk '/^Charts/ { on = 1; next } /^$/ { on = 0 }
    on { printf "%s%s", comma, $1; comma = ", " }' charts)" plot one --chart stags
expect "a chart without data" 3 plot one --chart kpis
expect_text "the message" err "error: there is nothing in one to draw kpis from"
expect_text "what there is" err "  hint: there is data for: "
expect_error "no charts at all" 3 "error: there is nothing in bare to draw a chart from
  hint: run polku run or polku compare with -o bare first" plot bare
expect_error "no folder" 3 "error: nowhere cannot be read: No such file or directory
  hint: name a folder that polku run or polku compare has written" plot nowhere
expect_error "a size that is none" 2 "error: --size is \"big\": WIDTHxHEIGHT in pixels is allowed, each 100 to 10000
  hint: for example --size 1600x900" plot one --size big
expect_error "too many letters" 2 "error: --size is \"90x3000\": WIDTHxHEIGHT in letters is allowed, each 20 to 1000
  hint: for example --size 120x40" plot one --terminal dumb --size 90x3000
expect "a comparison's own chart into one file" 0 plot all --chart targets -o own.svg
expect_there "it is there" own.svg
expect "several charts into one file" 2 plot all -o x.svg
expect_text "the message" err "-o x.svg is one file, and there are "
expect_error "no folder is named" 2 "error: polku plot needs a folder
  hint: usage: polku plot [OPTION]... RESULTS" plot

# --chart-here
mv plans/*.yaml .
expect "a run with its chart" 0 run --runs 20 --charts none --chart-here -o here today.yaml
expect_text "the summary" out "Customers by stage"
expect_text "the chart" out "Customers in each stage: As today"
if ls here/charts/*.svg >/dev/null 2>&1; then fail "other charts were drawn"; else pass "no other chart"; fi
expect_there "its numbers" here/charts/data/stages.tsv

# A chart that fails names the command that draws it.
mkdir bin
printf '#!/bin/sh\nexit 1\n' >bin/gnuplot
chmod +x bin/gnuplot
PATH=$FOLDER/bin:$PATH "$POLKU" run --runs 20 -o "my results" today.yaml >out 2>err </dev/null
expect_text "the failed chart names its command" err "draw it later by: polku plot 'my results' --chart stages"
mkdir empty
PATH=$FOLDER/empty "$POLKU" compare --runs 20 --charts png -o without today.yaml push.yaml >out 2>err </dev/null
expect_text "no gnuplot: the command for all" err "then draw the charts by: polku plot without --terminal png"
rm -f without/charts/*.png
PATH=$FOLDER/empty "$POLKU" plot without --terminal png --dark --font "Noto Sans" --scale 1.5 >out 2>err </dev/null
expect_text "with what was asked for" err "by: polku plot without --terminal png --scale 1.5 --font 'Noto Sans' --dark"
expect "and it does" 0 plot without --terminal png
expect_there "the pictures" without/charts/kpis.png without/today/charts/stages.png

# Plans over one axis of time, from the tables alone: their numbers are those of the tables.
sed '/^start:/d' today.yaml >undated-today.yaml
expect "a comparison by month" 0 compare -q --runs 20 --by month --charts none -o time today.yaml push.yaml
expect "over time" 0 plot time --chart over-time --of "customer, visitor->customer,profit,customers"
expect_there "is drawn" time/charts/over-time.svg
expect_text "a stage" time/charts/data/over-time.labels.tsv "customer, customers"
expect_text "a flow, by its step" time/charts/data/over-time.labels.tsv "visitor → customer by week, customers"
expect_text "money, by its period" time/charts/data/over-time.labels.tsv "Profit by month, EUR"
expect_text "in Finnish, too" time/charts/data/over-time.labels.fi.tsv "Tulos kuukausittain, EUR"
expect_text "a line a plan" time/charts/data/over-time.labels.tsv "row	2	Radio push"
# Stages by their labels, where they have some.
{
    sed 's/visitor:  {role/visitor: {label: Passes by, role/' shop.yaml
    echo 'kpis: {joined: {label: Joined the club, count: visitor -> customer}}'
} >named.yaml
sed 's/shop.yaml/named.yaml/' today.yaml >named-today.yaml
expect "stages with labels" 0 run -q --runs 5 --by month --charts none -o named named-today.yaml
expect "over time" 0 plot named --chart over-time --of "visitor,visitor -> customer,joined" --terminal dumb
expect_text "are called so" named/charts/data/over-time.labels.tsv "panel	1	Passes by, customers"
expect_text "in flows too" named/charts/data/over-time.labels.tsv "panel	2	Passes by → customer by week, customers"
expect_text "and an own KPI by its label" named/charts/data/over-time.labels.tsv "panel	3	Joined the club by month"
if [ -z "$(holds time)" ]; then pass "the manifest vouches for it"; else fail "the manifest" "$(holds time)"; fi
# over_time PANEL PLAN: p05, p50 and p95 of each point.
over_time() { awk -v panel="$1" -v plan="$2" '$1 == panel && $2 == plan { print $4, $5, $6 }' time/charts/data/over-time.tsv; }
awk -F, '$4 == "all" && $5 == "customer" { print $8, $10, $12 }' time/push/stages.csv >wanted
over_time 1 2 >shown
expect_same "the stage's numbers" wanted shown
awk -F, '$4 == "all" && $5 == "visitor" && $6 == "customer" { print $9, $11, $13 }' time/today/flows.csv >wanted
over_time 2 1 >shown
expect_same "the flow's numbers" wanted shown
awk -F, '$5 == "profit" { print $8, $9, $10 }' time/push/money.csv >wanted
over_time 3 2 >shown
expect_same "money's numbers" wanted shown
awk -F, '$2 == "all" && $3 != "all" && $4 == "customers" { print $9, $11, $13 }' time/push/kpis.csv >wanted
over_time 4 2 >shown
expect_same "a KPI's numbers by period" wanted shown
ends=$(awk -F, '$5 == "profit" { print $4 }' time/push/money.csv | while read -r day; do date -ud "$day + 1 day" +%s; done)
if [ "$(awk '$1 == 3 && $2 == 1 { printf "%d\n", $3 }' time/charts/data/over-time.tsv)" = "$ends" ]; then
    pass "each at the end of its period"
else
    fail "where the periods end" "$ends" "$(grep '^3	1' time/charts/data/over-time.tsv)"
fi
cp time/charts/data/over-time.tsv wanted
expect "the same for a spreadsheet" 0 compare -q --runs 20 --by month --charts none --csv semicolon -o time today.yaml push.yaml
expect "is read" 0 plot time --chart over-time --of "customer,visitor -> customer,profit,customers"
expect_same "as well" wanted time/charts/data/over-time.tsv
expect "a run without dates" 0 run -q --runs 20 --charts none -o undated undated-today.yaml
expect "is drawn" 0 plot undated --chart over-time --of customer,spend --terminal dumb
expect_text "in letters" out "customer, customers"
expect "a name that is not there" 2 plot bare --chart over-time --of custmer
expect_text "the nearest" err "did you mean customer? There are the stages visitor, customer"
expect "a KPI of the whole time" 2 plot undated --chart over-time --of customers
expect_text "and what tells it over time" err "give the scenario a start: date and run it again with --by month"
expect "the same with dates" 0 run -q --runs 20 --charts none -o dated today.yaml
expect "a KPI of the whole time" 2 plot dated --chart over-time --of customers
expect_text "and the command that tells it by month" err "today.yaml --by month"
expect "--of alone" 2 plot bare --of profit
expect "another chart's --of" 2 plot bare --chart stages --of profit
expect "over-time alone" 2 plot dated --chart over-time
expect_text "what is missing" err "--of must say which stages, flows or KPIs"
expect "no results" 3 plot plans --chart over-time --of profit
finish
