#!/bin/sh
# What docs/library.md quotes of examples/c, and docs/cluster.md of examples/cluster, is what stands there:
# check_examples.sh ROOT
set -eu
cd "$1"
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-examples.XXXXXX")
trap 'rm -rf "$work"' EXIT
status=0
for example in examples/c/*.c examples/cluster/*; do
    case $example in
    *.c) page=docs/library.md language=c ;;
    *) page=docs/cluster.md language=sh ;;
    esac
    awk -v path="$example" -v fence='^```'$language'$' '
        index($0, "<!-- " path " -->") { wanted = 1; next }
        wanted && $0 ~ fence { quoting = 1; next }
        quoting && /^```$/ { exit }
        quoting { print }' "$page" >"$work/quoted"
    cmp -s "$work/quoted" "$example" || { echo "$page does not quote $example as it is"; status=1; }
done
exit $status
