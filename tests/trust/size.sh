#!/bin/sh
# What: Lines of tests for a line of the program (C, shell, Python and command lines; without data and corpora)
# Section: Code
# Tier: full
# Elsewhere: SQLite: [590](https://www.sqlite.org/testing.html)
set -eu
program=$(git ls-files sim models inputs analysis outputs library cli include | grep -E '\.(c|h|def)$' | xargs cat | grep -c .)
tests=$(git ls-files tests web/test | grep -E '\.(c|h|sh|py|mjs|case)$' | xargs cat | grep -c .)
awk -v t="$tests" -v p="$program" 'BEGIN { printf "%.2f\n", t / p }'
