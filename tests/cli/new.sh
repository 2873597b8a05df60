#!/bin/sh
# The first files of a new user: they are right, run at once and are never overwritten.
. "${0%/*}/lib.sh"

expect "new" 0 new my-shop
expect_there "its files" my-shop/model.yaml my-shop/today.yaml my-shop/campaign.yaml
expect_text "what to do next" out "polku compare my-shop/today.yaml my-shop/campaign.yaml"
expect "they are right" 0 check my-shop/model.yaml my-shop/today.yaml my-shop/campaign.yaml
if [ -s err ]; then fail "check has a warning" "$(cat err)"; else pass "without a warning"; fi
expect "they run" 0 compare --charts none --runs 50 my-shop/today.yaml my-shop/campaign.yaml
expect_text "today is the baseline" out "As today (baseline)"
cp -r my-shop before
expect_error "a second time" 2 'error: my-shop/model.yaml is there already
  hint: polku new overwrites nothing: name another folder
error: my-shop/today.yaml is there already
  hint: polku new overwrites nothing: name another folder
error: my-shop/campaign.yaml is there already
  hint: polku new overwrites nothing: name another folder' new my-shop
expect_same "the files are as they were" before my-shop
expect_error "no folder" 2 'error: polku new needs a folder
  hint: usage: polku new [OPTION]... FOLDER' new
touch file
expect "a folder below a file" 1 new file/shop
expect "in Finnish" 0 new --language fi --kind service palvelu
expect_text "what is written" out "Kirjoitettu:"
expect_text "what to do next, in Finnish" out "Vertaa nyt näitä neljää skenaariota"
expect_text "and the command" out "polku compare palvelu/today.yaml"
expect_no_text "nothing in English" out "compare the"
expect "quiet" 0 new -q other
if [ -s out ]; then fail "quiet says something" "$(cat out)"; else pass "quiet says nothing"; fi

# --- kinds of firms

rm -r before
for kind in service shop subscription business; do
    expect "$kind" 0 new --kind $kind "my $kind"
    line=$(tail -n 1 out)
    for file in "my $kind"/*.yaml; do
        case $file in */model.yaml) schema=model.schema.json ;; *) schema=scenario.schema.json ;; esac
        first=$(head -n 1 "$file")
        path=${first#"# yaml-language-server: \$schema="}
        if [ "$first" != "$path" ] && [ "${path##*/}" = $schema ] && [ -f "$path" ]; then :; else
            fail "$file says where its schema is" "$first"
        fi
    done
    expect "it is right" 0 check "my $kind"/*.yaml
    if [ -s err ]; then fail "check has a warning" "$(cat err)"; else pass "without a warning"; fi
    expect "it runs" 0 run --charts none --runs 20 "my $kind/today.yaml" "my $kind/model.yaml"
    sh -c "$line --charts none --runs 20" >out 2>err </dev/null
    if [ $? = 0 ] && grep -q "^As today (baseline)" out && ! [ -s err ]; then pass "what new says to do next is done"; else
        fail "what new says to do next is done: $line" "$(cat out err)"
    fi
    cp -r "my $kind" before
    expect "a second time" 2 new --kind $kind "my $kind"
    expect_same "the files are as they were" before "my $kind"
    rm -r before
done
expect "one file of the set is there" 2 new --kind business "my shop"
expect_gone "nothing is written" "my shop/one-more.yaml"
expect_error "no kind of ours" 2 'error: --kind is "bakery": service, shop, subscription or business is allowed' \
    new --kind bakery bakery
mkdir "a place"
cp "$POLKU" "a place/polku"
mkdir "a place/models"
cp "$ROOT"/models/*.schema.json "a place/models"
"a place/polku" new -q placed
expect_text "a path with a blank is an address" placed/model.yaml "schema=file://$(realpath .)/a%20place/models/model.schema.json"
mkdir alone
cp "$POLKU" alone/polku
alone/polku new -q --kind shop bare
if [ -d /usr/local/share/polku/models ]; then pass "schemas are installed here"; else
    expect_no_text "without schemas no line" bare/model.yaml yaml-language-server
fi

# --- on a terminal

if script -qec true /dev/null >/dev/null 2>&1; then
    # answer TEXT FOLDER: what is typed; nobody answers where it is a ^D.
    answer() { printf "$1" | script -qec "'$POLKU' new $2" /dev/null >out 2>&1; }
    answer '1\n' "--language fi fin"
    expect_text "it is asked for in Finnish" out "Millainen yritys on?"
    expect_there "the first of them" fin/today.yaml
    answer '2\n' typed
    expect_text "it is asked for" out "Which kind of firm is it?"
    expect_there "a number" typed/cart-mail.yaml
    answer 'bakery\n  business \n' named
    expect_there "a name, at the second try" named/one-more.yaml
    answer '\n' entered
    expect_there "just Enter" entered/campaign.yaml
    answer '\004' nobody
    expect_gone "no answer" nobody
    expect_text "is an error" out "no kind of firm was chosen, and nothing is written"
    answer 'a\nb\nc\n' wrong
    expect_gone "three wrong ones" wrong
    printf '' | script -qec "'$POLKU' new --kind shop said" /dev/null >out 2>&1
    expect_no_text "who says it is not asked" out "Which kind"
else
    echo "skip  there is no script, and so no terminal"
fi
finish
