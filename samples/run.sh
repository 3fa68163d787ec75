#!/usr/bin/env bash
# Builds the sample and runs it; options are passed on (--help lists them). Needs the .NET SDK and nothing else.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$here/LongTailedDigits
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if ! command -v dotnet >/dev/null; then
  echo "run.sh: dotnet was not found; install the .NET SDK named in global.json: https://dotnet.microsoft.com/download" >&2
  exit 1
fi

echo "Building…" >&2
# From inside the repository, where the SDK finds global.json; the build speaks only if it fails.
if ! log=$(cd "$project" && dotnet build --configuration Release --verbosity quiet 2>&1); then
  printf '%s\n' "$log" >&2
  exit 1
fi

exec dotnet "$project/bin/Release/net10.0/LongTailedDigits.dll" "$@"
