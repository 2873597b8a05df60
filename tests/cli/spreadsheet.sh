#!/bin/sh
# --xlsx: one workbook of all tables, read back by another program (python3, where it is there) cell by cell; opened by
# LibreOffice in a Finnish locale, where that is there; whole or not there on a full disk and after a signal; the same
# bytes for the same input.
. "${0%/*}/lib.sh"
plain_only
make_plans
TOOLS=$ROOT/tests/tools
command -v python3 >/dev/null && HAS_PYTHON=yes || echo "skip  cells are not compared: there is no python3"

# expect_workbook NAME FOLDER SHEETS: the workbook is the tables.
expect_workbook() {
    [ "${HAS_PYTHON-}" ] || return 0
    python3 "$TOOLS/read_workbook.py" "$2" >read 2>&1
    if [ "$(sed '$d' read | grep -v '^formats: ')" = "" ] && grep -q "^$3 sheets, " read; then pass "$1"; else
        fail "$1" "$(tail -20 read)"
    fi
}

# expect_whole NAME FOLDER: the manifest vouches for what is there, and no temporary file is left.
expect_whole() {
    bad=$(holds "$2" && find "$2" -name '*tmp*' -o -name '.cells*')
    if [ -z "$bad" ]; then pass "$1"; else fail "$1" "$bad"; fi
}

expect "a run" 0 run --runs 20 --charts none --xlsx -o run today.yaml
expect_text "it is told" out "Workbook: run/results.xlsx"
expect_text "the manifest lists it" run/manifest.json '"file": "results.xlsx"'
expect_whole "with its hash" run
expect_workbook "its sheets are the tables" run 7
for format in '#,##0\ "EUR"' '0.0%' '| 14'; do
    [ "${HAS_PYTHON-}" ] && expect_text "a format $format" read "$format"
done
expect "once more, by two threads, elsewhere" 0 run --runs 20 --charts none --xlsx --threads 2 -o again today.yaml
expect_same "the same bytes" run/results.xlsx again/results.xlsx
expect "with semicolons" 0 run --runs 20 --charts none --csv semicolon --xlsx -q -o again today.yaml
expect_same "hang on no dialect" run/results.xlsx again/results.xlsx
expect "a run without" 0 run --runs 20 --charts none -q -o again today.yaml
expect_gone "takes the old workbook away" again/results.xlsx

# Several plans: one workbook at the top, the plans' tables below each other. A column that one plan alone has is empty
# in the others.
sed 's/^name: A small shop/name: Another shop/; s/^channels:/kpis: {sold: {count: visitor -> customer}}\nchannels:/' \
    shop.yaml >other.yaml
sed 's/shop.yaml/other.yaml/' today.yaml >elsewhere.yaml
expect "a comparison" 0 compare --runs 20 --charts none --xlsx --by persona -o plans today.yaml push.yaml elsewhere.yaml
expect_workbook "its sheets" plans 11
expect_gone "one workbook for all" plans/today/results.xlsx
expect "individuals" 0 run --runs 3 --charts none --xlsx --individuals --engine agents -q -o individuals today.yaml
expect_workbook "their sheets" individuals 15
expect "a sweep" 0 sweep --runs 20 --charts none --xlsx -q --set 'spend.radio=100,150.5,x2' -o swept today.yaml
expect_workbook "its sheet" swept 1
expect "in Finnish" 0 run --runs 2 --charts none --xlsx --language fi -q -o finnish today.yaml
expect_workbook "the tables are the same" finnish 7
if [ "${HAS_PYTHON-}" ]; then
    python3 -c "import zipfile; print(zipfile.ZipFile('finnish/results.xlsx').read('xl/worksheets/sheet1.xml').decode())" >first
    expect_text "the first sheet says what it is" first "Tehty polku-ohjelmalla, versio"
    expect_text "and what is in it" first "mittarit ajoittain"
    expect_text "and its title" first "As today"
fi

# A text that looks like a formula, one with marks of XML.
sed 's/^scenario: .*/scenario: "=1+2 <b> \&"/' today.yaml >formula.yaml
expect "a title that looks like a formula" 0 run --runs 2 --charts none --xlsx -q -o formula formula.yaml
expect_workbook "is a text" formula 7

# --- whole or not there

mkdir -p taken/results.xlsx
expect_error "its name is taken by a folder" 1 "taken/results.xlsx: error: cannot be written: Is a directory
  hint: choose another folder with -o DIR" run --runs 20 --charts none --xlsx -o taken today.yaml
expect_gone "nothing is simulated" taken/kpis.csv
cp -r run before
(ulimit -f 24; "$POLKU" run --runs 20 --charts none --seed 3 -q --xlsx -o before today.yaml >out 2>err)
code=$?
if [ $code = 1 ] && grep -q 'cannot be \(written\|made\)' err; then pass "a limit of the file's size is an error"; else
    fail "a limit of the file's size: exit $code" "$(cat err)"
fi
expect_whole "and what is there is whole" before
mkdir full
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=3m tmpfs full 2>/dev/null; then
    trap 'umount "$FOLDER/full"; rm -rf "$FOLDER"' EXIT
    bad=
    ended=
    for room in 20 100 150 180 400; do
        rm -rf full/*
        dd if=/dev/zero of=full/fill bs=4k count=$((760 - room)) 2>/dev/null
        "$POLKU" run --runs 20 --charts none -q --xlsx -o full/out today.yaml >out 2>err
        code=$?
        ended="$ended $code"
        [ $code = 0 ] || grep -qE 'No space left|cannot be (written|made)' err || bad="$bad $room pages: $(cat err)"
        [ $code != 0 ] || [ -e full/out/results.xlsx ] || bad="$bad $room pages: no workbook"
        if [ -e full/out/results.xlsx ]; then
            cmp -s full/out/results.xlsx run/results.xlsx || bad="$bad $room pages: another workbook"
        fi
        [ ! -e full/out/manifest.json ] || bad="$bad$(holds full/out)"
        [ ! -d full/out ] || bad="$bad$(find full/out -name '*tmp*' -o -name '.cells*')"
    done
    case $ended in
    " 1"*" 0") ;;
    *) bad="$bad exits$ended" ;;
    esac
    if [ -z "$bad" ]; then pass "a full disk: exit$ended, the workbook is whole or not there"; else
        fail "a full disk: exit$ended" "$bad"
    fi
    umount full
    trap 'rm -rf "$FOLDER"' EXIT
else
    echo "skip  a full disk: only root can make one"
fi

# Told to end at some moment: nothing is left beside what was there.
bad=
for wait in 0.03 0.1 0.2; do
    "$POLKU" run --runs 200 --charts none -q --xlsx -o told today.yaml >out 2>err &
    told=$!
    sleep $wait
    kill -TERM $told 2>/dev/null
    wait $told 2>/dev/null
    [ ! -d told ] || bad="$bad$(find told -name '*tmp*' -o -name '.cells*')"
    [ ! -e told/manifest.json ] || bad="$bad$(holds told)"
done
if [ -z "$bad" ]; then pass "told to end: nothing is left"; else fail "told to end" "$bad"; fi

# --- a spreadsheet program

if [ "${SOFFICE-yes}" = yes ] && command -v soffice >/dev/null; then
    expect "for a spreadsheet" 0 run --runs 20 --charts none --csv semicolon -q -o opened today.yaml
    # Finnish (language 1035), UTF-8, semicolons, as its dialog offers for such a file.
    soffice --headless "-env:UserInstallation=file://$FOLDER/profile" --convert-to fods --outdir ods \
        --infilter="CSV:59,34,76,1,,1035" opened/kpis.csv >/dev/null 2>&1
    want=$(($(wc -l <run/kpis.csv) - 1))
    have=$(grep -c 'office:value-type="float"' ods/kpis.fods)
    if [ "$have" -gt $((5 * want)) ]; then pass "the CSV's numbers are numbers in a Finnish LibreOffice"; else
        fail "the CSV's numbers: $have in $want rows"
    fi
    soffice --headless "-env:UserInstallation=file://$FOLDER/profile" --convert-to fods --outdir ods \
        run/results.xlsx >/dev/null 2>&1
    for type in float percentage date; do
        expect_text "the workbook has cells of the type $type" ods/results.fods "office:value-type=\"$type\""
    done
else
    echo "skip  LibreOffice is not installed"
fi
finish
