#!/bin/sh
# One golden command line: run_case.sh [--update] PROGRAM FILE.case
#
# A case is one file of sections, each begun by a line "--- NAME":
#   about           what it shows, for people
#   file PATH       a file to make first (lines; for other bytes, print them in the command)
#   command         shell lines; `offercast` is the program, examples/ and what it names of cases/ are there, standard input is empty;
#                   as_nobody COMMAND... runs without the rights of root
#   stdout, stderr  all of it, exactly; not there: nothing
#   status          of the last command; not there: 0
#   writes          files that must have come to be, one a line; any other new or changed file is a failure
# --update writes what came into the case's stdout, stderr, status and writes. Read the difference before you keep it.
set -eu
update=
if [ "$1" = --update ]; then
    update=yes
    shift
fi
program=$(readlink -f -- "$1") case=$(readlink -f -- "$2")
tests=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-case.XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir "$work/bin" "$work/is" "$work/wanted" "$work/at"

awk -v wanted="$work/wanted" -v at="$work/at" '
    /^--- / {
        name = $0; sub(/^--- /, "", name)
        if (name ~ /^file /) {
            sub(/^file /, "", name); out = at "/" name
            folder = out; sub(/\/[^\/]*$/, "", folder); system("mkdir -p \"" folder "\"")
        } else if (name ~ /^(about|command|stdout|stderr|status|writes)$/) {
            out = wanted "/" name
        } else {
            print FILENAME ": no such section: " name >"/dev/stderr"; exit 1
        }
        printf "" >out; next
    }
    { print >out }' "$case"
[ -s "$work/wanted/command" ] || { echo "$case: no command" >&2; exit 1; }
for section in stdout stderr writes; do
    [ -f "$work/wanted/$section" ] || : >"$work/wanted/$section"
done
[ -f "$work/wanted/status" ] || echo 0 >"$work/wanted/status"

cp -r "$tests/../examples" "$work/at/examples"
# Of the cases what it names: all of them, twice a line, were most of the time of short command lines.
for named in $(grep -oE '\bcases/[A-Za-z0-9_.-]+' "$case" | LC_ALL=C sort -u); do
    [ -e "$tests/$named" ] || continue
    mkdir -p "$work/at/cases"
    cp -r "$tests/$named" "$work/at/$named"
done
ln -s "$program" "$work/bin/offercast"
cat >"$work/bin/as_nobody" <<'NOBODY'
#!/bin/sh
[ "$(id -u)" = 0 ] || exec "$@"
cp -L "${0%/*}/offercast" "${0%/*}/nobody-offercast" && chmod 755 "${0%/*}/nobody-offercast"
name=$1
[ "$name" != offercast ] || name=${0%/*}/nobody-offercast
shift
exec setpriv --reuid=65534 --regid=65534 --clear-groups "$name" "$@"
NOBODY
chmod 755 "$work/bin/as_nobody"

listing()
{
    (cd "$work/at" && find . -type f -exec cksum {} + | LC_ALL=C sort)
}
listing >"$work/before"
code=0
(cd "$work/at" && env -i PATH="$work/bin:/usr/bin:/bin" HOME="$work/at" LC_ALL=C TERM=dumb \
    sh "$work/wanted/command" </dev/null >"$work/is/stdout" 2>"$work/is/stderr") || code=$?
chmod -R u+w "$work/at"
echo "$code" >"$work/is/status"
listing >"$work/after"
LC_ALL=C comm -13 "$work/before" "$work/after" | cut -d' ' -f3- | sed 's|^\./||' | LC_ALL=C sort >"$work/is/writes"

failed=
# What is a result in JSON fits the schema of results.
if [ -n "${VALIDATE_RESULT:-}" ]; then
    offercast_schema=$work/schema
    "$program" schema --results >"$offercast_schema"
    find "$work/at" -name '*.json' -newer "$work/before" ! -path "$work/at/examples/*" ! -path "$work/at/cases/*" \
        -exec "$VALIDATE_RESULT" "$offercast_schema" {} + || failed=yes
    "$VALIDATE_RESULT" "$offercast_schema" "$work/is/stdout" || failed=yes
fi
for section in stdout stderr status writes; do
    diff -u --label "$section wanted" --label "$section" "$work/wanted/$section" "$work/is/$section" || failed=yes
done
if [ -n "$update" ] && [ -n "$failed" ]; then
    awk '/^--- / { keep = !/^--- (stdout|stderr|status|writes)$/ } keep' "$case" >"$work/new"
    for section in stdout stderr status writes; do
        [ "$section" != status ] || [ "$code" != 0 ] || continue
        [ ! -s "$work/is/$section" ] || { echo "--- $section" && cat "$work/is/$section"; } >>"$work/new"
    done
    cat "$work/new" >"$case"
    exit 0
fi
[ -z "$failed" ]
