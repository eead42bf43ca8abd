#!/bin/sh
# Every list of records has a test that goes through all of its lines: contracts.sh ROOT
#
# contracts.txt says which, and by what name the test has the list; of a list that holds no records, why.
set -eu
cd "$1"
list=tests/house/contracts.txt
status=0
for def in $(find . -path './build*' -prune -o -name '*.def' -print | sed 's|^\./||' | sort); do
    grep -q "^$def " "$list" || { echo "$def: $list does not say which test goes through its lines"; status=1; }
done
while read -r def test word; do
    [ "$def" != "#" ] || continue
    [ -f "$def" ] || { echo "$list: there is no $def"; status=1; }
    [ "$test" != - ] || continue
    grep -qF -e "$word" "$test" 2>/dev/null || { echo "$list: $test does not go through $word"; status=1; }
done <"$list"
exit $status
