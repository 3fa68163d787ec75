#!/usr/bin/env bash
# Sees to a TorchSharp that runs, and says in one line which: the package TorchSharp-cpu, or TorchSharp-cuda-linux with
# LOSSDSL_CUDA=1; where the package source does not have the former, the stand-in beside this script, over an installed
# libtorch, which is fetched from Debian if need be and possible.
# Exit status: 0 if there is one, 3 if none can be had here, 1 if something went wrong, which is then told.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../packages.sh"

log=$(mktemp)
trap 'rm -f "$log"' EXIT

fail() {
  echo "$1"
  cat "$log" >&2
  exit 1
}

# What the stand-in is built with, as names of Debian's packages.
missing() {
  command -v cmake >/dev/null || echo cmake
  command -v c++ >/dev/null || command -v g++ >/dev/null || command -v clang++ >/dev/null || echo g++
  [[ -e /usr/include/torch/library.h || -e /usr/local/include/torch/library.h ]] || echo libtorch-dev
}

install() {
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install --yes --no-install-recommends "$@"; } >"$log" 2>&1
}

case ${LOSSDSL_CUDA:-0} in
  0) package=TorchSharp-cpu ;;
  1) package=TorchSharp-cuda-linux ;;
  *) fail "LOSSDSL_CUDA is '$LOSSDSL_CUDA'; it may be 0 or 1" ;;
esac

restores "$package" 2>"$log"
case $? in
  0)
    record TorchSharpPackage "$package"
    echo "the package $package"
    exit 0
    ;;
  1) [[ $package == TorchSharp-cpu ]] || fail "the package source has no $package, which LOSSDSL_CUDA=1 asks for" ;;
  *) fail "could not ask the package source for $package" ;;
esac

record TorchSharpPackage ""
needed=$(missing | paste -sd ' ' -)
if [[ -n $needed ]]; then
  if [[ $(id -u) != 0 || ! -e /etc/debian_version ]] || ! command -v apt-get >/dev/null; then
    echo "none: the package source has no $package; for the stand-in install $needed (Debian's names)"
    exit 3
  fi

  echo "Installing $needed…" >&2
  # shellcheck disable=SC2086 — names, one word each.
  if ! install $needed; then
    cat "$log" >&2
    echo "none: the package source has no $package, and Debian's $needed could not be installed"
    exit 3
  fi
fi

"$here/native/build.sh" >"$log" 2>&1 || fail "the stand-in for $package could not be built"
echo "no $package in the package source: the repository's stand-in"
