# report.html in a real browser: nothing on the console, no request to anywhere, nothing that overflows, in both
# languages, light and dark, narrow and wide, on paper; and labels that mean harm stay labels.
# Skipped where Chromium, Node or playwright-core is missing (sh tests/web/install.sh, and a browser from the system).
. tests/cli/lib.sh

browser=
for name in chromium chromium-browser google-chrome; do
    [ -n "$browser" ] || browser=$(command -v "$name" 2>/dev/null)
done
for what in "${browser:+chromium}:a browser (chromium)" "$(command -v node):node" "$(command -v gnuplot):gnuplot" \
    "$(ls -d "$ROOT/build/web/node_modules/playwright-core" 2>/dev/null):playwright-core (sh tests/web/install.sh)"; do
    if [ -z "${what%%:*}" ]; then
        echo "skipped: ${what#*:} is missing"
        exit 77
    fi
done

make_plans
cat >hostile.yaml <<'YAML'
polku: 1
name: "<script>alert('model')</script> ]]> \"; system(\"touch pwned\")"
step: week
currency: "<b>EUR</b>"
population: 5000
stages:
  a: {label: "\"quoted\" 'single' `touch pwned` $(touch pwned)", role: prospect, start: rest}
  b: {label: "line\nbreak\ttab <img src=x onerror=alert(2)> ]]> &amp;", role: customer, start: 5%}
  c: {label: "\u202Eright to left\u202C \u05E9\u05DC\u05D5\u05DD", role: lost}
personas:
  p: {label: "</title></style></svg></desc><script>alert(3)</script>", share: 60%}
  q: {share: rest}
transitions:
  a -> b:
    probability: 1% to 3%
    revenue: varies gamma(mean=40, sd=10)
    cost: 25
    source: "<a href='http://x.example/'>x</a>"
    note: "{1} %s <iframe src='http://x.example/'></iframe>"
  b -> c: {probability: 4%}
channels:
  radio: {label: "LONG", spend: 100, saturation: {half: 200 to 400}, effects: {a -> b: x2}}
kpis:
  k: {label: "{1} %s%n <u>kpi</u>", count: a -> b}
YAML
long=$(awk 'BEGIN { for (i = 0; i < 75; i++) printf "very" }')
sed -i "s/LONG/$long/" hostile.yaml
cat >harm.yaml <<'YAML'
polku: 1
scenario: "\"><script>alert(5)</script>"
model: hostile.yaml
start: 2026-01-05
horizon: 26
runs: 60
targets: {k: {at_least: 500}}
YAML
printf 'polku: 1\nscenario: "%s"\nbased_on: harm.yaml\nspend: {radio: 400}\n' "$long" >long.yaml

expect "the report in English" 0 compare -q -o en today.yaml push.yaml silence.yaml
expect "the report in Finnish" 0 compare -q -o fi --language fi today.yaml push.yaml silence.yaml
expect "the report of one run" 0 run -q -o run --language fi push.yaml
expect "the report of labels that mean harm" 0 compare -q -o harm harm.yaml long.yaml
if [ -e pwned ]; then fail "a label was run"; else pass "no label was run"; fi

node "$ROOT/tests/web/report.mjs" "$ROOT/build/web" "$browser" "$PWD/profile" en/report.html fi/report.html \
    run/report.html harm/report.html >seen 2>&1
code=$?
cat seen
passed=$((passed + $(grep -c '^ok' seen)))
failed=$((failed + $(grep -c '^FAIL' seen)))
if [ $code != 0 ] && ! grep -q '^FAIL' seen; then fail "the browser could not be driven: exit $code"; fi
finish
