#!/bin/sh
# Proves that `make deps`, `make` and `make demo` work from nothing: on a minimal Debian of this system's release with
# gcc and make (no libc6-dev, no pkg-config, no python3, no sudo), in a folder of its own that has a clean copy of the
# checkout and nothing else of ours. Needs root and debootstrap, takes two minutes and 1 GB in $TMPDIR.
# Exit 0: it works. 77: skipped, and why. Else: what failed stands above.
set -eu

skip() {
    echo "test-setup: skipped, because $*"
    exit 77
}

step() {
    printf 'test-setup: %s\n' "$*"
}

[ "$(id -u)" -eq 0 ] || skip "it needs root"
command -v debootstrap >/dev/null 2>&1 || skip "debootstrap is not installed (apt-get install debootstrap)"
command -v apt-get >/dev/null 2>&1 || skip "this system has no apt-get"
command -v git >/dev/null 2>&1 || skip "it copies the checkout with git"
# shellcheck disable=SC1091
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' "Codename: $release" |
    head -n 1)
[ -n "$mirror" ] || skip "apt knows no Debian of this release (run apt-get update first)"

root=$(mktemp -d "${TMPDIR:-/tmp}/polku-setup-XXXXXX")
chmod 755 "$root" # or apt's own user cannot enter
finish() {
    if mountpoint -q "$root/proc"; then
        umount "$root/proc"
    fi
    rm -rf --one-file-system "$root"
}
trap finish EXIT
trap 'exit 130' INT TERM

in_root() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$root" sh -c "$1" </dev/null
}

step "a minimal Debian ($release) with gcc and make"
debootstrap --variant=minbase "$release" "$root" "$mirror" >"$root.log" 2>&1 || {
    tail -n 20 "$root.log"
    rm -f "$root.log"
    exit 1
}
rm -f "$root.log"
# How this system reaches its mirror (a proxy, say) holds there too.
apt-config dump | grep -E '^Acquire::(http|https|ftp)::' >"$root/etc/apt/apt.conf.d/99reach" || true
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc" # any Debian has it
in_root 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --yes --no-install-recommends gcc make >/dev/null 2>&1'
in_root 'for tool in pkg-config python3 sudo git gnuplot; do
    if command -v $tool; then echo "this is no bare Debian"; exit 1; fi
done
if [ -e /usr/include/stdio.h ]; then echo "libc6-dev is there already"; exit 1; fi'

step "a clean copy of the checkout"
mkdir -p "$root/root/polku"
git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from=- --ignore-failed-read --warning=no-failed-read --file=- |
    tar --extract --file=- --directory="$root/root/polku"

step "make deps"
in_root 'cd /root/polku && make deps'
step "make deps once more, which finds nothing missing"
in_root 'cd /root/polku && make deps' | tee "$root/second"
grep -q 'everything is there' "$root/second"
step "make"
in_root 'cd /root/polku && make && test -x polku'
step "make demo"
in_root 'cd /root/polku && make demo && ls results/charts/*.svg >/dev/null'
step "it works from nothing"
