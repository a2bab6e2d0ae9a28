#!/usr/bin/env bash
# Takes the README's pictures of the review page again, from the run of the demo. Needs a Chromium, as the tests do.
set -euo pipefail
cd "$(dirname "$0")/.."
pictures=$PWD/src/ManifestMigrator.Core/Reports/Review
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

dotnet build --verbosity quiet src/ManifestMigrator
(cd "$folder" && dotnet exec "$OLDPWD/src/ManifestMigrator/bin/Debug/net10.0/manifest-migrator.dll" demo --quiet --out run >/dev/null) || [ $? -eq 3 ]

for browser in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$browser" >/dev/null && break
done
sandbox=$([ "$(id -u)" = 0 ] && echo --no-sandbox || true)

# name, height in pixels, part of the page
take() {
  "$browser" --headless $sandbox --disable-gpu --hide-scrollbars --user-data-dir="$folder/$1" --window-size="1180,$2" \
    --virtual-time-budget=10000 --screenshot="$pictures/$1.png" "file://$folder/run/review.html$3" 2>/dev/null
}

take overview 1060 ""
take repository 1240 "#repository=local%2Fatelier-onze%2Fphonographe"
