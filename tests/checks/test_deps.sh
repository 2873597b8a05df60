#!/bin/sh
# deps.sh in every situation, on made-up machines: a folder of commands in which dpkg-query, apt-get, sudo and id are
# ours. Speaks TAP.
set -u

deps=$PWD/tests/tools/deps.sh
top=${SCRATCH:-$(mktemp -d)}/deps
number=0
everything="gcc make libc6-dev libgsl-dev librandom123-dev libyaml-dev libjansson-dev libnlopt-dev libmd-dev libxlsxwriter-dev zlib1g-dev libcmocka-dev"

# tool NAME < SCRIPT
tool() {
    { echo '#!/bin/sh'; cat; } >"$top/bin/$1"
    chmod +x "$top/bin/$1"
}

# A Debian where nothing of ours is installed, user 1000, no sudo. apt-get writes down how it was called.
bare_debian() {
    rm -rf "$top"
    mkdir -p "$top/bin"
    for name in sh env cat mktemp rm grep; do
        ln -s "$(command -v "$name")" "$top/bin/$name"
    done
    : >"$top/installed"
    : >"$top/called"
    echo "echo 1000" | tool id
    tool dpkg-query <<EOF
for package; do :; done
grep -qx "\$package" "$top/installed" && printf 'ii ' && exit 0
[ "\$package" = libgsl-dev ] && printf 'rc ' && exit 0 # removed, its settings still there
exit 1
EOF
    tool apt-get <<EOF
echo "\${BY-} apt-get \$*" >>"$top/called"
echo "chatter of apt-get"
[ "\$1" != "\$(cat "$top/fails" 2>/dev/null)" ]
EOF
}

have() {
    printf '%s\n' "$@" >>"$top/installed"
}

as_root() {
    echo "echo 0" | tool id
}

# A sudo that needs no password; after `touch $top/password` it wants one, which -n cannot give.
with_sudo() {
    tool sudo <<EOF
if [ "\$1" = -n ]; then
    shift
    [ -e "$top/password" ] && exit 1
    [ "\$1" = true ] && exit 0
fi
BY=sudo exec "\$@"
EOF
}

# run WANTED-EXIT NAME [PACKAGE...]: runs deps.sh there; what follows looks at $output and at the calls.
run() {
    wanted=$1
    what=$2
    shift 2
    output=$(PATH=$top/bin TMPDIR=$top sh "$deps" "$@" 2>&1 </dev/null)
    code=$?
    good=yes
    [ "$code" -eq "$wanted" ] || good="no: exit $code"
}

says() {
    case $output in
    *"$1"*) ;;
    *) good="no: does not say \"$1\"" ;;
    esac
}

says_nothing_of() {
    case $output in
    *"$1"*) good="no: says \"$1\"" ;;
    esac
}

# calls TEXT: what apt-get was called with, all calls in one line.
calls() {
    found=$(tr '\n' ';' <"$top/called")
    [ "$found" = "$1" ] || good="no: apt-get was called as \"$found\""
}

done_with_it() {
    number=$((number + 1))
    if [ "$good" = yes ]; then
        echo "ok $number - $what"
    else
        echo "not ok $number - $what"
        printf '%s\n' "$good" "$output" | sed 's/^/# /'
    fi
}

lock="-o DPkg::Lock::Timeout=300"
install="install -qq --yes --no-install-recommends $lock"

bare_debian
# shellcheck disable=SC2086
have $everything gnuplot-qt
run 0 "nothing is missing: apt-get is left alone, any gnuplot will do"
says "everything is there"
calls ""
done_with_it

bare_debian
as_root
run 0 "as root everything is installed, quietly"
calls " apt-get update -qq $lock; apt-get $install $everything gnuplot-nox;"
says "installing $everything gnuplot-nox"
says_nothing_of chatter
done_with_it

bare_debian
as_root
# shellcheck disable=SC2086
have $everything gnuplot-nox
run 0 "further packages can be asked for" clang-format
calls " apt-get update -qq $lock; apt-get $install clang-format;"
done_with_it

bare_debian
with_sudo
have gcc make
run 0 "a user goes through sudo"
calls "sudo apt-get update -qq $lock;sudo apt-get $install ${everything#gcc make } gnuplot-nox;"
done_with_it

bare_debian
with_sudo
touch "$top/password"
run 1 "without a terminal a sudo that wants a password is not waited for"
says "no terminal"
says "apt-get install --no-install-recommends $everything gnuplot-nox"
calls ""
done_with_it

bare_debian
run 1 "without sudo the command is printed"
says "there is no sudo"
says "apt-get update && apt-get install --no-install-recommends $everything gnuplot-nox"
calls ""
done_with_it

bare_debian
as_root
echo update >"$top/fails"
run 0 "a failing update does not stop the install"
says "apt-get update failed"
says "chatter"
done_with_it

bare_debian
as_root
echo install >"$top/fails"
run 1 "a failing install is shown with all that it said"
says "chatter"
says "By hand, as root:"
done_with_it

bare_debian
rm "$top/bin/apt-get"
run 1 "without apt the packages of others are named"
says "dnf install gcc"
says "pacman -S gcc"
says "brew install gcc"
says "untested"
done_with_it

bare_debian
rm "$top/bin/apt-get"
echo "exit 0" | tool gnuplot
echo "cat >/dev/null" | tool gcc
run 0 "without apt, but with all that is needed, nothing is said"
done_with_it

echo "1..$number"
