#!/bin/sh
# A budget as a Finnish spreadsheet saves it, from its bytes to what is paid: semicolons, decimal commas, no-break spaces
# between thousands, euro signs, 1.3.2026, a byte order mark, CRLF, empty rows at the end, a row a month for a weekly
# model. And what such files hold that cannot be read, each with its cure.
. "${0%/*}/lib.sh"
make_plans

plan() {
    cat >plan.yaml <<END
polku: 1
scenario: Budjetti
model: shop.yaml
start: 2026-01-01
horizon: 26
spend: {radio: {file: $1, column: radio, per: month}}
END
}

# \302\240 no-break space, \342\200\257 narrow no-break space, \342\202\254 euro sign, \303\244 a with dots.
{
    printf '\357\273\277Pvm;RADIO;Selite\r\n'
    printf '1.1.2026;1\302\240234,50 \342\202\254;tammi\r\n'
    printf '1.2.2026;"1 500,00\302\240\342\202\254";"helmi; talvi"\r\n'
    printf '1.3.2026;2\342\200\257000;maalis\r\n'
    printf '1.4.2026;1.000,25;\r\n1.5.2026;0;\r\n1.6.2026;700 EUR;kes\303\244\r\n1.7.2026;900;\r\n'
    printf ';;\r\n;;\r\n'
} >budjetti.csv
plan budjetti.csv
expect "the budget is read" 0 run --runs 5 --charts none -q -o out1 plan.yaml
# Steps begin each seventh day from 2026-01-01 on: 5 in January, 4 in February, March 5, 4, 4, June 4.
awk -F, '$4 == "radio" {m = substr($3, 6, 2) + 0; sum[m] += $7} END {for (m = 1; m <= 6; m++) printf "%.2f ", sum[m]}' \
    out1/drivers.csv >paid
if [ "$(cat paid)" = "1234.50 1500.00 2000.00 1000.25 0.00 700.00 " ]; then pass "each month's amount is paid in it"; else
    fail "paid by month" "$(cat paid)"
fi
expect "and a plan written by --csv semicolon" 0 run --runs 5 --charts none -q --csv semicolon -o out2 plan.yaml
{
    printf '\357\273\277date;radio\n'
    awk -F';' '$4 == "radio" {print $3 ";" $7}' out2/drivers.csv
} >again.csv
sed 's/, per: month//; s/budjetti.csv/again.csv/' plan.yaml >again.yaml
expect "is a series that it reads" 0 run --runs 5 --charts none -q -o out3 again.yaml
sed 's/^plan,/x,/' out1/drivers.csv >a
sed 's/^again,/x,/' out3/drivers.csv >b
expect_same "with the same spend" a b

# with LINE...: the budget with these lines at its end.
with() {
    head -8 budjetti.csv >bad.csv
    printf '%s\r\n' "$@" >>bad.csv
    plan bad.csv
}
# column TEXT: of a message, where this stands.
with 'Yhteensä;7 334,75 €;'
expect_error "a total" 3 'bad.csv:9:1: error: the row "Yhteensä" is a sum, not a time
  Yhteensä;7 334,75 €;
  ^~~~~~~~
  hint: take the row out: what it sums up stands above it' check plan.yaml
with 'KAIKKI YHTEENSÄ 2026:;7 334,75 €;'
expect_error "a total with other words" 3 'bad.csv:9:1: error: the row "KAIKKI YHTEENSÄ 2026:" is a sum, not a time
  KAIKKI YHTEENSÄ 2026:;7 334,75 €;
  ^~~~~~~~~~~~~~~~~~~~~
  hint: take the row out: what it sums up stands above it' check plan.yaml
with ';7 334,75 €;'
expect_error "a total without a word" 3 'bad.csv:9:1: error: this row has no date
  ;7 334,75 €;
  ^
  hint: write its date, or take the row out where it is a sum' check plan.yaml

{ printf 'Mainosbudjetti 2026;;\r\n;;\r\n'; tail -c +4 budjetti.csv; } >bad.csv
plan bad.csv
expect "a title above the columns" 3 check plan.yaml
expect_text "is told" err 'hint: "Mainosbudjetti 2026" looks like a title: take out what stands above the row of the columns'

{ printf 'Mainosbudjetti 2026\r\n\r\n'; tail -c +4 budjetti.csv; } >bad.csv
plan bad.csv
expect "a title that fills no columns" 3 check plan.yaml
expect_text "is told, too" err 'hint: "Mainosbudjetti 2026" looks like a title: take out what stands above the row of the columns'

printf 'Pvm;Radio;N\344kyvyys\r\n1.1.2026;1 200,50;\r\n' >bad.csv
plan bad.csv
expect "Windows-1252" 3 check plan.yaml
expect_text "is named" err 'error: byte 0xE4 is not UTF-8; in Windows-1252, in which spreadsheets save a plain CSV, it would be "ä"'
expect_text "with its cure" err 'save it once more as "CSV UTF-8", or: iconv -f WINDOWS-1252 -t UTF-8 bad.csv > utf8.csv'
printf '\377\376P\0v\0m\0\t\0R\0a\0d\0i\0o\0\n\0' >bad.csv
expect "UTF-16" 3 check plan.yaml
expect_text "is named, too" err 'bad.csv: error: this file is UTF-16'
finish
