# Sourced by the scripts beside this folder, which set `root` first. Everything here speaks on standard error.
# shellcheck shell=sh

# Names that Debian 12 and Ubuntu 24.04 share.
packages_to_build="gcc libc6-dev cmake ninja-build pkg-config libgsl-dev libcjson-dev libmd4c-dev \
zlib1g-dev libminizip-dev libexpat1-dev libcmocka-dev"
# For offercast-mpi and the clusters of the slow tests; a build does without them.
packages_to_mpi="libopenmpi-dev openmpi-bin"
packages_to_scale="$packages_to_mpi slurm-wlm munge parallel"
# For the module of WebAssembly; what it is linked with is made from the sources of packages.
packages_to_web="emscripten dpkg-dev"
packages_of_web_sources="cjson expat gsl md4c minizip zlib"
build=$root/build

say()
{
    printf '%s\n' "offercast: $*" >&2
}

# The names among "$@" that are not installed, on one line.
packages_missing()
{
    # A removed package that left its configuration is listed too.
    installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p' | tr '\n' ' ')"
    missing=
    for package in "$@"; do
        case $installed in
        *" $package "*) ;;
        *) missing="$missing $package" ;;
        esac
    done
    printf '%s' "${missing# }"
}

as_root()
{
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt()
{
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" </dev/null >&2
}

# Every package has a version to install in the lists that are here.
packages_known()
{
    [ "$(apt-cache policy "$@" 2>/dev/null | grep -c '^  Candidate: [^(]')" = $# ]
}

# Installs what is missing of "$@". Done again only when the list or the system's packages have changed since.
packages_ensure()
{
    stamp=$build/.packages
    if [ ! "$stamp" -nt /var/lib/dpkg/status ]; then
        rm -f "$stamp"
    elif grep -qxF "$*" "$stamp"; then
        return 0
    fi
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "no Debian packages here; please have these or their like: $*"
        return 0
    fi
    missing=$(packages_missing "$@")
    if [ -n "$missing" ]; then
        if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
            say "these Debian packages are missing, and only root can install them: $missing"
            say "  help: as root, apt-get install $missing"
            exit 3
        fi
        say "installing $missing"
        # shellcheck disable=SC2086 # a list of words
        {
            packages_known $missing || apt update || true
            apt install -y --no-install-recommends $missing ||
                { apt update && apt install -y --no-install-recommends $missing; } ||
                { say "these Debian packages could not be installed: $missing"; exit 3; }
        }
    fi
    mkdir -p "$build" && printf '%s\n' "$*" >>"$stamp"
}

# Nothing that the program is built from is newer than its last build. A folder is newer when a file came or went.
program_is_fresh()
{
    [ -x "$build/offercast" ] && [ -f "$build/.built-offercast" ] &&
        [ -z "$(find "$root/CMakeLists.txt" "$root/cmake" "$root/sim" "$root/models" "$root/inputs" "$root/outputs" \
            "$root/cli" "$root/examples" -newer "$build/.built-offercast" -print -quit)" ]
}

# Release mode, in build/; a build folder that was made elsewhere and moved here is made anew.
configure()
{
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$build/CMakeCache.txt" 2>/dev/null || true)
    if [ -n "$home" ] && [ "$home" != "$root" ]; then
        rm -rf "$build/CMakeCache.txt" "$build/CMakeFiles"
        home=
    fi
    if [ -z "$home" ]; then
        cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release
    else
        cmake -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release
    fi
}

# Passes on what it reads, and says every 20 seconds on standard error how far the build is.
build_progress()
{
    told=$(date +%s)
    while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in
        "["[0-9]*/[0-9]*"] "*) now=$(date +%s) ;;
        *) continue ;;
        esac
        if [ $((now - told)) -ge 20 ]; then
            at=${line%%]*} at=${at#?}
            say "building, ${at%/*} of ${at#*/}"
            told=$now
        fi
    done
}

# Runs "$@" on standard error: openly on a terminal, else to a log that is shown when it fails.
build_step()
{
    if [ -t 2 ]; then
        "$@" </dev/null >&2 && return 0
    else
        rm -f "$build/.done"
        { "$@" </dev/null 2>&1 && : >"$build/.done"; } | build_progress >"$build/.log"
        [ ! -f "$build/.done" ] || return 0
        grep -v '^\[[0-9]*/[0-9]*\] ' "$build/.log" >&2 || true
    fi
    say "the build failed; its words are above"
    exit 3
}

# Builds target `$1` (offercast or all), one builder at a time.
build_target()
{
    mkdir -p "$build"
    exec 9>"$build/.lock"
    flock 9
    say "building in $build"
    # The stamp is from before the build, so that a file saved meanwhile counts as newer.
    : >"$build/.building"
    build_step configure
    build_step cmake --build "$build" --target "$1"
    mv "$build/.building" "$build/.built-$1"
    exec 9>&-
}
