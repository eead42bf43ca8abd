#!/bin/sh
# The steps of CONTRIBUTING.md, followed on a copy of the tree: follow_contributing.sh ROOT
#
# A block ```LANGUAGE file=PATH is a file to write, ```LANGUAGE line=PATH a line to add at the end of one. The copy then
# builds, takes the offer of the last block, tells the new keys in its schema, and comes to the figure that the text says.
set -eu
root=$(readlink -f -- "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-steps.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/tree"
(cd "$root" && git ls-files -z | xargs -0 tar cf - --) | tar xf - -C "$work/tree"
cd "$work/tree"
awk '
    /^ *```[a-z]* (file|line)=/ {
        split($2, part, "="); indent = match($0, /`/) - 1; path = part[2]; add = part[1] == "line"; next
    }
    /^ *```/ { path = "" }
    path != "" && add { print substr($0, indent + 1) >>path; next }
    path != "" { print substr($0, indent + 1) >path }' CONTRIBUTING.md
for written in models/valuations/last_round.c models/grant_kinds/sar.c offer.json; do
    [ -s "$written" ] || { echo "$written is not in CONTRIBUTING.md"; exit 1; }
done
cmake -S . -B build -G Ninja -DOFFERCAST_TESTS=OFF -DOFFERCAST_WARNINGS=ON >"$work/said" 2>&1 &&
    ninja -C build offercast >>"$work/said" 2>&1 || { tail -40 "$work/said"; exit 1; }
build/offercast run offer.json -q --paths 65536 --format csv --stat mean >"$work/figures"
awk -F, '$1 == "equity_value" && $2 == "" { found = 1; if ($4 < 387499 || $4 > 387501) { print; exit 1 } }
    END { if (!found) exit 1 }' "$work/figures" || { cat "$work/figures"; exit 1; }
build/offercast schema >"$work/schema"
for word in last_round step_up sar; do
    grep -q "\"$word\"" "$work/schema" || { echo "the schema does not know $word"; exit 1; }
done
build/offercast explain offer.json --path 3 -q | grep -q "step-up" || { echo "explain does not tell the step-up"; exit 1; }
echo "followed"
