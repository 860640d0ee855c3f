#!/usr/bin/env bash
# Try the README's two commands on a fresh Debian 12, in a folder that is removed afterwards.
#
#   sudo packaging/try_fresh.sh [FOLDER]     FOLDER takes 5 GB; the usual one is /var/tmp/composer-fresh
#
# Needs root and debootstrap. The machine's own pip and apt settings hold in there too, with the files they name, so
# that it works behind a mirror.
set -euo pipefail
source=$(cd "$(dirname "$0")/.." && pwd)

# In a mount namespace of its own: what is mounted there never was, for the rest of the machine.
if [ "${1-}" != --mounted ]; then
    root=${1:-/var/tmp/composer-fresh}
    [ ! -e "$root" ] || { echo "$root is there already. Remove it, or name another folder." >&2; exit 1; }
    mkdir -p "$root"
    trap 'rm -rf --one-file-system "$root"' EXIT
    unshare --mount --propagation private "$0" --mounted "$(realpath "$root")"
    exit
fi
root=$2

echo "== debootstrap"
debootstrap --variant=minbase --include=ca-certificates,python3,python3-venv,python3-pip \
    bookworm "$root" >"$root.log" || { cat "$root.log"; exit 1; }
rm "$root.log"

cp /etc/resolv.conf "$root/etc/"
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
cp -r /etc/ssl/certs/. "$root/etc/ssl/certs/"
[ ! -e /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/"
[ ! -e ~/.config/pip ] || { mkdir -p "$root/root/.config" && cp -r ~/.config/pip "$root/root/.config/"; }
for place in /proc /dev /dev/pts; do
    mount --bind "$place" "$root$place"
done
mount -t tmpfs tmpfs "$root/dev/shm" # its own, for JACK servers meet there
if [ -d /opt ]; then # where packages on disk may lie
    mount --bind --options ro /opt "$root/opt"
fi

git clone --quiet "$source" "$root/root/my composer" # a space in the path, as people have
[ ! -d "$source/../shared/data" ] || { mkdir "$root/root/shared" && cp -rL "$source/../shared/data" "$root/root/shared/"; }

settings=(HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
while IFS= read -r line; do
    settings+=("$line")
done < <(env | grep -E '^(PIP_|https?_proxy=|no_proxy=|COMPOSER_ALL_TESTS=)' || true)

inside() {
    echo "== $*"
    local began=$SECONDS code=0
    env --ignore-environment "${settings[@]}" chroot "$root" bash -c "cd '/root/my composer' && $*" </dev/null || code=$?
    echo "== exit $code after $((SECONDS - began)) s"
    return "$code"
}

inside python3 run.py
inside "ls -l ~/.local/share/composer-app/takes && du -sh .venv"
inside python3 run.py
inside "python3 run.py link && ~/.local/bin/composer-app --version"
inside python3 run.py test
inside python3 run.py uninstall
