#!/bin/sh
# What docs/library.md quotes of examples/c is what stands there: check_examples.sh ROOT
set -eu
cd "$1"
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-examples.XXXXXX")
trap 'rm -rf "$work"' EXIT
status=0
for example in examples/c/*.c; do
    awk -v path="$example" '
        index($0, "<!-- " path " -->") { wanted = 1; next }
        wanted && /^```c$/ { quoting = 1; next }
        quoting && /^```$/ { exit }
        quoting { print }' docs/library.md >"$work/quoted.c"
    cmp -s "$work/quoted.c" "$example" || { echo "docs/library.md does not quote $example as it is"; status=1; }
done
exit $status
