#!/bin/sh
# Every relative link of a Markdown file leads to a file of the tree: check_links.sh ROOT
set -eu
cd "$1"
status=0
for document in $(find . -name '*.md' -not -path './build*' -not -path './.*' -not -path './tests/cases/*' -not -path '*/node_modules/*' | sort); do
    for link in $(sed '/^ *```/,/^ *```/d' "$document" | grep -o '](\([^) ]*\))' | sed 's/^](//; s/)$//; s/#.*//'); do
        case $link in
        *://* | mailto:* | "") continue ;;
        esac
        [ -e "$(dirname "$document")/$link" ] || { echo "$document: no such file: $link"; status=1; }
    done
done
exit $status
