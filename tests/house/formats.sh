#!/bin/sh
# A format is a projection of typed tables or of blocks; only what makes the blocks knows rows, metrics and commands:
# formats.sh ROOT
set -eu
cd "$1"
find outputs -name '*.[ch]' ! -path 'outputs/views/*' ! -name 'block_table.[ch]' | sort | xargs awk '
    BEGIN {
        while (("cat models/metrics.def models/tax_metrics.def" | getline line) > 0)
            if (match(line, /^METRIC\([A-Z_]+, "[^"]*"/)) {
                key = substr(line, RSTART, RLENGTH); sub(/^[^"]*"/, "", key); sub(/"$/, "", key); metric[key] = 1; count++
            }
        if (!count) { print "formats.sh: no metric was found in models/*metrics.def"; bad = 1 }
    }
    /struct report_row|report_find|models\/metrics\.h|outputs\/views\/|strcmp\(report->command/ {
        print FILENAME ":" FNR ": a format knows no row, metric, view or command: " $0; bad = 1
    }
    {
        for (key in metric) if (index($0, "\"" key "\"")) {
            print FILENAME ":" FNR ": a format names no metric, here \"" key "\""; bad = 1
        }
    }
    END { exit bad }'
