#!/usr/bin/env bash
# Packs LossDsl, restores the package into a fresh project outside the repository, and builds and runs that. The last
# line counts the checks: N passed, N failed, N skipped.
set -uo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

holds_what_it_should() {
  holds lossdsl <<'FILES'
README.md
analyzers/dotnet/cs/LossDsl.CodeFixes.dll
analyzers/dotnet/cs/LossDsl.Compiler.dll
analyzers/dotnet/cs/LossDsl.Generators.dll
buildTransitive/LossDsl.targets
lib/net10.0/LossDsl.dll
lib/net10.0/LossDsl.xml
lossdsl.nuspec
FILES
}

depends_on_nothing() {
  cat "$work"/packages/lossdsl/*/lossdsl.nuspec
  mit lossdsl &&
    ! grep -qE '<dependency |<frameworkReference |<developmentDependency>' "$work"/packages/lossdsl/*/lossdsl.nuspec &&
    [[ $(ls "$work/packages") == lossdsl ]]
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

check "dotnet pack gives one package, without warnings" packs LossDsl || finish
create_project Consumer
check "a fresh project builds with it, warnings as errors" build || finish
check "the package holds the library, its documentation, generator, compiler and fixes" holds_what_it_should
check "the package has a licence and no dependencies" depends_on_nothing
check "the program runs" runs
check "the value is the one computed by hand" prints value
check "the gradient passes its check" prints gradient
check "generator and library have the same version" prints version
check "a hyper-parameter out of range shows one diagnostic, LDSL004" shows_one_diagnostic
finish
