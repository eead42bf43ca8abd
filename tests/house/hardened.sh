#!/bin/sh
# What is shipped is hardened (cmake/offercast_hardening.cmake): hardened.sh HAS_CET FILE...
#
# Each ELF FILE can be loaded anywhere, its relocations are done at the start and then read-only, its stack is no code,
# smashing the stack ends it, and calls of the C library that write are checked. Where the compiler can (HAS_CET), every
# object of a FILE.a has marks for checked jumps and returns; the program as a whole is marked only where the C library's
# own start files are, which Debian's are not. Skipped (77) without readelf.
set -eu
cet=$1
shift
command -v readelf >/dev/null 2>&1 || exit 77
status=0

# FILE WHAT PATTERN TEXT
hold()
{
    printf '%s\n' "$4" | grep -qE -- "$3" || {
        echo "$1: $2"
        status=1
    }
}

for file in "$@"; do
    case $file in
    "") continue ;;
    *.a)
        [ -z "$cet" ] || [ "$(readelf -nW "$file" | grep -c 'IBT, SHSTK')" = "$(ar t "$file" | wc -l)" ] || {
            echo "$file: an object without checked jumps and returns (CET)"
            status=1
        }
        continue
        ;;
    esac
    segments=$(readelf -lW "$file") dynamic=$(readelf -dW "$file") imports=$(readelf --dyn-syms -W "$file")
    hold "$file" "not position-independent" '^Elf file type is DYN' "$segments"
    hold "$file" "no RELRO segment" '^ *GNU_RELRO' "$segments"
    hold "$file" "relocations are not done at the start (-z now)" 'BIND_NOW|FLAGS_1.*NOW' "$dynamic"
    hold "$file" "the stack can be run" '^ *GNU_STACK .* RW +0x' "$segments"
    hold "$file" "no stack protector" 'UND __stack_chk_fail' "$imports"
    hold "$file" "no checked calls (_FORTIFY_SOURCE)" 'UND __[a-z]+_chk' "$imports"
    ! printf '%s\n' "$dynamic" | grep -qE 'TEXTREL' || { echo "$file: relocations in code"; status=1; }
    ! printf '%s\n' "$dynamic" | grep -qE 'R(UN)?PATH' || { echo "$file: libraries from a built-in folder"; status=1; }
done
exit $status
