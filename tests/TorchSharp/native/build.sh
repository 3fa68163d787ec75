#!/bin/sh
# Builds libLossDslTorch.so with two jobs; does next to nothing when nothing changed.
# usage: build.sh [OUTDIR]    OUTDIR: the build folder, native/build beside this script unless given
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/build}
[ -f "$out/CMakeCache.txt" ] || cmake -S "$here" -B "$out" -DCMAKE_BUILD_TYPE=Release > /dev/null
cmake --build "$out" --parallel 2
