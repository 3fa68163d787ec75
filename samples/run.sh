#!/usr/bin/env bash
# Builds the samples and runs them: LongTailedDigits and KnownPosteriors, which need the .NET SDK and nothing else, then
# TorchSharpDigits, where its package restores. Options are those of the first (--help lists them); with any it runs alone.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../tests/packages.sh"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if ! command -v dotnet >/dev/null; then
  echo "run.sh: dotnet was not found; install the .NET SDK named in global.json: https://dotnet.microsoft.com/download" >&2
  exit 1
fi

# build NAME: from inside the repository, where the SDK finds global.json; the build speaks only if it fails.
build() {
  local log
  echo "Building $1…" >&2
  if ! log=$(cd "$here/$1" && dotnet build --configuration Release --verbosity quiet 2>&1); then
    printf '%s\n' "$log" >&2
    exit 1
  fi
}

build LongTailedDigits
dotnet "$here/LongTailedDigits/bin/Release/net10.0/LongTailedDigits.dll" "$@"
(($# == 0)) || exit 0

echo
build KnownPosteriors
dotnet "$here/KnownPosteriors/bin/Release/net10.0/KnownPosteriors.dll"

status=0
torch=$(find_torchsharp) || status=$?
echo
case $status in
  0)
    build TorchSharpDigits
    echo "On $torch."
    dotnet "$here/TorchSharpDigits/bin/Release/net10.0/TorchSharpDigits.dll"
    ;;
  3) echo "TorchSharpDigits is left out. TorchSharp: $torch." ;;
  *)
    printf '%s\n' "$torch" >&2
    exit 1
    ;;
esac
