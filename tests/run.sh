#!/usr/bin/env bash
# Runs the tests; see usage below. Needs the .NET SDK and nothing else.
set -uo pipefail

usage() {
  cat <<'TEXT'
usage: tests/run.sh                   every suite, two at a time
       tests/run.sh conformance DIR   the golden vectors (*.json) of a folder, on every engine
       tests/run.sh --help            this text

The last line is "N passed, N failed, N skipped". Exit status: 0 if nothing failed, 1 if something did, 2 for wrong usage.
LOSSDSL_CUDA=1 has the suites of TorchSharp run on the package TorchSharp-cuda-linux. Where no TorchSharp can be had they are
skipped; with CI=true that is a failure, unless LOSSDSL_NO_TORCHSHARP=1 says that it is known.
TEXT
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
conformance=$here/LossDsl.Conformance

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_UI_LANGUAGE=en
# Nothing that this run starts outlives it: a server that kept our output open would leave callers waiting.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
# Threads of libtorch that wait for work by spinning take the processor from those that have some.
export OMP_WAIT_POLICY=passive

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
source "$here/packages.sh"

# suite NAME COMMAND…: runs a suite, shows its numbers, and the end of its log if it failed. The command leaves its numbers
# in $logs/NAME.count, as "passed failed skipped".
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

  echo "$p $f $s" >"$logs/$name.count"
}

finish() {
  local passed failed skipped
  read -r passed failed skipped < <(cat "$logs"/*.count | awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }')
  echo
  if ((failed > 0)); then
    echo "Full logs: $logs"
  else
    rm -rf "$logs"
  fi

  echo "$passed passed, $failed failed, $skipped skipped"
  exit $((failed > 0))
}

# step NAME COMMAND…: what has to be done before any suite. Shows the last line of what the command says; if it fails, with
# another status than 3, shows all and ends the run.
step() {
  local name=$1 start=$SECONDS status=0
  shift
  printf '%-28s' "$name"
  "$@" >"$logs/$name.log" 2>&1 || status=$?
  if ((status != 0 && status != 3)); then
    echo "failed"
    tail -n 60 "$logs/$name.log" | sed 's/^/    /'
    echo "0 1 0" >"$logs/$name.count"
    finish
  fi

  tail -n 1 "$logs/$name.log"
  return $status
}

# An xunit project, without the tests that need what cannot be had; its numbers come from the results file, whatever the console says.
xunit() {
  local name=$1 status=0 counters total p f
  local -a without=()
  ! grep -q '<TorchSharpRestores>false<' "$packages_answers" || without=(--filter "Needs!=TorchSharp")
  dotnet test "$here/$name" --configuration Release --no-build --results-directory "$logs/$name" "${without[@]}" \
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

# torch COMMAND…: a suite that needs a TorchSharp that runs.
torch() {
  if [[ $torch_runs == true ]]; then
    "$@"
  elif [[ ${CI-} == true && ${LOSSDSL_NO_TORCHSHARP-} != 1 ]]; then
    cat "$logs/Looking for TorchSharp.log"
    echo "0 1 0" >"$logs/${!#}.count"
  else
    echo "0 0 1" >"$logs/${!#}.count"
  fi
}

# Of what 'dotnet format' looks at, white space and the order of imports; all else is an error of the build already.
formatted() {
  # The projects must be read as they were built: without the generator's output, half of each loss would be missing.
  (cd "$root" && Configuration=Release dotnet format "$(solution)" --verify-no-changes --no-restore --diagnostics IMPORTS)
}

find_verify() {
  restores Verify.SourceGenerators Verify.Xunit
  case $? in
    0) record VerifyPackageAvailable true && echo "from its packages" ;;
    1) record VerifyPackageAvailable false && echo "not in the package source: the repository's stand-in" ;;
    *) return 1 ;;
  esac
}

build_all() {
  build "$(solution)" && echo "done in $SECONDS s"
}

xunit_suites() {
  local project name
  for project in "$here"/*.Tests/*.csproj; do
    name=$(basename "$project" .csproj)
    if grep -q '<UsesTorchSharp>true<' "$project"; then
      suite "$name" torch xunit
    else
      suite "$name" xunit
    fi
  done
}

programs() {
  # A program this short gains nothing from profiles of itself, and they cost it a quarter of its time.
  local golden=(env DOTNET_TieredPGO=0 dotnet "$conformance/bin/Release/net10.0/LossDsl.Conformance.dll")
  suite Conformance program "${golden[@]}"
  # The same on lesser machines: what the processor lacks is done in software, or by the narrower vectors.
  suite "Conformance, no AVX-512" program env DOTNET_EnableAVX512F=0 DOTNET_EnableAVX512=0 "${golden[@]}"
  suite "Conformance, no AVX2" program env DOTNET_EnableAVX2=0 "${golden[@]}"
  suite "Conformance, no vectors" program env DOTNET_EnableHWIntrinsic=0 "${golden[@]}"
  suite "Conformance, modules" torch program env DOTNET_TieredPGO=0 dotnet "$here/LossDsl.TorchSharp.Conformance/bin/Release/net10.0/LossDsl.TorchSharp.Conformance.dll"
  suite Package program "$here/Package/run.sh"
  suite "Package for TorchSharp" torch program "$here/Package/torch.sh"
  suite Formatting succeeds formatted
}

step "Looking for Verify" find_verify
torch_runs=true
step "Looking for TorchSharp" find_torchsharp || torch_runs=false
step Building build_all

# A process group of its own, so that it ends, with all that it started, when this does.
set -m
programs >"$logs/programs.log" 2>&1 &
programs=$!
set +m
trap 'kill -- "-$programs" 2>/dev/null' EXIT
trap 'exit 1' INT TERM
xunit_suites
wait "$programs"
cat "$logs/programs.log"
finish
