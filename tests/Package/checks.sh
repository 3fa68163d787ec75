# Sourced by the scripts beside it: checks that are counted, a local feed, and a fresh project outside the repository.

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

# packs NAME…: puts the packages of projects under src/ into the feed, and each project gives one.
packs() {
  local name files expected=
  for name in "$@"; do
    (cd "$root" && dotnet pack "src/$name" --configuration Release --output "$work/feed" --verbosity quiet -warnaserror) || return
    expected+="${expected:+ }$name\\.([0-9][^ ]*)\\.nupkg"
  done

  files=$(cd "$work/feed" && LC_ALL=C ls | paste -sd ' ' -)
  echo "packed: $files"
  [[ $files =~ ^$expected$ ]]
}

# create_project FOLDER [PROPERTIES]: settings that lie above the temporary folder are none of ours, and a cached LossDsl of the
# same version must not be used.
create_project() {
  cp -R "$here/$1" "$consumer"
  cp "$root/global.json" "$work"
  for name in Directory.Build.props Directory.Build.targets Directory.Packages.props; do
    echo '<Project />' >"$work/$name"
  done
  [[ -z ${2-} ]] || echo "<Project><PropertyGroup>$2</PropertyGroup></Project>" >"$work/Directory.Build.props"
  echo 'root = true' >"$work/.editorconfig"
  export NUGET_PACKAGES=$work/packages
}

build() {
  (cd "$consumer" && dotnet build --configuration Release --verbosity quiet)
}

# holds PACKAGE: exactly the files on standard input, by its name in lower case.
holds() {
  diff - <(cd "$work/packages/$1"/* && find . -type f ! -name '*.nupkg*' | sed 's,^\./,,' | LC_ALL=C sort)
}

# mit PACKAGE: its licence.
mit() {
  grep -q '<license type="expression">MIT</license>' "$work/packages/$1"/*/"$1.nuspec"
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
