#!/usr/bin/env bash
# Packs LossDsl, restores the package into a fresh project outside the repository, and builds and runs that. The last
# line counts the checks: N passed, N failed, N skipped.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
consumer=$work/consumer
passed=0
failed=0

# check NAME COMMAND…: one check; what the command says is shown if it fails.
check() {
  local name=$1
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    echo "passed  $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    sed 's/^/        /' "$work/log"
    return 1
  fi
}

finish() {
  echo "$passed passed, $failed failed, 0 skipped"
  exit $((failed > 0))
}

packs() {
  (cd "$root" && dotnet pack src/LossDsl --configuration Release --output "$work/feed" --verbosity quiet -warnaserror) || return
  local files
  files=$(ls "$work/feed")
  echo "packed: $files"
  [[ $files =~ ^LossDsl\.([0-9][^[:space:]]*)\.nupkg$ ]]
}

# Settings that lie above the temporary folder are none of ours, and a cached LossDsl of the same version must not be used.
create_project() {
  cp -R "$here/Consumer" "$consumer"
  cp "$root/global.json" "$work"
  for name in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
    echo '<Project />' >"$work/$name"
  done
  echo 'root = true' >"$work/.editorconfig"
  export NUGET_PACKAGES=$work/packages
}

build() {
  (cd "$consumer" && dotnet build --configuration Release --verbosity quiet)
}

holds_what_it_should() {
  diff <(
    cat <<'FILES'
README.md
analyzers/dotnet/cs/LossDsl.Compiler.dll
analyzers/dotnet/cs/LossDsl.Generators.dll
lib/net10.0/LossDsl.dll
lib/net10.0/LossDsl.xml
lossdsl.nuspec
FILES
  ) <(cd "$work"/packages/lossdsl/* && find . -type f ! -name '*.nupkg*' | sed 's,^\./,,' | LC_ALL=C sort)
}

depends_on_nothing() {
  cat "$work"/packages/lossdsl/*/lossdsl.nuspec
  grep -q '<license type="expression">MIT</license>' "$work"/packages/lossdsl/*/lossdsl.nuspec &&
    ! grep -qE '<dependency |<frameworkReference |<developmentDependency>' "$work"/packages/lossdsl/*/lossdsl.nuspec &&
    [[ $(ls "$work/packages") == lossdsl ]]
}

runs() {
  dotnet "$consumer/bin/Release/net10.0/Consumer.dll" >"$work/output" 2>&1
  local status=$?
  cat "$work/output"
  return $status
}

prints() {
  cat "$work/output"
  grep -q "^$1 agrees: " "$work/output"
}

# One number is out of range; the program that uses the loss is as before.
shows_one_diagnostic() {
  sed -i.bak 's/LabelSmoothing(0\.1)/LabelSmoothing(1.5)/' "$consumer/TailLoss.cs"
  local line output diagnostics
  line=$(grep -n 'LabelSmoothing(1\.5)' "$consumer/TailLoss.cs" | cut -d: -f1)
  if output=$(build); then
    echo "the build succeeded"
    return 1
  fi
  printf '%s\n' "$output"
  # The summary of the build repeats each message.
  diagnostics=$(grep -E '(error|warning) [A-Z]+[0-9]+' <<<"$output" | sort -u)
  [[ $diagnostics != *$'\n'* && $diagnostics == *"TailLoss.cs($line,"*"): error LDSL004: "* ]]
}

check "dotnet pack gives one package, without warnings" packs || finish
create_project
check "a fresh project builds with it, warnings as errors" build || finish
check "the package holds the library, its documentation and both analyzers" holds_what_it_should
check "the package has a licence and no dependencies" depends_on_nothing
check "the program runs" runs
check "the value is the one computed by hand" prints value
check "the gradient passes its check" prints gradient
check "generator and library have the same version" prints version
check "a hyper-parameter out of range shows one diagnostic, LDSL004" shows_one_diagnostic
finish
