#!/bin/sh
# What: Runs, sweeps and comparisons killed at a random moment by KILL, TERM, INT or HUP, half of them with a checkpoint: the file of -o is the old one or whole, and nothing is left behind
# Section: A failing machine
# Tier: full
# Takes: 10 minutes
# Elsewhere: SQLite simulates crashes and power loss; [no count of them is told](https://www.sqlite.org/testing.html)
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp examples/hugging-face.json "$work/a.json"
cd "$work"
signals="KILL TERM INT HUP" killed=0 whole=0
echo old >old

# kill_one NUMBER COMMAND...
kill_one()
{
    number=$1
    shift
    cp old out.json
    signal=$(echo "$signals" | cut -d ' ' -f $((number % 4 + 1)))
    moment=$(awk -v k="$number" 'BEGIN { srand(k); print 0.001 + rand() ^ 2 * 0.5 }')
    status=0
    timeout -s "$signal" "$moment" env --default-signal=INT,HUP "$OFFERCAST" "$@" -q -o out.json >said 2>&1 || status=$?
    [ "$status" = 0 ] || killed=$((killed + 1))
    if cmp -s out.json wanted.json; then
        whole=$((whole + 1))
    elif ! cmp -s out.json old; then
        echo "$*: killed by $signal after $moment s: out.json is neither old nor new" >&2
        exit 1
    elif [ "$status" = 0 ]; then
        echo "$*: status 0, and the old file" >&2
        exit 1
    fi
    left=$(find . -name '.*' -type f)
    [ -z "$left" ] || [ "$signal" = KILL ] || { echo "$*: left behind by $signal: $left" >&2; exit 1; }
}

# kills NUMBER COMMAND...: without a checkpoint, then with one that goes on from kill to kill.
kills()
{
    count=$1
    shift
    "$OFFERCAST" "$@" -q -o wanted.json
    for number in $(seq "$count"); do
        kill_one "$number" "$@"
    done
    rm -f kept
    for number in $(seq "$count"); do
        kill_one "$number" "$@" --checkpoint kept
    done
    "$OFFERCAST" "$@" -q -o out.json --checkpoint kept
    cmp out.json wanted.json
    "$OFFERCAST" "$@" -q -o out.json # what a KILL left is swept up
    left=$(find . -name '.*' -type f)
    [ -z "$left" ] || { echo "$*: left behind: $left" >&2; exit 1; }
}
kills 100 run a.json --paths 1e7 --threads 1
kills 100 sweep a.json --vary grants.0.percent=0.01:0.05:0.01% --paths 1e6 --threads 2
kills 50 compare a.json a.json --paths 4e6 --threads 2
echo "500 kills, $killed of them before the end, 0 files lost or cut, 0 left behind"
