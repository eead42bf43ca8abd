#!/bin/sh
# The library as it is installed: a program outside the tree finds it by pkg-config, shared and static, and by
# find_package, and no name but those of offercast.h is in it: check_installed.sh BUILD_FOLDER SOURCE_FOLDER COMPILER
set -eu
build_folder=$1 source_folder=$2 compiler=$3
for program in cmake pkg-config nm "$compiler"; do
    command -v "$program" >/dev/null 2>&1 || { echo "skipped: there is no $program"; exit 77; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/offercast-installed.XXXXXX")
trap 'rm -rf "$work"' EXIT
cmake --install "$build_folder" --prefix "$work/prefix" >/dev/null
pc=$(find "$work/prefix" -name offercast.pc)
PKG_CONFIG_PATH=${pc%/*}
export PKG_CONFIG_PATH
[ "$(find "$work/prefix/include" -type f | wc -l)" = 1 ]
cat >"$work/program.c" <<'END'
#include <offercast.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct offercast_offer *offer = NULL;
    struct offercast_result *result = NULL;
    struct offercast_figure mean;
    struct offercast_question question = offercast_question("run");
    question.paths = 4096;
    enum offercast_status status = argc == 2 ? offercast_read(argv[1], NULL, &offer) : OFFERCAST_USAGE;
    if (status == OFFERCAST_OK && (status = offercast_check(offer)) == OFFERCAST_OK)
        status = offercast_ask(&question, &offer, 1, &result);
    if (result && offercast_result_find(result, "equity_value", "", "mean", &mean))
        printf("%.0f %s\n", mean.estimate, mean.unit);
    offercast_result_free(result);
    offercast_offer_free(offer);
    return (int)status;
}
END
cd "$work"
offer=$source_folder/examples/hugging-face.json
# shellcheck disable=SC2046 # flags
"$compiler" program.c -o shared $(pkg-config --cflags --libs offercast)
# shellcheck disable=SC2046
"$compiler" program.c -o alone $(pkg-config --cflags offercast) "$(find prefix -name liboffercast.a)" \
    $(pkg-config --static --libs offercast | sed 's/-loffercast//')
library=$(find "$work/prefix" -name 'liboffercast.so' -exec dirname {} \;)
LD_LIBRARY_PATH=$library ./shared "$offer" >shared.txt
./alone "$offer" >alone.txt
cmp shared.txt alone.txt
grep -q '^[0-9]* USD$' shared.txt
mkdir found
cat >found/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.22)
project(found LANGUAGES C)
find_package(offercast REQUIRED)
add_executable(found ../program.c)
target_link_libraries(found PRIVATE offercast::offercast)
END
env -u PKG_CONFIG_PATH cmake -G Ninja -S found -B found/build -DCMAKE_PREFIX_PATH="$work/prefix" \
    -DCMAKE_C_COMPILER="$compiler" >found/log 2>&1 && cmake --build found/build >>found/log 2>&1 ||
    { cat found/log; exit 1; }
LD_LIBRARY_PATH=$library found/build/found "$offer" | cmp - shared.txt
# No state: nothing that can be written but the marks of a thread's own and what the compiler's library finds out once.
if command -v objdump >/dev/null 2>&1; then
    objdump -t "$library/liboffercast.so" | awk '
        $0 ~ / O \.(data|bss|tbss|tdata)[ \t]/ && $NF !~ /^(__.*|completed\.[0-9]+|innermost|blocks_left)$/ {
            print "state: " $NF; bad = 1 }
        END { exit bad }'
fi
# Static data of the compiler's own begin with an underscore.
nm -D --defined-only "$library/liboffercast.so" | awk '$3 !~ /^(offercast_|_)/ { print "exported: " $3; bad = 1 } END { exit bad }'
