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
expect "quiet" 0 new -q other
if [ -s out ]; then fail "quiet says something" "$(cat out)"; else pass "quiet says nothing"; fi
finish
