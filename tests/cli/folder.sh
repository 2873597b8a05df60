#!/bin/sh
# A folder of results holds one run: whenever the program is killed, told to end or out of room, what a manifest lists is
# there with the hash that it says, and the next run leaves nothing of the one that ended. KILLS=60 kills more often.
. "${0%/*}/lib.sh"
make_plans
KILLS=${KILLS:-6}

# expect_whole NAME FOLDER: as `holds`, and no temporary file is there.
expect_whole() {
    bad=$(holds "$2" && find "$2" -name '*.tmp-*')
    if [ -z "$bad" ]; then pass "$1"; else fail "$1" "$bad"; fi
}

# listed FOLDER: the names in FOLDER/manifest.json; there: the files that are there, but for it.
listed() {
    sed -n '/^  "files": \[/,$ s/^ *"file": "\(.*\)",$/\1/p' "$1/manifest.json" | LC_ALL=C sort
}
there() {
    (cd "$1" && find . -type f ! -path ./manifest.json | sed 's/^..//' | LC_ALL=C sort)
}

CHARTS="--charts none"
command -v gnuplot >/dev/null && CHARTS="--charts svg"

# --- what is listed, what goes and what stays

expect "a run" 0 run --runs 20 $CHARTS -o one today.yaml
if [ "$(listed one)" = "$(there one)" ]; then pass "its manifest lists every file"; else
    fail "its manifest lists every file" "$(listed one)" "there are" "$(there one)"
fi
expect_whole "the hashes are right" one
expect "a comparison over it" 0 compare --runs 20 $CHARTS -o one today.yaml push.yaml
if [ "$(listed one)" = "$(there one)" ]; then pass "old tables of other names are gone"; else
    fail "old tables of other names are gone" "$(listed one)" "there are" "$(there one)"
fi
echo mine >one/mine.txt
echo mine >one/today/targets.png
expect "one of its plans is run anew, in its folder" 0 run --runs 10 --charts none -o one/today today.yaml
expect_whole "nobody vouches for what was replaced" one
if listed one | grep -q ^today/; then fail "the comparison lists files of the run" "$(listed one)"; else
    pass "the comparison lists its own files"
fi
if listed one | grep -q ^push/; then pass "and those of the other plan"; else fail "and those of the other plan"; fi
expect "another comparison over both" 0 compare --runs 10 --charts none -o one push.yaml silence.yaml
expect_whole "the hashes are right" one
expect_there "the run is still there, and what is not polku's" one/today/kpis.csv one/mine.txt one/today/targets.png
printf '{"program": "polku", "version": "1.0", "scenarios": [{"scenario": "today"}, {"scenario": "push"}]}' >old.json
mkdir -p old/push/charts
cp old.json old/manifest.json
for file in old/report.html old/comparison.csv old/push/runs.csv old/push/charts/kpis.png old/mine.csv; do
    echo old >$file
done
expect "over results of an older polku" 0 run --runs 10 --charts none -o old today.yaml
if [ "$(listed old; echo mine.csv)" = "$(there old | sed '/mine.csv/d'; echo mine.csv)" ] && [ -e old/mine.csv ]; then
    pass "what it wrote is gone, and nothing else"
else
    fail "what it wrote is gone, and nothing else" "$(there old)"
fi
printf '{"program": "polku", "files": [{"file": "../outside"}, {"file": "/etc/x"}, {"file": "in"}]}' >old/manifest.json
echo mine >outside
touch old/in
expect "a list that leads out of its folder" 0 run --runs 10 --charts none -o old today.yaml
if [ -e outside ] && [ ! -e old/in ]; then pass "takes nothing away there"; else fail "takes nothing away there" "$(ls . old)"; fi
expect "describe" 0 describe $CHARTS -o journey today.yaml
expect_whole "lists its files too" journey
[ "$(listed journey)" = "$(there journey)" ] && pass "all of them" || fail "all of them" "$(listed journey)"
if [ "$CHARTS" != "--charts none" ]; then
    expect "a comparison with charts" 0 compare --runs 10 -o pictures today.yaml push.yaml
    expect "plot" 0 plot pictures --terminal png
    if [ "$(listed pictures)" = "$(there pictures)" ]; then pass "its pictures are listed"; else
        fail "its pictures are listed" "$(there pictures)"
    fi
    expect "plot over an old picture" 0 plot pictures --chart kpis --size 500x400
    expect "plot into a file that is listed" 0 plot pictures/push --chart stages --size 500x400 -o pictures/charts/kpis.svg
    expect_whole "the hashes are the new ones" pictures
    expect "a run without charts over them" 0 run --runs 10 --charts none -o pictures today.yaml
    if find pictures -name '*.svg' -o -name '*.png' | grep -q .; then fail "takes them away" "$(there pictures)"; else
        pass "takes them away"
    fi
    ln -s /dev/null link.svg
    expect "plot into a link" 1 plot journey --chart graph -o link.svg
fi

# --- plans that are gone

expect "three plans" 0 compare --runs 10 $CHARTS -o keep today.yaml push.yaml silence.yaml
expect "one fewer" 0 compare --runs 10 $CHARTS -o keep today.yaml push.yaml
expect_gone "its folder is gone" keep/silence
expect_no_text "nothing is said of it" err silence
expect_there "the others are there" keep/today/kpis.csv keep/push/kpis.csv
expect "three again" 0 compare --runs 10 $CHARTS -o keep today.yaml push.yaml silence.yaml
mkdir keep/mine
for file in keep/silence/notes.txt keep/push/notes.txt keep/mine/kpis.csv; do echo mine >$file; done
expect "with a file of ours in it" 0 compare --runs 10 --charts none -o keep today.yaml push.yaml
expect_text "it stays, and that is said" err \
    "keep/silence is of an earlier comparison and stays: it holds what is not polku's, notes.txt"
if [ "$(find keep/silence)" = "$(printf 'keep/silence\nkeep/silence/notes.txt')" ]; then pass "what polku wrote is gone"; else
    fail "what polku wrote is gone" "$(find keep/silence)"
fi
expect_there "a folder that is no plan's stays" keep/mine/kpis.csv keep/push/notes.txt
expect_no_text "and nothing is said of it" err keep/mine
expect "once more" 0 compare --runs 10 --charts none -o keep today.yaml push.yaml
if [ -s err ]; then fail "it is said once" "$(cat err)"; else pass "it is said once"; fi
expect "three again" 0 compare --runs 10 --charts none -o keep today.yaml push.yaml silence.yaml
expect "one of them by itself" 0 run --runs 10 --charts none -o keep/silence silence.yaml
expect "without it" 0 compare --runs 10 --charts none -o keep today.yaml push.yaml
expect_there "its own run stays" keep/silence/kpis.csv keep/silence/manifest.json
mkdir elsewhere
expect "three again" 0 compare --runs 10 --charts none -o linked-plan today.yaml push.yaml silence.yaml
mv linked-plan/silence elsewhere/silence
ln -s ../elsewhere/silence linked-plan/silence
expect "a link in its place" 0 compare --runs 10 --charts none -o linked-plan today.yaml push.yaml
expect_there "is not followed" linked-plan/silence elsewhere/silence/kpis.csv
expect_text "and that is said" err "linked-plan/silence is of an earlier comparison and stays"

# --- what is not compared

expect "a model among them" 0 compare --runs 10 --charts none -o models shop.yaml today.yaml push.yaml
expect_text "is left out" err "left out: shop.yaml is a model"
expect_gone "it has no folder" models/shop
expect "but as a baseline" 0 compare --runs 10 --charts none -o models --baseline shop shop.yaml today.yaml push.yaml
expect_no_text "nothing is left out" err "left out"
expect_there "it is compared" models/shop/kpis.csv
cp shop.yaml other.yaml
expect "models alone" 0 compare --runs 10 --charts none -o models shop.yaml other.yaml
expect_there "are compared" models/shop/kpis.csv models/other/kpis.csv
expect "a model and a scenario" 0 compare --runs 10 --charts none -o models shop.yaml push.yaml
expect_there "are compared, too" models/shop/kpis.csv models/push/kpis.csv
printf 'polku: 1\noptimise: Where to\nbased_on: today.yaml\nextra: 100\n' >best.yaml
expect "a file of polku optimise among them" 0 compare --runs 10 --charts none -o models today.yaml best.yaml push.yaml
expect_text "is left out" err "left out: best.yaml is a file of polku optimise"

# --- before the first run: a million runs would take minutes

early() {
    name=$1 text=$2
    shift 2
    timeout 20 "$POLKU" "$@" >out 2>err </dev/null
    code=$?
    if [ $code = 1 ] && grep -qF -- "$text" err; then pass "$name"; else fail "$name: exit $code" "$(cat err)"; fi
}
for name in runs.csv manifest.json report.html charts/stages.svg charts/data/stages.tsv; do
    mkdir -p "taken/$name"
    early "$name is taken by a folder" "taken/$name: error" run --runs 1000000 -o taken today.yaml
    rm -r taken
done
mkdir -p linked
ln -s /tmp linked/kpis.csv
early "a table's name is taken by a link" linked/kpis.csv run --runs 1000000 -o linked today.yaml
mkdir -p fifo/push
mkfifo fifo/push/flows.csv
early "or by a fifo, in a plan's folder" fifo/push/flows.csv compare --runs 1000000 -o fifo today.yaml push.yaml
mkdir -p file
touch file/push
early "a plan's folder is taken by a file" file/push compare --runs 1000000 -o file today.yaml push.yaml
early "in a run of several, too" file/push run --runs 1000000 -o file today.yaml push.yaml
early "a folder below a file" file/push run --runs 1000000 -o file/push/deep today.yaml
early "a folder that nobody can write to" /proc run --runs 1000000 -o /proc/self today.yaml
if [ "$(id -u)" != 0 ]; then
    mkdir locked
    chmod 500 locked
    early "a folder without permission" locked run --runs 1000000 -o locked today.yaml
    chmod 700 locked
fi

# --- two programs

if command -v flock >/dev/null; then
    mkdir -p busy/push
    for folder in busy busy/push; do
        flock $folder "$POLKU" run --runs 1000000 -o busy today.yaml push.yaml >out 2>err
        code=$?
        if [ $code = 1 ] && grep -q "^$folder: error: another program is writing into this folder" err; then
            pass "$folder is locked: run"
        else
            fail "$folder is locked: run: exit $code" "$(cat err)"
        fi
        flock $folder "$POLKU" compare --runs 1000000 -o busy today.yaml push.yaml >out 2>err
        if [ $? = 1 ]; then pass "$folder is locked: compare"; else fail "$folder is locked: compare" "$(cat err)"; fi
    done
    if [ -z "$(find busy -type f)" ]; then pass "nothing is written there"; else fail "something is written there"; fi
fi
"$POLKU" compare -q --runs 300 --seed 1 --charts none -o pair today.yaml push.yaml 2>err1 &
first=$!
"$POLKU" compare -q --runs 300 --seed 2 --charts none -o pair today.yaml push.yaml 2>err2
second=$?
wait $first
first=$?
if [ $first$second = 00 ] || { [ $first$second = 01 ] && grep -q "another program" err2; } ||
    { [ $first$second = 10 ] && grep -q "another program" err1; }; then
    pass "two at once: the second is refused"
else
    fail "two at once: exit $first and $second" "$(cat err1 err2)"
fi
expect_whole "what they leave is whole" pair

# --- killed

expect "old results" 0 run --runs 30 $CHARTS --seed 7 -o before today.yaml
expect "old results of plans" 0 compare --runs 30 $CHARTS --seed 7 -o before_plans today.yaml push.yaml silence.yaml

# milliseconds WORD...: how many milliseconds polku takes.
milliseconds() {
    begun=$(date +%s%N)
    "$POLKU" "$@" >/dev/null 2>&1
    echo $((($(date +%s%N) - begun) / 1000000))
}
NEW="--runs 1500 $CHARTS --seed 8 -q"
# shellcheck disable=SC2086 # words
takes=$(milliseconds run $NEW -o timed today.yaml) takes_plans=$(milliseconds compare $NEW -o timed today.yaml push.yaml)

# kill_one NUMBER PART: kills a run (or a comparison) over old results after PART of the time that it takes.
kill_one() {
    rm -rf target
    if [ $(($1 % 2)) = 0 ]; then
        cp -r before target
        files="run -o target today.yaml" whole=$takes
    else
        cp -r before_plans target
        files="compare -o target today.yaml push.yaml" whole=$takes_plans
    fi
    # shellcheck disable=SC2086 # words
    "$POLKU" $files $NEW >/dev/null 2>&1 &
    victim=$!
    sleep "$(awk "BEGIN { print $whole * $2 / 1000 }")"
    kill -9 $victim 2>/dev/null
    wait $victim 2>/dev/null
    killed=$?
    sleep 0.05 # its children are gone, too
    bad=$(holds target)
    if [ -n "$bad" ]; then
        echo "kill $1 after $2 of the time: $bad"
    fi
    manifest=none
    if [ -e target/manifest.json ]; then grep -q '"seed": 8' target/manifest.json && manifest=new || manifest=old; fi
    echo "$killed $manifest $(find target -name '*.tmp-*' | wc -l)" >>killed
    # shellcheck disable=SC2086 # words
    "$POLKU" $files --runs 5 --charts none -q >/dev/null 2>err || echo "the run after kill $1: $(cat err)"
    holds target
    find target \( -name '*.tmp-*' -o -name '*.svg' -o -name report.html \) | sed "s/^/after kill $1: /"
}
# As many as are killed before the end; moments that come too late are not counted.
: >killed
bad=$(awk -v n="$KILLS" 'BEGIN { srand(4); for (i = 1; i <= 4 * n; i++) printf "%d %.3f\n", i, rand() }' |
    while read -r number part; do
        if [ "$(grep -c ^137 killed)" -lt "$KILLS" ]; then kill_one "$number" "$part"; fi
    done)
if [ -n "$bad" ]; then fail "$KILLS kills" "$bad"; elif [ "$(grep -c ^137 killed)" -lt "$KILLS" ]; then
    fail "$KILLS kills: only $(grep -c ^137 killed) came before the end"
else
    pass "$KILLS kills: nothing is mixed, nothing is left"
fi
echo "      the old manifest was there after $(grep -c '^137 old' killed), none after $(grep -c '^137 none' killed), the new" \
    "after $(grep -c '^137 new' killed); the next run took temporary files away after $(grep -vc ' 0$' killed)"

# told to end: nothing temporary is left at once
for signal in INT TERM HUP; do
    for part in 15 40; do
        rm -rf target
        cp -r before target
        timeout -s $signal "$(awk "BEGIN { print $takes * $part / 1e5 }")" \
            "$POLKU" run --runs 100 $CHARTS --seed 8 -q -o target today.yaml >/dev/null 2>&1
        bad="$bad$(holds target && find target -name '*.tmp-*')"
    done
    if [ -z "$bad" ]; then pass "SIG$signal leaves nothing temporary"; else fail "SIG$signal" "$bad"; fi
    bad=
done

# --- no room

cp -r before limited
(ulimit -f 8; "$POLKU" run --runs 100 $CHARTS --seed 8 -o limited today.yaml >out 2>err)
code=$?
if [ $code = 1 ] && grep -q 'error: cannot be written: File too large' err; then pass "ulimit -f is a failed write"; else
    fail "ulimit -f: exit $code" "$(cat err)"
fi
expect_same "the old results are still there, to the last byte" before limited
mkdir full
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=2m tmpfs full 2>/dev/null; then
    trap 'umount "$FOLDER/full"; rm -rf "$FOLDER"' EXIT
    ended=
    for room in 0 3 30 50 80 200; do
        rm -rf full/*
        cp -r before full/out
        dd if=/dev/zero of=full/fill bs=4k 2>/dev/null
        truncate -s "$(($(stat -c %s full/fill) - room * 4096))" full/fill
        "$POLKU" run --runs 100 $CHARTS --seed 8 -q -o full/out today.yaml >out 2>err
        code=$?
        ended="$ended $code"
        bad="$bad$(holds full/out && find full/out -name '*.tmp-*')"
        case $code in
        0) ;;
        1) grep -qE 'No space left|is the disk full|cannot be written' err || bad="$bad $room pages: $(cat err)" ;;
        *) bad="$bad exit $code with $room pages: $(cat err)" ;;
        esac
    done
    if [ -z "$bad" ]; then pass "a full disk: exit$ended, nothing is mixed or left"; else fail "a full disk" "$bad"; fi
    bad=
    umount full
    trap 'rm -rf "$FOLDER"' EXIT
else
    echo "skip  a full disk: no tmpfs can be mounted"
fi

# --- names

for name in ...yaml ..yaml; do
    cp today.yaml $name
    for command in "run --runs 1000000" "compare --runs 1000000" "check"; do
        # shellcheck disable=SC2086 # words
        timeout 20 "$POLKU" $command $name push.yaml >out 2>err
        code=$?
        if [ $code = 3 ] && grep -q "cannot name a folder of results" err; then pass "$command $name"; else
            fail "$command $name: exit $code" "$(cat err)"
        fi
    done
done
for name in kpis.csv comparison.csv manifest.json report.html charts Charts KPIS.CSV; do
    cp today.yaml "$name.yaml"
    for command in run compare; do
        timeout 20 "$POLKU" $command --runs 1000000 -o named "$name.yaml" push.yaml >out 2>err
        code=$?
        if [ $code = 2 ] && grep -q "$name.yaml: the scenario would be called \"$name\"" err; then
            pass "$command $name.yaml"
        else
            fail "$command $name.yaml: exit $code" "$(cat err)"
        fi
    done
done
mkdir -p other
cp today.yaml Today.yaml
cp push.yaml Öljy.yaml
cp push.yaml öljy.yaml
sed 's/shop.yaml/..\/shop.yaml/' today.yaml >other/today.yaml
expect "names that differ in case" 2 compare --runs 1000000 today.yaml Today.yaml
expect_text "both are told" err 'today.yaml and Today.yaml are called "today" and "Today"'
expect "also beyond ASCII" 2 run --runs 1000000 Öljy.yaml öljy.yaml
expect "one name from two folders" 2 run --runs 1000000 today.yaml other/today.yaml
control=$(printf 'a\001b.yaml')
cp today.yaml "$control"
expect "a control character" 3 run --runs 1000000 "$control"
if [ -e named ]; then fail "something was made"; else pass "nothing was made"; fi

# --- standard input

for command in "run -q --charts none -o in" "check" "describe -q"; do
    # shellcheck disable=SC2086 # words
    "$POLKU" $command - <today.yaml >out 2>err
    code=$?
    if [ $code = 0 ]; then pass "$command -"; else fail "$command -: exit $code" "$(cat err)"; fi
done
expect_text "the scenario is called stdin" in/runs.csv stdin,1,
expect_text "the file is -" in/manifest.json '"file": "-"'
"$POLKU" compare -q --charts none -o in2 - push.yaml <today.yaml >out 2>err
expect_there "compare - with a plan" in2/stdin/kpis.csv in2/push/kpis.csv
expect "- twice" 2 compare --runs 1000000 - -
expect_text "is told" err "can be read once"
echo 'based_on: "-"' >dash.yaml
expect "based_on: -" 3 check dash.yaml
expect_text "is a file" err 'there is no file "-"'
# files of other kinds: what kind it is, is seen before it is read as one
mkdir kinds
printf 'polku: 1\noptimise: Best\nbased_on: ../push.yaml\naim: customers\n' >kinds/best.yaml
sed 's/based_on: ..\//based_on: /' kinds/best.yaml >best.yaml
"$POLKU" check - <best.yaml >out 2>err
expect_text "check - knows a file of polku optimise" out "Best, from"
"$POLKU" optimise -q --runs 10 --charts none -o kinds/in - <best.yaml >out 2>err
code=$?
"$POLKU" optimise -q --runs 10 --charts none -o kinds/named kinds/best.yaml >out 2>&1
if [ $code = 0 ] && cmp -s kinds/in/optimum.csv kinds/named/optimum.csv; then pass "optimise - is optimise FILE"; else
    fail "optimise - is optimise FILE: exit $code" "$(cat err out)"
fi
expect_text "the file that asks is -" kinds/in/manifest.json '"file": "-"'
"$POLKU" optimise -q --runs 10 --charts none -o kinds/plan - <push.yaml >out 2>err
expect_text "optimise - of a scenario is refused" err "has no name for that"
expect_gone "nothing is made" kinds/plan
"$POLKU" run -q --charts none -o kinds/run - <best.yaml >out 2>err
expect_text "run - of a best plan's file" err "polku optimise reads it"
printf 'polku: 1\ncalibrate: Learn\n' | "$POLKU" check - >out 2>err
expect_no_text "check - knows a calibration" err "not a scenario"
"$POLKU" check - </ >out 2>err
if [ "$(grep -c error err)" = 1 ]; then pass "a folder as input is told once"; else
    fail "a folder as input is told once" "$(cat err)"
fi
echo 'polku: 7' | "$POLKU" check - >out 2>err
expect_text "a mistake has its place" err "-:1:8: error"
# Too much of it is one error, whoever asks for it again.
awk 'BEGIN {for (i = 0; i < 120000; i++) print "# 0123456"}' >much.yaml
"$POLKU" check - >out 2>err <much.yaml
if [ $? = 3 ] && [ "$(grep -c error: err)" = 1 ] && grep -q 'larger than' err; then pass "too much by standard input"; else
    fail "too much by standard input" "$(cat err)"
fi
finish
