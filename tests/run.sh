#!/usr/bin/env bash
# Runs the tests; see usage below. Needs the .NET SDK and nothing else.
set -uo pipefail

usage() {
  cat <<'TEXT'
usage: tests/run.sh                   every suite
       tests/run.sh conformance DIR   the golden vectors (*.json) of a folder, on every engine
       tests/run.sh --help            this text

The last line is "N passed, N failed, N skipped". Exit status: 0 if nothing failed, 1 if something did, 2 for wrong usage.
TEXT
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
conformance=$here/LossDsl.Conformance

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_UI_LANGUAGE=en
# Nothing that this run starts outlives it: a server that kept our output open would leave callers waiting.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

# build PATH: from inside the repository, where the SDK finds global.json.
build() {
  (cd "$root" && dotnet build "$1" --configuration Release --verbosity quiet -warnaserror)
}

run_conformance() {
  local log
  if ! log=$(build "$conformance" 2>&1); then
    printf '%s\n' "$log"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
  fi

  exec dotnet "$conformance/bin/Release/net10.0/LossDsl.Conformance.dll" "$1"
}

case "$#:${1-}" in
  0: | 2:conformance) ;;
  1:--help | 1:-h) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

if ! command -v dotnet >/dev/null; then
  echo "run.sh: dotnet was not found; install the .NET SDK named in global.json: https://dotnet.microsoft.com/download" >&2
  exit 1
fi

[[ ${1-} == conformance ]] && run_conformance "$2"

logs=$(mktemp -d)
passed=0
failed=0
skipped=0

# suite NAME COMMAND…: runs a suite, adds its numbers, and shows the end of its log if it failed. The command leaves its
# numbers in $logs/NAME.count, as "passed failed skipped".
suite() {
  local name=$1 start=$SECONDS status=0 p=0 f=0 s=0
  shift
  printf '%-28s' "$name"
  "$@" "$name" >"$logs/$name.log" 2>&1 || status=$?
  [[ -s $logs/$name.count ]] && read -r p f s <"$logs/$name.count"
  # A suite that ran nothing, or that broke off without a failed test, has failed all the same.
  if ((p + f + s == 0 || (status != 0 && f == 0))); then
    f=$((f + 1))
    echo "The suite ran nothing, or ended with status $status without a failed test." >>"$logs/$name.log"
  fi

  printf '%6d passed %6d failed %6d skipped %5d s\n' "$p" "$f" "$s" $((SECONDS - start))
  if ((f > 0)); then
    tail -n 60 "$logs/$name.log" | sed 's/^/    /'
  fi

  passed=$((passed + p))
  failed=$((failed + f))
  skipped=$((skipped + s))
}

finish() {
  echo
  if ((failed > 0)); then
    echo "Full logs: $logs"
  else
    rm -rf "$logs"
  fi

  echo "$passed passed, $failed failed, $skipped skipped"
  exit $((failed > 0))
}

# An xunit project; its numbers come from the results file, whatever the console says.
xunit() {
  local name=$1 status=0 counters total p f
  dotnet test "$here/$name" --configuration Release --no-build --results-directory "$logs/$name" \
    --logger "trx;LogFileName=results.trx" --blame-hang-timeout 8m --blame-hang-dump-type none || status=$?
  counters=$(grep -o '<Counters [^>]*' "$logs/$name/results.trx") || return 1
  total=$(counter total)
  p=$(counter passed)
  f=$(counter failed)
  echo "$p $f $((total - p - f))" >"$logs/$name.count"
  return $status
}

counter() {
  sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"
}

# A program whose last line is its numbers.
program() {
  local name=${!#} status=0
  "${@:1:$#-1}" || status=$?
  sed -nE '$s/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$logs/$name.log" >"$logs/$name.count"
  return $status
}

# One test: the command succeeds.
succeeds() {
  local name=${!#} status=0
  "${@:1:$#-1}" || status=$?
  echo "$((status == 0)) $((status != 0)) 0" >"$logs/$name.count"
}

formatted() {
  # The projects must be read as they were built: without the generator's output, half of each loss would be missing.
  (cd "$root" && Configuration=Release dotnet format LossDsl.sln --verify-no-changes --no-restore)
}

# Whether the Verify packages restore here, for Directory.Build.targets. Only "no such package" selects the stand-in; that
# the source cannot be reached is an error.
probe_verify() {
  local scratch=$logs/probe available
  mkdir -p "$scratch"
  cp "$root/Directory.Packages.props" "$root/global.json" "$scratch"
  cat >"$scratch/probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Verify.SourceGenerators" />
    <PackageReference Include="Verify.Xunit" />
  </ItemGroup>
</Project>
XML
  if (cd "$scratch" && dotnet restore --verbosity quiet) >"$logs/probe.log" 2>&1; then
    available=true
  elif grep -q 'error NU110[12]' "$logs/probe.log" && ! grep 'error NU' "$logs/probe.log" | grep -qv 'error NU110[12]'; then
    available=false
  else
    return 1
  fi

  echo "<Project><PropertyGroup><VerifyPackageAvailable>$available</VerifyPackageAvailable></PropertyGroup></Project>" >"$root/.packages.props"
}

printf '%-28s' "Looking for Verify"
if ! probe_verify; then
  echo "failed"
  sed 's/^/    /' "$logs/probe.log"
  failed=1
  finish
fi

echo "$(grep -q true "$root/.packages.props" && echo "from its packages" || echo "not in the package source: the repository's stand-in")"
printf '%-28s' "Building"
if ! build LossDsl.sln >"$logs/build.log" 2>&1; then
  echo "failed"
  tail -n 60 "$logs/build.log" | sed 's/^/    /'
  failed=1
  finish
fi

echo "done in $SECONDS s"
for project in "$here"/*.Tests/*.csproj; do
  suite "$(basename "$project" .csproj)" xunit
done

golden=(dotnet "$conformance/bin/Release/net10.0/LossDsl.Conformance.dll")
suite Conformance program "${golden[@]}"
# The same on lesser machines: what the processor lacks is done in software, or by the narrower vectors.
suite "Conformance, no AVX-512" program env DOTNET_EnableAVX512F=0 DOTNET_EnableAVX512=0 "${golden[@]}"
suite "Conformance, no AVX2" program env DOTNET_EnableAVX2=0 "${golden[@]}"
suite "Conformance, no vectors" program env DOTNET_EnableHWIntrinsic=0 "${golden[@]}"
suite Package program "$here/Package/run.sh"
suite Formatting succeeds formatted
finish
