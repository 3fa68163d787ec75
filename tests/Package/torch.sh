#!/usr/bin/env bash
# Packs LossDsl.TorchSharp, restores the package into a fresh project outside the repository, and builds and runs that on the libtorch of
# this platform. The last line counts the checks: N passed, N failed, N skipped.
set -uo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/checks.sh"
source "$root/tests/packages.sh"

torchsharp=$(central_version TorchSharpVersion)
libtorch=$(libtorch_package)
# TorchSharp-cuda-linux has the version of TorchSharp itself.
native=$([[ $libtorch == TorchSharp-* ]] && echo "$torchsharp" || central_version LibTorchVersion)

holds_what_it_should() {
  holds lossdsl.torchsharp <<'FILES'
README.md
buildTransitive/LossDsl.TorchSharp.targets
buildTransitive/weak-libstdcxx.sh
icon.png
lib/net10.0/LossDsl.TorchSharp.dll
lib/net10.0/LossDsl.TorchSharp.xml
lossdsl.torchsharp.nuspec
FILES
}

# Of LossDsl also the generator; of TorchSharp the managed assembly, in the version that is tested.
depends_on_two_packages() {
  local nuspec=$work/packages/lossdsl.torchsharp/*/lossdsl.torchsharp.nuspec own
  cat $nuspec
  own=$(ls "$work/packages/lossdsl.torchsharp")
  mit lossdsl.torchsharp && ! grep -qE '<frameworkReference |<developmentDependency>' $nuspec &&
    diff <(
      cat <<DEPENDENCIES
<dependency id="LossDsl" version="$own" include="All" />
<dependency id="TorchSharp" version="$torchsharp" exclude="Build,Analyzers" />
DEPENDENCIES
    ) <(grep -o '<dependency .*/>' $nuspec)
}

# What an older libstdc++ needs is done to a copy: the requirement still stands in the package.
leaves_the_package_alone() {
  LC_ALL=C grep -qUaP '\x42\xf8\x97\x02\x00\x00' "$work/packages/torchsharp/$torchsharp/runtimes/linux-x64/native/libLibTorchSharp.so"
}

# Of the library one byte, the flags of the requirement; of anything else no copy.
weakens_one_requirement() {
  local script=$root/src/LossDsl.TorchSharp/buildTransitive/weak-libstdcxx.sh library differences
  library=$work/packages/torchsharp/$torchsharp/runtimes/linux-x64/native/libLibTorchSharp.so
  sh "$script" always "$library" "$work/weak.so" && differences=$(cmp -l "$library" "$work/weak.so")
  echo "$differences"
  [[ $differences =~ ^\ *[0-9]+\ +0\ +2$ ]] && sh "$script" always "$script" "$work/other.so" && [[ ! -e $work/other.so ]] || return
  # A package of another version takes the place of the copy, although it may be the older file.
  { cat "$library" && echo; } >"$work/another.so" && touch -d 2020-01-01 "$work/another.so" || return
  sh "$script" always "$work/another.so" "$work/weak.so" && differences=$(cmp -l "$work/another.so" "$work/weak.so" 2>&1)
  echo "$differences"
  [[ $differences =~ ^\ *[0-9]+\ +0\ +2$ ]]
}

check "dotnet pack gives two packages, without warnings" packs LossDsl LossDsl.TorchSharp || finish
create_project TorchConsumer "<LibTorch>$libtorch</LibTorch><LibTorchVersion>$native</LibTorchVersion>"
check "a fresh project builds with them, warnings as errors" build || finish
check "the package holds the library and its documentation" holds_what_it_should
check "the package has a licence and depends on LossDsl and TorchSharp" depends_on_two_packages
check "the package of TorchSharp is untouched" leaves_the_package_alone
if [[ $(uname) == Linux ]]; then
  check "one byte makes the requirement of a newer libstdc++ a weak one" weakens_one_requirement
fi

check "the program runs" runs
check "the module gives the value of the class" prints value
check "the module gives the gradient of the class" prints gradient
check "the module follows the upstream gradient" prints upstream
finish
