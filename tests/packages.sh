#!/usr/bin/env bash
# Packs the tool as on a machine with the full NuGet feed, for every system and for this one, and shows that both packages carry libgit2
# and load it from there, also after a program in one file was made in the same clone. The package LibGit2Sharp.NativeBinaries is a made-up one of the real one's shape, with the system's libgit2.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
library=$(compgen -G '/usr/lib/*/libgit2.so.1.[567]' | tail -n 1)
dll=$(find ~/.nuget/packages/libgit2sharp -name LibGit2Sharp.dll -print -quit)
name=$(grep --text --only-matching 'git2-[0-9a-f]\{7\}' "$dll" | sort -u)
machine=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')

mkdir -p "$work/native/runtimes/$machine/native"
cp "$library" "$work/native/runtimes/$machine/native/lib$name.so"
cat > "$work/native/LibGit2Sharp.NativeBinaries.nuspec" <<XML
<package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd"><metadata>
<id>LibGit2Sharp.NativeBinaries</id><version>2.0.321</version><authors>test</authors><description>test</description>
</metadata></package>
XML
(cd "$work/native" && python3 -m zipfile -c ../LibGit2Sharp.NativeBinaries.2.0.321.nupkg ./*)

git clone --quiet . "$work/repository"
cat > "$work/nuget.config" <<XML
<configuration><packageSources><add key="full" value="$work" /></packageSources></configuration>
XML
export NUGET_PACKAGES=$work/packages
echo '{}' > "$work/manifest.konnector"
dotnet publish "$work/repository/src/ManifestMigrator" --runtime "$machine" --self-contained -p:PublishSingleFile=true -p:RunAnalyzers=false \
  --output "$work/dist" --verbosity quiet
"$work/dist/manifest-migrator" rules >/dev/null
echo "one file: $(ls "$work/dist")"
for kind in plain machine; do
  arguments=()
  [ $kind = plain ] || arguments=(--use-current-runtime)
  dotnet pack "$work/repository/src/ManifestMigrator" "${arguments[@]}" -p:RunAnalyzers=false --output "$work/$kind" --verbosity quiet
  dotnet tool install ManifestMigrator --tool-path "$work/tools-$kind" --add-source "$work/$kind" >/dev/null
  (cd "$work" && LD_DEBUG=files "tools-$kind/manifest-migrator" plan ./repository --out "run-$kind" -q >/dev/null 2>"$work/loaded-$kind") || [ $? -eq 3 ]
  loaded=$(grep --only-matching "$work/[^ ;]*lib$name.so" "$work/loaded-$kind" | sort -u) || true
  [ -n "$loaded" ] || { echo "The $kind package does not load its own libgit2." >&2; exit 1; }
  echo "$kind: $(stat --format=%s "$work/$kind"/*.nupkg) bytes, loads ${loaded#"$work/"}"
  rm -rf "$work/packages/manifestmigrator"
done
