#!/bin/sh
# A file that a comment names is there: comment_files.sh ROOT
#
# By its path from the root, or from some folder. NAME, FOLDER, FILE and the like stand for any; files_elsewhere.txt lists
# those of other projects and those that the build or a user makes.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
cd "$1"
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-comments.XXXXXX")
trap 'rm -rf "$work"' EXIT
find . \( -path './build*' -o -path ./.git -o -name node_modules \) -prune -o \( -type f -o -type l \) -print | sed 's|^\./||' >"$work/files"
find . \( -path './build*' -o -name node_modules \) -prune -o \( -name '*.[ch]' -o -name '*.def' -o -name '*.sh' -o -name '*.cmake' -o -name CMakeLists.txt \
    -o -path './scripts/*' -type f -o -path './.ci/*' -type f \) -print | sed 's|^\./||' | sort >"$work/sources"
xargs awk -v files="$work/files" -v elsewhere="$here/files_elsewhere.txt" '
    BEGIN {
        while ((getline path <files) > 0) for (at = path; ; sub(/^[^\/]*\//, "", at)) { there[at] = 1; if (at !~ /\//) break }
        while ((getline path <elsewhere) > 0) if (path !~ /^#/) away[path] = 1
    }
    function scan(text,   word, count, i) {
        count = split(text, word, /[^A-Za-z0-9_.\/*-]+/)
        for (i = 1; i <= count; i++) {
            sub(/[.]+$/, "", word[i]); sub(/^[*\/.]+/, "", word[i])
            if (word[i] !~ /^[A-Za-z0-9_\/-]+\.(c|h|def|sh|md|txt|py|cmake|case)$/ || word[i] ~ /(^|[\/_])[A-Z]+[._]/ || word[i] in there)
                continue
            if (word[i] in away) met[word[i]] = 1
            else {
                print FILENAME ":" FNR ": a comment names " word[i] ", which is not there"; bad = 1
            }
        }
    }
    FNR == 1 { inside = 0; c = FILENAME ~ /\.(c|h|def)$/ }
    !c { if ($0 ~ /^ *# /) scan($0); next }
    {
        line = $0
        while (line != "") {
            if (inside) {
                at = index(line, "*/")
                if (!at) { scan(line); break }
                scan(substr(line, 1, at - 1)); line = substr(line, at + 2); inside = 0
            } else {
                at = index(line, "/*")
                if (!at) break
                line = substr(line, at + 2); inside = 1
            }
        }
    }
    END {
        for (path in away) if (!(path in met)) { print elsewhere ": no comment names " path ", or it is there: take it off"; bad = 1 }
        exit bad
    }' <"$work/sources"
