#!/bin/sh
# Whatever a label holds: its pictures are well-formed (polku looks at each before it counts) and show what was written.
. "${0%/*}/lib.sh"
if ! command -v gnuplot >/dev/null; then
    echo "skipped: gnuplot is missing"
    exit 77
fi

cat >m.yaml <<'YAML'
polku: 1
name: "R&#x"
step: week
currency: "E&#x"
population: 1000
stages:
  a: {label: "R&#x", role: prospect, start: rest}
  b: {label: "B&#x26;B", role: customer, start: 5%}
  c: {label: "x]]>y\"q\"'p'\\n", role: lost}
  d: {label: "{b}_2^3@%d50%", role: lost}
  e: {label: "&amp;&<b>&lt;\uFFFE.", role: lost}
  f: {label: "&#38;&#0;\\", role: lost}
personas:
  p: {label: "&#x;", share: 50%}
  q: {label: "\"]]>", share: rest}
transitions:
  a -> b: {probability: 1% to 5%, revenue: 10}
  b -> c: {probability: 1%}
  b -> d: {probability: 1%}
  b -> e: {probability: 1%}
  b -> f: {probability: 1%}
channels:
  tv: {label: "T&#xV]]>", spend: 100, saturation: {half: 100}, effects: {a -> b: brings 20% to 50%}}
kpis:
  k: {label: "K&#x26;", count: a -> b}
YAML
cat >base.yaml <<'YAML'
polku: 1
scenario: "Base &#x \"b\""
model: m.yaml
start: 2026-01-05
horizon: 10
runs: 20
targets: {k: {at_least: 20}}
YAML
printf 'polku: 1\nscenario: "]]>\\\\n&#x26;"\nbased_on: base.yaml\nspend: {tv: 300}\n' >plan.yaml

# shows NAME FILE TEXT...: each is a text of the picture, as a browser would read it.
shows() {
    name=$1 file=$2
    shift 2
    sed -n 's|^.*<text>\(.*\)</text>$|\1|p' "$file" |
        sed "s/&#x26;/\&amp;/g; s/&#x3E;/>/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g" >texts
    for text; do
        if ! grep -qF -- "$text" texts; then
            fail "$name: $file does not show $text" "$(cat texts)"
            return
        fi
    done
    pass "$name"
}

expect "a comparison" 0 compare -q -o r --charts svg,png,pdf base.yaml plan.yaml
expect "a description" 0 describe -q -o d base.yaml
for folder in "" base/; do
    shows "stages in ${folder:-the comparison}" r/${folder}charts/journey.svg 'R&#x' 'B&#x26;B' "x]]>y\"q\"'p'\\n" \
        '{b}_2^3@%d50%' "&amp;&<b>&lt;$(printf '\357\277\275')." '&#38;&#0;\'
done
shows "stages over time" r/base/charts/stages.svg 'R&#x' 'B&#x26;B' "x]]>y\"q\"'p'\\n" '{b}_2^3@%d50%' \
    "&amp;&<b>&lt;$(printf '\357\277\275')." '&#38;&#0;\' 'Base &#x "b"'
shows "stages of a funnel" r/charts/funnel.svg 'B&#x26;B' ']]>\n&#x26;' 'Base &#x "b"'
shows "stages of a graph" d/charts/graph.svg 'R&#x' 'B&#x26;B' "x]]>y\"q\"'p'\\n" '{b}_2^3@%d50%' '&#38;&#0;\'
shows "personas" r/charts/personas.svg '&#x;' '"]]>' ']]>\n&#x26;'
shows "plans and units" r/charts/kpis.svg 'E&#x' 'Base &#x "b"' ']]>\n&#x26;'
shows "money" r/charts/waterfall.svg 'E&#x' ']]>\n&#x26;'
shows "targets" r/charts/targets.svg 'K&#x26; at least 20' ']]>\n&#x26;'
shows "channels" r/base/charts/drivers.svg 'T&#xV]]>' 'E&#x'
shows "channels and their responses" r/base/charts/response.svg 'T&#xV]]>' 'E&#x'
if grep -qF '<text>R&amp;#x</text>' r/report.html || grep -qF '<text>R&#x26;#x</text>' r/report.html; then
    pass "the report's pictures"
else
    fail "the report's pictures" "$(grep -n 'R&' r/report.html | head)"
fi
# Labels that begin alike stay apart in every chart, also where they are cut to a small picture.
long="A stage with such a very long name that nobody can show it whole, called"
{
    echo 'polku: 1'
    echo 'name: alike'
    echo 'step: week'
    echo 'currency: EUR'
    echo 'population: 1000'
    echo 'stages:'
    echo "  a: {label: \"$long one here\", role: prospect, start: rest}"
    echo "  b: {label: \"$long two here\", role: customer}"
    echo "  c: {label: \"$long three here\", role: customer}"
    echo 'personas:'
    echo "  p: {label: \"$long four here\", share: 50%}"
    echo "  q: {label: \"$long five here\", share: rest}"
    echo 'transitions: {a -> b: {probability: 5%, revenue: 10}, b -> c: {probability: 5%, revenue: 10}}'
    echo 'channels:'
    echo "  t: {label: \"$long six here\", spend: 100, saturation: {half: 100}, effects: {a -> b: x2}}"
    echo "  u: {label: \"$long seven here\", spend: 100, saturation: {half: 100}, effects: {b -> c: x2, a -> b: x1.1}}"
} >alike.yaml
alike="polku: 1\nmodel: alike.yaml\nhorizon: 10\nruns: 20\ntargets: {profit: {at_least: 1}}\n"
printf "${alike}scenario: $long eight here\n" >eight.yaml
printf "${alike}scenario: $long nine here\nspend: {t: 300}\n" >nine.yaml
expect "long labels" 0 compare -q -o long eight.yaml nine.yaml
expect "of a description" 0 describe -q -o long/graph eight.yaml
for size in 1280x720 700x500; do
    expect "in $size" 0 plot long --terminal svg --size $size -q
    expect "of one plan in $size" 0 plot long/eight --terminal svg --size $size -q
    expect "of a description in $size" 0 plot long/graph --terminal svg --size $size -q
    for chart in "funnel two three" "journey one two three" "kpis eight nine" "targets eight nine" \
        "personas four five" "eight/stages one two three" "eight/drivers six seven" \
        "eight/response six seven two" "graph/graph one two three"; do
        set -- $chart
        file=long/$(echo "$1" | sed 's|^\([a-z]*\)$|charts/\1|; s|^\(.*\)/\([a-z]*\)$|\1/charts/\2|').svg
        file=$(echo "$file" | sed 's|charts/charts|charts|')
        shift
        shows "alike in $file, $size" "$file" "$@"
    done
done
expect_text "a picture's description" r/report.html 'the baseline, Base &amp;#x &quot;b&quot;'
finish
