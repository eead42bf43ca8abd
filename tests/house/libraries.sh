#!/bin/sh
# Every library is in the list of packages that the scripts install: libraries.sh ROOT BUILD_FOLDER COMPILER
#
# Whose header stands in an #include <...>, or who is linked in BUILD_FOLDER/build.ninja, is in packages_to_build or
# packages_to_scale of scripts/lib/common.sh; whose lib*-dev stands there, is included or linked. What comes with the C library and the
# compiler (C, POSIX) needs no name. dpkg tells whose a file is; skipped (77) where there is none.
set -eu
root=$1 build_folder=$2 compiler=$3
command -v dpkg-query >/dev/null 2>&1 && [ -f "$build_folder/build.ninja" ] || exit 77
. "$root/scripts/lib/common.sh"
cd "$root"
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-libraries.XXXXXX")
trap 'rm -rf "$work"' EXIT
status=0

# The path of a header as the compiler finds it.
header_path()
{
    printf '#include <%s>\n' "$1" | "$compiler" -E -x c - 2>/dev/null |
        sed -n "s|^# 1 \"\\(.*/$1\\)\" 1.*|\\1|p" | head -n 1
}

# The path of a library as the linker finds it; the last part may be a symbolic link, which is the package's own.
library_path()
{
    for end in so a; do
        found=$("$compiler" -print-file-name="$1.$end")
        case $found in
        /*)
            echo "$(cd "${found%/*}" && pwd -P)/${found##*/}"
            return
            ;;
        esac
    done
}

package_of()
{
    dpkg-query -S "$1" 2>/dev/null | sed 's/:.*//' | head -n 1
}

# USER FILE PATH: whose PATH is, is named.
hold()
{
    package=
    [ -z "$3" ] || package=$(package_of "$3")
    case $package in
    "")
        echo "$1: $2 is of no package here"
        status=1
        ;;
    libc6-dev | linux-libc-dev | gcc-* | libgcc-*-dev | libclang-*) ;;
    *)
        echo "$package" >>"$work/used"
        case " $packages_to_build $packages_to_scale " in
        *" $package "*) ;;
        *)
            echo "$1: $2 is of $package, which no list of scripts/lib/common.sh names"
            status=1
            ;;
        esac
        ;;
    esac
}

: >"$work/used"
find . -path './build*' -prune -o -path ./bench/peers -prune -o -name '*.[ch]' -exec awk '
    /^ *# *include </ { sub(/^[^<]*</, ""); sub(/>.*/, ""); if (!seen[$0]++) print $0, FILENAME }' {} + >"$work/headers"
while read -r header user; do
    # One processor family's, from its compiler; what CMake alone finds; and the own one, as its users find it.
    [ "$header" = immintrin.h ] || [ "$header" = mpi.h ] || [ "$header" = offercast.h ] || hold "$user" "<$header>" "$(header_path "$header")"
done <"$work/headers"

sed -n 's/^ *LINK_LIBRARIES = //p' "$build_folder/build.ninja" | tr ' ' '\n' | sort -u >"$work/linked"
while read -r library; do
    case $library in
    /*) hold CMakeLists.txt "$library" "$library" ;;
    -l*)
        hold CMakeLists.txt "$library" "$(library_path "lib${library#-l}")"
        ;;
    esac
done <"$work/linked"

for package in $packages_to_build; do
    case $package in
    libc6-dev) ;;
    *-dev) grep -qxF "$package" "$work/used" || { echo "nothing includes or links $package"; status=1; } ;;
    esac
done
exit $status
