#!/usr/bin/env bash
# Runs all tests. On Debian and Ubuntu it first installs what is missing of what they need beyond git and the .NET SDK: an SSH server,
# a Chromium for the review page, and the system's libgit2 where the NuGet feed has no native one. Arguments go to dotnet test.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

has_browser() {
  [ -n "${CHROMIUM:-}" ] && return
  for browser in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$browser" >/dev/null && return
  done
  return 1
}

# A restore that found only the empty stand-in for the native library needs the system's own.
has_libgit2() {
  ! grep -q '"LibGit2Sharp.NativeBinaries/2.0.0"' src/ManifestMigrator/obj/project.assets.json ||
    compgen -G '/usr/lib/*/libgit2.so.1.[567]' >/dev/null ||
    compgen -G '/usr/lib64/libgit2.so.1.[567]' >/dev/null
}

install() {
  echo "The tests need $1." >&2
  shift
  command -v apt-get >/dev/null && as_root apt-get update -qq || {
    echo "Install it with your system's package manager, then run this again." >&2
    exit 1
  }
  for package in "$@"; do
    as_root apt-get install -y -qq --no-install-recommends "$package" >/dev/null && return
  done
  exit 1
}

dotnet restore --verbosity quiet
has_libgit2 || install "libgit2" libgit2-1.5 libgit2-1.7
[ -x /usr/sbin/sshd ] || install "an SSH server" openssh-server
has_browser || install "a Chromium" chromium-headless-shell chromium

# The tests start the tool as people install it, compiled ahead of time.
dotnet publish src/ManifestMigrator --use-current-runtime --artifacts-path src/ManifestMigrator/obj/installed --verbosity quiet
export MANIFEST_MIGRATOR="$PWD/src/ManifestMigrator/obj/installed/publish/ManifestMigrator/release/manifest-migrator.dll"
exec dotnet test "$@"
