#!/bin/sh
# What a source gives to others is in a header of its own name: headers.sh ROOT
#
# A record of a list (models/stages/NAME.c) has its list for a header. The sources of a module that is one contract are in
# headers_shared.txt, with the header that holds it; - is for a program's main.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
cd "$1"
bad=$(mktemp "${TMPDIR:-/tmp}/offercast-headers.XXXXXX")
trap 'rm -f "$bad"' EXIT
folders="sim models analysis inputs outputs library cli"
# shellcheck disable=SC2086 # a list of words
find $folders -name '*.def' -exec basename -s .def {} \; | sort >"$bad.lists"
# shellcheck disable=SC2086 # a list of words
for source in $(find $folders -name '*.c' | sort); do
    folder=$(basename "$(dirname "$source")")
    [ ! -f "${source%.c}.h" ] || continue
    [ "$folder" != . ] && grep -qx "$folder" "$bad.lists" && continue
    header=$(awk -v source="$source" '$1 == source { print $2 }' "$here/headers_shared.txt")
    if [ -z "$header" ]; then
        echo "$source has no header of its own, and is not in headers_shared.txt" >>"$bad"
    elif [ "$header" != - ] && [ ! -f "$header" ]; then
        echo "headers_shared.txt: there is no $header, for $source" >>"$bad"
    fi
done
while read -r source header; do
    [ -f "$source" ] && [ ! -f "${source%.c}.h" ] || echo "headers_shared.txt: $source is gone, or has a header" >>"$bad"
done <"$here/headers_shared.txt"
rm -f "$bad.lists"
[ ! -s "$bad" ] || { cat "$bad"; exit 1; }
