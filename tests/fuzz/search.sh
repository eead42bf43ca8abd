#!/bin/sh
# New inputs for one fuzz target, a fixed number or 40 seconds of them, from its corpus and the examples:
# search.sh BUILD TARGET. Says how it went in a line, or all that it said where it failed.
set -eu
build=$(readlink -f -- "$1")
name=$2
here=$(readlink -f -- "$0")
root=${here%/tests/*}
mkdir -p "$build/found/$name"
cd "$build/found"
"$build/tests/$name" -seed=1 -runs=100000 -max_total_time=40 -max_len=4096 -timeout=10 -artifact_prefix="$build/found/" \
    "$build/found/$name" "$root/tests/fuzz/corpus/${name#fuzz_}" "$root/examples" >"$build/found/$name.log" 2>&1 ||
    { tail -n 60 "$build/found/$name.log"; exit 1; }
echo "$name: $(tail -n 1 "$build/found/$name.log")"
