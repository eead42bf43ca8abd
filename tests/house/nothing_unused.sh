#!/bin/sh
# No external name is there for nobody: nothing_unused.sh BUILD_FOLDER LIBRARY...
#
# Each name that an object of a LIBRARY defines is used by another object of BUILD_FOLDER, the tests among them. One that
# only its own file uses is static; one that nobody uses is deleted.
set -eu
build=$1
shift
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-unused.XXXXXX")
trap 'rm -rf "$work"' EXIT
find "$build" -name '*.o' -path '*.dir/*' -exec nm -u {} + 2>/dev/null | awk 'NF == 2 { print $2 }' | sort -u >"$work/used"
# Names that a compiler made for itself (sanitizers, coverage) begin with an underscore.
for library in "$@"; do
    nm -A --defined-only --extern-only "$library" 2>/dev/null | sed -n 's|^.*/lib[^/]*:\([^:]*\)\.o:.* |\1 |p'
done | grep -v ' _' | sort -k2 >"$work/defined"
awk '{ print $2 }' "$work/defined" | sort -u | comm -23 - "$work/used" >"$work/unused"
while read -r name; do
    echo "$(sed -n "s/ $name\$//p" "$work/defined"): nothing uses the external name $name: make it static or delete it"
done <"$work/unused"
[ ! -s "$work/unused" ]
