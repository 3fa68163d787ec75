#!/usr/bin/env bash
# Runs the tests; see usage below. Needs bash 4.4 and the .NET SDK, and nothing else.
set -uo pipefail

usage() {
  cat <<'TEXT'
usage: tests/run.sh                   every suite, as many at a time as there are cores
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

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  echo "run.sh: this is bash $BASH_VERSION; running suites side by side needs bash 4.4 or newer" >&2
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

# The suites that need a TorchSharp that runs say so in their project.
xunit_suite() {
  if grep -q '<UsesTorchSharp>true<' "$here/$1/$1.csproj"; then
    suite "$1" torch xunit
  else
    suite "$1" xunit
  fi
}

golden_vectors() {
  # A program this short gains nothing from profiles of itself, and they cost it a quarter of its time.
  local golden=(env DOTNET_TieredPGO=0 dotnet "$conformance/bin/Release/net10.0/LossDsl.Conformance.dll")
  suite Conformance program "${golden[@]}" --save "$logs/losses.dll"
  # The same losses on lesser machines: what the processor lacks is done in software, or by the narrower vectors.
  local sweeps=("${golden[@]}" --sweeps --image "$logs/losses.dll")
  suite "Sweeps, no AVX-512" program env DOTNET_EnableAVX512F=0 DOTNET_EnableAVX512=0 "${sweeps[@]}"
  suite "Sweeps, no AVX2" program env DOTNET_EnableAVX2=0 "${sweeps[@]}"
  suite "Sweeps, no vectors" program env DOTNET_EnableHWIntrinsic=0 "${sweeps[@]}"
}

modules() {
  suite "Conformance, modules" torch program env DOTNET_TieredPGO=0 dotnet "$here/LossDsl.TorchSharp.Conformance/bin/Release/net10.0/LossDsl.TorchSharp.Conformance.dll"
}

packages() {
  suite Package program "$here/Package/run.sh"
  suite "Package for TorchSharp" torch program "$here/Package/torch.sh"
}

formatting() {
  suite Formatting succeeds formatted
}

# Every suite once: those that take longest first, then the projects that are not named here.
jobs_in_order() {
  local long=(LossDsl.Generators.Tests LossDsl.Gradients.Tests golden_vectors LossDsl.Calibration.Tests LossDsl.Operators.Tests formatting modules packages)
  printf '%s\n' "${long[@]}"
  local project
  for project in "$here"/*.Tests/*.csproj; do
    project=$(basename "$project" .csproj)
    [[ " ${long[*]} " == *" $project "* ]] || echo "$project"
  done
}

start() {
  case $1 in
    *.Tests) xunit_suite "$1" ;;
    *) "$1" ;;
  esac
}

declare -A running=()
at_a_time=$(nproc 2>/dev/null || echo 2)

# ended JOB: shows what a job said. One that was killed may have left no numbers, or only those of its first suites.
ended() {
  cat "$logs/job.$1.log"
  if [[ ! -e $logs/job.$1.done ]]; then
    echo "The job $1 broke off."
    echo "0 1 0" >"$logs/job.$1.count"
  fi
}

# As many at a time as there are cores, each in a process group of its own, so that it ends, with all that it started, when this does.
run_jobs() {
  local job pid
  local -a waiting
  mapfile -t waiting < <(jobs_in_order)
  trap 'for pid in "${!running[@]}"; do kill -- "-$pid" 2>/dev/null; done' EXIT
  trap 'echo "Logs: $logs"; exit 1' INT TERM
  set -m
  while ((${#waiting[@]} + ${#running[@]} > 0)); do
    while ((${#waiting[@]} > 0 && ${#running[@]} < at_a_time)); do
      job=${waiting[0]}
      waiting=("${waiting[@]:1}")
      { start "$job"; : >"$logs/job.$job.done"; } </dev/null >"$logs/job.$job.log" 2>&1 &
      running[$!]=$job
    done

    # Whose end is reported is not asked: a job that was killed may be gone from the shell's table already.
    wait -n "${!running[@]}" 2>/dev/null
    for pid in "${!running[@]}"; do
      kill -0 "$pid" 2>/dev/null || { ended "${running[$pid]}" && unset "running[$pid]"; }
    done
  done
  set +m
}

step "Looking for Verify" find_verify
torch_runs=true
step "Looking for TorchSharp" find_torchsharp || torch_runs=false
step Building build_all

run_jobs
finish
