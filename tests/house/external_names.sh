#!/bin/sh
# Every external name says whose it is: external_names.sh ROOT LIBRARY...
#
# Its first word is a word of its file's name, or the first word of a header, list or type (struct, enum) that its own
# folder or a folder below declares; a name ending in _record is a record's. LIBRARY is liboffercast_FOLDER.a.
# Also: no two files have the same base name, but for records (a folder inside a folder), which are named for users.
set -eu
root=$1
shift
status=0

words_of()
{
    find "$root/$1" -name '*.h' -o -name '*.def' | sed 's|.*/||; s|\..*||'
    find "$root/$1" -name '*.h' -exec sed -n 's/^\(struct\|enum\|union\) \([a-z0-9_]*\) {.*/\2/p' {} +
}

for library in "$@"; do
    folder=${library##*liboffercast_}
    folder=${folder%.a}
    case $folder in
    sim) below="sim" ;;
    models) below="models sim" ;;
    inputs | analysis) below="$folder models sim" ;;
    outputs) below="outputs analysis models sim" ;;
    library) below="library include inputs outputs analysis models sim" ;;
    *) below="cli library include inputs outputs analysis models sim" ;;
    esac
    words=$(for f in $below; do words_of "$f"; done | sed 's/_.*//; s/s$//' | sort -u | tr '\n' ' ')
    # Names that a compiler made for itself (sanitizers, coverage) begin with an underscore.
    (cd "$(dirname -- "$library")" && nm -A --defined-only --extern-only "${library##*/}" 2>/dev/null) |
        awk -v words=" $words" -v folder="$folder" '
        {
            split($1, part, ":"); file = part[2]; sub(/\..*/, "", file); name = $NF
            first = name; sub(/_.*/, "", first); sub(/s$/, "", first)
            own = " " file " "; gsub(/_/, " ", own); gsub(/s /, " ", own)
            if (name !~ /^_/ && name !~ /_record$/ && name != file && index(own, " " first " ") == 0 &&
                (name !~ /_/ || index(words, " " first " ") == 0)) {
                print folder ": " file ".c: the external name " name " begins with no file or type of its folder"
                bad = 1
            }
        }
        END { exit bad }' || status=1
done

cd "$root"
for name in $(find sim models analysis inputs outputs library cli bench -maxdepth 1 -name '*.[ch]' | sed 's|.*/||' | sort | uniq -d); do
    echo "more than one folder has a $name"
    status=1
done
exit $status
