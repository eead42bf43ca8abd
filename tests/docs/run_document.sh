#!/bin/sh
# The console blocks of a document are true: run_document.sh PROGRAM FILE.md
#
# In a block ```console, a line "$ COMMAND" is run and what it prints, on both streams, must be the lines below it, up to
# the next command or the end. A line "…" stands for any lines. The commands of one document run one after the other in
# one folder that holds examples/; `offercast` and `scripts/offercast` are the program.
set -eu
program=$(readlink -f -- "$1") document=$(readlink -f -- "$2")
root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")")
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-document.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/at/scripts" "$work/steps"
cp -r "$root/examples" "$work/at/examples"
ln -s "$program" "$work/bin/offercast"
ln -s "$program" "$work/at/scripts/offercast"

awk -v steps="$work/steps" '
    /^ *```console/ { inside = 1; step = ""; next }
    /^ *```/ { inside = 0; more = 0 }
    !inside { next }
    more { print >(step ".command"); more = /\\$/; next }
    /^\$ / {
        step = sprintf("%s/%03d", steps, ++count)
        printf "" >(step ".wanted"); print NR >(step ".line")
        sub(/^\$ /, ""); print >(step ".command"); more = /\\$/
        next
    }
    step == "" { print FILENAME ":" NR ": a console block begins with a command" >"/dev/stderr"; exit 1 }
    { print >(step ".wanted") }' "$document"

failed=0 count=0
for command in "$work"/steps/*.command; do
    [ -e "$command" ] || break
    step=${command%.command}
    count=$((count + 1))
    (cd "$work/at" && env -i PATH="$work/bin:/usr/bin:/bin" HOME="$work/at" LC_ALL=C.UTF-8 TERM=dumb \
        sh "$command" </dev/null >"$step.is" 2>&1) || true
    # Where the wanted text has no more "…", it must be all there is; "…" takes as few lines as will do.
    if ! awk -v wanted="$step.wanted" '
        function matches(w, i) {
            for (; w <= n && want[w] != "…"; w++)
                if (i > m || want[w] != is[i++])
                    return 0
            if (w > n)
                return i > m
            for (; i <= m + 1; i++)
                if (matches(w + 1, i))
                    return 1
            return 0
        }
        BEGIN { while ((getline line <wanted) > 0) want[++n] = line }
        { is[++m] = $0 }
        END { exit !matches(1, 1) }' "$step.is"; then
        echo "$document:$(cat "$step.line"): $(cat "$command")"
        diff -u --label document --label program "$step.wanted" "$step.is" || true
        failed=$((failed + 1))
    fi
done
echo "$count commands, $failed with other output than the document says"
[ "$failed" = 0 ]
