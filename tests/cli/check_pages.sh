#!/bin/sh
# The manual pages in FOLDER have no fault that groff or mandoc finds: check_pages.sh FOLDER
# A page names the version and no day, which mandoc would rather have. Skipped (77) where neither program is installed.
set -eu
cd "$1"
status=0 checked=
for page in *.1; do
    if command -v groff >/dev/null 2>&1; then
        checked=groff
        found=$(groff -man -Tutf8 -ww -z "$page" 2>&1) || true
        [ -z "$found" ] || { printf '%s\n' "$page: $found"; status=1; }
    fi
    if command -v mandoc >/dev/null 2>&1; then
        checked="$checked mandoc"
        found=$(mandoc -Tlint "$page" 2>&1 | grep -v 'WARNING: missing date, using "": TH$') || true
        [ -z "$found" ] || { printf '%s\n' "$found"; status=1; }
        # A page is at most 80 columns wide, but for an example that is longer in the program's help too.
        found=$(mandoc -Tascii -Owidth=78 "$page" | sed 's/.\x08//g' | grep -E '^.{89}') || true
        [ -z "$found" ] || { printf '%s: too wide: %s\n' "$page" "$found"; status=1; }
    fi
done
[ -n "$checked" ] || exit 77
exit $status
