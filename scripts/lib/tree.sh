# Sourced by scripts/test-slow after common.sh: trees of Debian and Ubuntu, made by mmdebstrap in build/slow/tree.
# shellcheck shell=sh

tree=$build/slow/tree

tree_own_release()
{
    (. /etc/os-release && echo "$VERSION_CODENAME")
}

# Where packages of release `$1` come from: the lists of this machine for its own, else what its makers offer everyone.
tree_sources()
{
    case $1 in
    "$(tree_own_release)")
        for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
            [ ! -f "$file" ] || echo "$file"
        done
        ;;
    bookworm) echo "deb http://deb.debian.org/debian bookworm main" ;;
    noble) echo "deb http://archive.ubuntu.com/ubuntu noble main universe" ;;
    esac
}

# tree_download RELEASE PATH FILE [SHA256:SUM]: from the mirror of RELEASE.
tree_download()
{
    mirror=$(tree_sources "$1" | cut -d' ' -f2)
    as_root /usr/lib/apt/apt-helper -o APT::Sandbox::User=root download-file "$mirror/$2" "$3" ${4:+"$4"} >/dev/null 2>&1
}

# The keys that sign release `$1`, in `keys`: a file, or empty where apt has them.
tree_keys()
{
    keys=
    case $1 in
    "$(tree_own_release)") ;;
    bookworm)
        packages_ensure debian-archive-keyring
        keys=/usr/share/keyrings/debian-archive-keyring.gpg
        ;;
    noble)
        # Debian 12 has no package of Ubuntu's keys, so that the one with them is known by its sum.
        keys=$build/slow/ubuntu-archive-keyring.gpg
        tree_download noble pool/main/u/ubuntu-keyring/ubuntu-keyring_2023.11.28.1_all.deb \
            "$build/slow/ubuntu-keyring.deb" SHA256:36de43b15853ccae0028e9a767613770c704833f82586f28eb262f0311adb8a8
        dpkg-deb --fsys-tarfile "$build/slow/ubuntu-keyring.deb" |
            tar -xO ./usr/share/keyrings/ubuntu-archive-keyring.gpg >"$keys"
        ;;
    esac
}

# Release `$1` is this machine's, or a mirror of it answers.
tree_offered()
{
    [ "$1" = "$(tree_own_release)" ] || tree_download "$1" "dists/$1/InRelease" "$build/slow/InRelease"
}

tree_remove()
{
    as_root rm -rf "$tree"
}

# tree_make RELEASE OPTIONS_OF_MMDEBSTRAP...
tree_make()
{
    packages_ensure mmdebstrap
    tree_remove
    tree_keys "$1"
    tree_sources "$1" >"$build/slow/sources"
    release=$1
    shift
    set -- --quiet ${keys:+--keyring="$keys"} "$@" "$release" "$tree"
    while read -r source; do
        set -- "$@" "$source"
    done <"$build/slow/sources"
    as_root mmdebstrap "$@"
}

# What apt needs in the tree to install by itself: this machine's way to the packages.
tree_for_installing()
{
    for file in /etc/hosts /etc/resolv.conf; do
        [ ! -s $file ] || as_root cp -L $file "$tree$file"
    done
    for file in /etc/apt/auth.conf /etc/apt/auth.conf.d; do
        [ ! -e $file ] || as_root cp -r $file "$tree/etc/apt/"
    done
    apt-config dump | grep -E '^Acquire::(https?|Check-[A-Za-z-]*|Retries)' | as_root tee "$tree/etc/apt/apt.conf.d/90machine" \
        >/dev/null || true
}

# tree_run USER COMMAND...: in the tree, with /proc and terminals to be had, which are gone when the command ends.
tree_run()
{
    # shellcheck disable=SC2016 # for the inner shell
    as_root env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 ${http_proxy:+http_proxy="$http_proxy"} \
        ${https_proxy:+https_proxy="$https_proxy"} unshare --mount sh -c '
        mount -t proc proc "$1/proc" && mount -t devpts -o newinstance,ptmxmode=666 devpts "$1/dev/pts" && tree=$1 user=$2 && shift 2 && exec chroot --userspec="$user" "$tree" "$@"' \
        sh "$tree" "$@"
}
