#!/bin/sh
# Includes follow the arrows cli -> library -> inputs, outputs -> analysis -> models -> sim (inputs know no analysis): include_direction.sh ROOT
set -eu
cd "$1"
find sim models analysis inputs outputs library cli mpi web/module bench -name '*.[ch]' -o -name '*.def' | sort | xargs awk '
    BEGIN {
        may["sim"] = "sim"; may["models"] = "models sim"; may["inputs"] = "inputs models sim"
        may["analysis"] = "analysis models sim"; may["outputs"] = "outputs analysis models sim"
        may["library"] = "library include inputs outputs analysis models sim"
        may["cli"] = "cli include generated"; may["mpi"] = "mpi cli include generated"; may["web"] = "web include"; may["bench"] = "cli include generated " may["library"]
        may["bench"] = may["bench"] " bench"
    }
    match($0, /^ *# *include "[^"]*"/) {
        path = $0; sub(/^[^"]*"/, "", path); sub(/".*/, "", path)
        from = FILENAME; sub(/\/.*/, "", from)
        if (path !~ /\//) {
            print FILENAME ":" FNR ": include \"" path "\": the path from the root is wanted"; bad = 1; next
        }
        to = path; sub(/\/.*/, "", to)
        if (index(" " may[from] " ", " " to " ") == 0) {
            print FILENAME ":" FNR ": " from " may not include " path " (may: " may[from] ")"; bad = 1
        }
    }
    # What the lower folders may not know, whoever offers it.
    /^ *# *include <(cjson\/|cJSON|md4c)/ {
        from = FILENAME; sub(/\/.*/, "", from)
        if (from == "sim" || from == "models" || from == "analysis" || from == "outputs") {
            print FILENAME ":" FNR ": " from " may not know " $2; bad = 1
        }
    }
    END { exit bad }'
