#!/usr/bin/env bash
# Runs all tests. Installs what they need beyond git and the .NET SDK, where it may: a Chromium for the review page,
# and the system's libgit2 where the NuGet feed has no native one.
set -euo pipefail
cd "$(dirname "$0")/.."

install() {
  if [ "$(id -u)" = 0 ]; then apt-get install -y -qq "$@"; else sudo -n apt-get install -y -qq "$@"; fi
}

update() {
  if [ "$(id -u)" = 0 ]; then apt-get update -qq; else sudo -n apt-get update -qq; fi
}

missing() {
  for browser in chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "${CHROMIUM:-}" ] || command -v "$browser" >/dev/null; then browser=found && break; fi
  done
  [ "${browser:-}" = found ] || echo chromium

  dotnet restore --verbosity quiet >&2
  # A restore that found only the empty stand-in needs the system's library.
  if grep -q '"LibGit2Sharp.NativeBinaries/2.0.0"' src/ManifestMigrator/obj/project.assets.json; then
    ls /usr/lib/*/libgit2.so.1.[567] /usr/lib64/libgit2.so.1.[567] >/dev/null 2>&1 || echo libgit2-1.5
  fi
}

packages=$(missing)
if [ -n "$packages" ]; then
  echo "The tests need: $packages" >&2
  if command -v apt-get >/dev/null && update; then
    # shellcheck disable=SC2086 # several names are several arguments
    install $packages >/dev/null
  else
    echo "Install them with your system's package manager, then run this again." >&2
    exit 1
  fi
fi

exec dotnet test "$@"
