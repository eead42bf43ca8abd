#!/bin/sh
# What: What cppcheck and gcc -fanalyzer find in the program, but for false alarms that tests/trust/false_alarms.txt lists with reasons
# Section: Code
# Tier: full
# Takes: 15 minutes
set -eu
command -v cppcheck >/dev/null || { echo "cppcheck is not installed" >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folders="sim models analysis inputs outputs library cli"
# shellcheck disable=SC2086 # a list of words
cppcheck --enable=warning,performance,portability --std=c11 --quiet --template='{file}: cppcheck {id}' -DISA=baseline -I . \
    -I "$BUILD/generated" $folders 2>&1 | grep ': cppcheck ' >"$work/found" || true
# Kernels once: each file as the build compiles it, but into nothing, and with the analyzer.
# shellcheck disable=SC2086 # a list of words
find $folders -name '*.c' | while read -r file; do
    # shellcheck disable=SC2046 # a list of words
    gcc -std=c11 -D_POSIX_C_SOURCE=200809L -DISA=baseline -DOFFERCAST_VERSION='"0"' -O1 -fanalyzer -I . \
        -I "$BUILD/generated" $(pkg-config --cflags libcjson minizip) -c "$file" -o /dev/null 2>&1 |
        sed -n 's/^\([a-z][^:]*\):[0-9:]* warning: .*\[-W\(analyzer[a-z-]*\)\]/\1: gcc \2/p'
done >>"$work/found"
LC_ALL=C sort -u "$work/found" >"$work/is"
sed -n 's/^\([^#]*[^ #]\) *#.*/\1/p' tests/trust/false_alarms.txt | LC_ALL=C sort -u >"$work/known"
new=$(LC_ALL=C comm -23 "$work/is" "$work/known")
[ -z "$new" ] || { echo "$new" >&2; exit 1; }
echo "0, and $(LC_ALL=C comm -12 "$work/is" "$work/known" | wc -l) false alarms"
