#!/bin/sh
# The steps of CONTRIBUTING.md, followed on a copy of the tree: follow_contributing.sh ROOT [places]
#
# A block ```LANGUAGE file=PATH is a file to write, ```LANGUAGE line=PATH lines to add at the end of one, ```LANGUAGE
# after=PATH lines to add behind the first of them, which is there once, however its comment is aligned. All of it is done,
# which is where `places` stops, and the copy built, once. It then takes the offer of the text, tells the new keys in its
# schema, and comes to figures that were computed by hand.
set -eu
root=$(readlink -f -- "$1")
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-steps.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/tree"
# Without git, which a machine that only tests does not have.
(cd "$root" && find . \( -path './build*' -o -path ./.git -o -name node_modules -o -name dist \) -prune -o \( -type f -o -type l \) \
    -print0 | tar cf - --null -T -) | tar xf - -C "$work/tree"
cd "$work/tree"
awk '
    function squeezed(line) { gsub(/ +/, " ", line); return line }
    function end_of_block(   line, count, found) {
        if (how != "after") return
        count = 0
        while ((getline line <path) > 0) { old[++count] = line; found += squeezed(line) == behind }
        close(path)
        if (found != 1) { print path " has " found + 0 " lines: " behind; exit bad = 1 }
        for (i = 1; i <= count; i++) { print old[i] >path; if (squeezed(old[i]) == behind) printf "%s", more >path }
        close(path)
    }
    /^ *```[a-z]* (file|line|after)=/ {
        split($2, part, "="); how = part[1]; path = part[2]; behind = more = ""; indent = match($0, /`/) - 1; next
    }
    /^ *```/ { end_of_block(); how = ""; next }
    how == "" { next }
    { own = substr($0, indent + 1) }
    how == "after" { if (behind == "") behind = squeezed(own); else more = more own "\n"; next }
    how == "line" { print own >>path; next }
    { print own >path }
    END { exit bad }' CONTRIBUTING.md
for written in models/valuations/last_round.c models/grant_kinds/sar.c models/leaving_rules/extended.c models/stages/wait.c \
    sim/distributions/rayleigh.c outputs/formats/tsv.c library/answers/odds.c cli/commands/odds.c offer.json; do
    [ -s "$written" ] || { echo "$written is not in CONTRIBUTING.md"; exit 1; }
done
[ "${2-}" != places ] || exit 0
cmake -S . -B build -G Ninja -DOFFERCAST_TESTS=OFF -DOFFERCAST_WARNINGS=ON >"$work/said" 2>&1 &&
    ninja -C build offercast >>"$work/said" 2>&1 || { tail -40 "$work/said"; exit 1; }
program=$PWD/build/offercast

# METRIC LOW HIGH ARGUMENT...: the mean of the metric in offer.json lies between.
hold()
{
    metric=$1 low=$2 high=$3
    shift 3
    "$program" run offer.json -q --paths 65536 --format csv --stat mean "$@" >"$work/figures"
    awk -F, -v metric="$metric" -v low="$low" -v high="$high" '$1 == metric && $2 == "" { found = $4 >= low && $4 <= high }
        END { exit !found }' "$work/figures" || {
        echo "$metric is not from $low to $high with: $*"
        cat "$work/figures"
        exit 1
    }
}

# The mean of 1 to 2 times 7.75 billion is half of it above the strike, of which 0.01%.
hold equity_value 387499 387501
# Who leaves a year before the exit has it all the same.
hold equity_value 387499 387501 --set 'stay=1 year' --set grants.0.on_leaving=extended
# The exit is after two years, the job ends after one.
hold years_after_job 0 0
hold years_after_job 0.9999 1.0001 --set 'stay=1 year'
# A Rayleigh's mean is scale sqrt(pi / 2): three years of what 75,198.85 is short of 150,000.
hold foregone_compensation 224384 224423 --set 'compensation.offer.salary={"dist": "rayleigh", "scale": 60000}' \
    --set discount_rate=0%
build/offercast schema >"$work/schema"
for word in last_round step_up sar extended rayleigh; do
    grep -q "\"$word\"" "$work/schema" || { echo "the schema does not know $word"; exit 1; }
done
build/offercast explain offer.json --path 3 -q | grep -q "step-up" || { echo "explain does not tell the step-up"; exit 1; }
build/offercast explain offer.json --path 3 -q | grep -q "years_after_job" || { echo "explain does not tell the stage"; exit 1; }
build/offercast run offer.json -q --paths 4096 --format tsv | grep -q "^[a-z]*	.years_after_job." ||
    { echo "there is no such format, or no such metric in it"; exit 1; }
build/offercast waterfall examples/full-cap-table.json --exit 20M --breakpoints --format csv -q >"$work/breakpoints"
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "number") at = i; next } $at == 1 { found = 1 } END { exit !found }' \
    "$work/breakpoints" || { echo "the breakpoints have no numbers"; cat "$work/breakpoints"; exit 1; }
build/offercast odds examples/hugging-face.json --least 12% --format csv >"$work/odds"
awk -F, 'NR == 1 { good = $1 == "exit" && $2 == "probability"; next } { good = good && $2 >= 0.12 } END { exit !(good && NR == 4) }' \
    "$work/odds" || { echo "odds does not list the three exits of 12% and more"; cat "$work/odds"; exit 1; }
build/offercast odds offer.json --least 101% 2>"$work/said" && { echo "--least 101% was taken"; exit 1; }
grep -q "a share from 0% to 100% is needed" "$work/said" || { cat "$work/said"; exit 1; }
for format in table json md html xlsx; do
    build/offercast odds offer.json --format "$format" >"$work/odds.$format" || { echo "odds fails as $format"; exit 1; }
done
grep -q '"probability": 1' "$work/odds.json" || { echo "the odds are not in JSON"; exit 1; }
build/offercast help | grep -q "odds  *how likely each exit is" || { echo "the help does not name odds"; exit 1; }
echo "followed"
