#!/usr/bin/env bash
# Packs LossDsl.TorchSharp, restores the package into a fresh project outside the repository, and builds and runs that on the
# TorchSharp that ../TorchSharp/prepare.sh has found. Where that is the stand-in, it is packed too, under the name of the real
# package and into this test's feed only. The last line counts the checks: N passed, N failed, N skipped.
set -uo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"

answer() {
  sed -n "s,.*<$1>\(.*\)</$1>.*,\1,p" "$2"
}

torchsharp=$(answer TorchSharpPackage "$root/.packages.props")
lowest=$(answer LowestTorchSharp "$root/Directory.Packages.props")
version=$(sed -n "s/.*\"$torchsharp\" Version=\"\(.*\)\".*/\1/p" "$root/Directory.Packages.props")

packs_stand_in() {
  (cd "$root" && dotnet pack tests/TorchSharp --configuration Release --output "$work/feed" --verbosity quiet -p:IsPackable=true) || return
  [[ -e $work/feed/TorchSharp.$lowest.nupkg ]]
}

holds_what_it_should() {
  holds lossdsl.torchsharp <<'FILES'
README.md
lib/net10.0/LossDsl.TorchSharp.dll
lib/net10.0/LossDsl.TorchSharp.xml
lossdsl.torchsharp.nuspec
FILES
}

# Of LossDsl also the generator; of TorchSharp the managed assembly, in no version newer than it must be.
depends_on_two_packages() {
  local nuspec=$work/packages/lossdsl.torchsharp/*/lossdsl.torchsharp.nuspec own
  cat $nuspec
  own=$(ls "$work/packages/lossdsl.torchsharp")
  mit lossdsl.torchsharp && ! grep -qE '<frameworkReference |<developmentDependency>' $nuspec &&
    diff <(
      cat <<DEPENDENCIES
<dependency id="LossDsl" version="$own" include="All" />
<dependency id="TorchSharp" version="$lowest" exclude="Build,Analyzers" />
DEPENDENCIES
    ) <(grep -o '<dependency .*/>' $nuspec)
}

brings_no_libtorch() {
  ls "$work/packages"
  [[ $(ls "$work/packages" | paste -sd ' ' -) == "lossdsl lossdsl.torchsharp torchsharp" ]]
}

check "dotnet pack gives two packages, without warnings" packs LossDsl LossDsl.TorchSharp || finish
if [[ -z $torchsharp ]]; then
  check "the stand-in can be packed as TorchSharp $lowest" packs_stand_in || finish
fi

create_project TorchConsumer "<TorchSharpPackage>$torchsharp</TorchSharpPackage><TorchSharpVersion>$version</TorchSharpVersion>"
check "a fresh project builds with them, warnings as errors" build || finish
check "the package holds the library and its documentation" holds_what_it_should
check "the package has a licence and depends on LossDsl and TorchSharp" depends_on_two_packages
if [[ -z $torchsharp ]]; then
  check "no other package is restored" brings_no_libtorch
fi

check "the program runs" runs
check "the module gives the value of the class" prints value
check "the module gives the gradient of the class" prints gradient
check "the module follows the upstream gradient" prints upstream
finish
