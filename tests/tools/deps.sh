#!/bin/sh
# Installs what polku needs to be built, run and tested, where it is missing.
# usage: deps.sh [PACKAGE...]     further Debian packages wanted, such as clang-format
# Exit 0: everything is there (now). Exit 1: it is not, and what was printed says what to do.
set -u

packages="gcc make libc6-dev libgsl-dev librandom123-dev libyaml-dev libjansson-dev libnlopt-dev libmd-dev libxlsxwriter-dev zlib1g-dev libcmocka-dev $*"
gnuplots="gnuplot-nox gnuplot-qt gnuplot-x11" # any of them will do; the first is installed where there is none

say() {
    printf 'deps: %s\n' "$*"
}

is_installed() {
    case $(dpkg-query -W -f='${db:Status-Abbrev} ' "$1" 2>/dev/null) in
    *"i "*) return 0 ;; # "ii " installed, "hi " held; "rc " removed, "un " unknown
    esac
    return 1
}

# Prints the Debian packages that are missing.
missing_packages() {
    for package in $packages; do
        is_installed "$package" || printf '%s ' "$package"
    done
    for package in $gnuplots; do
        is_installed "$package" && return
    done
    printf '%s ' "${gnuplots%% *}"
}

# Without dpkg to ask: does the compiler find every header, and is gnuplot there?
has_everything_by_trial() {
    command -v gnuplot >/dev/null 2>&1 || return 1
    printf '#include <%s>\n' stdlib.h gsl/gsl_rng.h Random123/philox.h yaml.h jansson.h nlopt.h sha2.h xlsxwriter.h zlib.h |
        "${CC:-gcc}" -E -o /dev/null - 2>/dev/null
}

name_other_packages() {
    say "this system has no apt-get. Install these with its own tools, and run the command again."
    say "(The names are untested. Tell us if one is wrong.)"
    cat <<'EOF'
  dnf install gcc make gsl-devel random123-devel libyaml-devel jansson-devel NLopt-devel libmd-devel libxlsxwriter-devel zlib-devel libcmocka-devel gnuplot
  pacman -S gcc make gsl random123 libyaml jansson nlopt libmd libxlsxwriter zlib cmocka gnuplot
  brew install gcc make gsl random123 libyaml jansson nlopt libmd libxlsxwriter zlib cmocka gnuplot libomp
EOF
}

# Runs a command as root, quietly; what it said is shown only when it fails.
quietly() {
    log=$(mktemp) || return 1
    $become_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@" >"$log" 2>&1 </dev/null
    code=$?
    [ "$code" -eq 0 ] || cat "$log" >&2
    rm -f "$log"
    return "$code"
}

if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
    has_everything_by_trial && exit 0
    name_other_packages
    exit 1
fi

missing=$(missing_packages)
missing=${missing% }
if [ -z "$missing" ]; then
    say "everything is there"
    exit 0
fi

by_hand="apt-get update && apt-get install --no-install-recommends $missing"
if [ "$(id -u)" -eq 0 ]; then
    become_root=
elif ! command -v sudo >/dev/null 2>&1; then
    say "these packages are missing, and there is no sudo. As root, run:"
    printf '  %s\n' "$by_hand"
    exit 1
elif [ -t 0 ]; then
    become_root=sudo
    sudo -v || exit 1 # asks for the password where it can be seen
elif sudo -n true 2>/dev/null; then
    become_root="sudo -n"
else
    say "these packages are missing, and sudo wants a password but there is no terminal. As root, run:"
    printf '  %s\n' "$by_hand"
    exit 1
fi

say "installing $missing"
wait_for_lock="-o DPkg::Lock::Timeout=300"
# A source that does not answer need not be one that is wanted: the install tells.
# shellcheck disable=SC2086 # the words of $missing and $wait_for_lock are meant to be split
{
    quietly apt-get update -qq $wait_for_lock || say "apt-get update failed; trying with the lists that are there"
    quietly apt-get install -qq --yes --no-install-recommends $wait_for_lock $missing || {
        say "that failed. By hand, as root:"
        printf '  %s\n' "$by_hand"
        exit 1
    }
}
say "done"
