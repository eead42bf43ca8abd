#!/bin/sh
# The scripts keep their manners: scripts.sh ROOT
set -eu
cd "$1"
status=0
for script in scripts/offercast scripts/test scripts/test-slow scripts/package scripts/web scripts/lint scripts/trust .ci/run tests/*/*.sh scripts/lib/*.sh; do
    case $(head -n 1 "$script") in
    "#!/usr/bin/env bash" | "#!/bin/bash") bash -n "$script" || status=1 ;;
    *) sh -n "$script" || status=1 ;;
    esac
    case $script in
    scripts/lib/*) ;;
    *) [ -x "$script" ] || { echo "$script is not executable"; status=1; } ;;
    esac
done
if command -v shellcheck >/dev/null 2>&1; then
    shellcheck -S warning -x -P scripts/lib scripts/offercast scripts/test scripts/test-slow scripts/package scripts/web scripts/lint scripts/trust .ci/run tests/*/*.sh ||
        status=1
fi
# From another folder, through a symbolic link and with a space on the way, the root is still found.
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast scripts.XXXXXX")
trap 'rm -rf "$work"' EXIT
ln -s "$PWD/scripts/offercast" "$work/a link"
here=$(sh -c 'set -eu; here=$(readlink -f -- "$1"); printf %s "${here%/scripts/*}"' sh "$work/a link")
[ "$here" = "$PWD" ] || { echo "through a link the root is $here, not $PWD"; status=1; }
exit $status
