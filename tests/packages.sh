# Sourced: which packages the package source has, and .packages.props, where Directory.Build.targets reads the answers.

packages_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
packages_answers=$packages_root/.packages.props

# restores PACKAGE…: whether packages of Directory.Packages.props restore here. 0: they do; 1: the source has no such package;
# 2: nobody knows, since the source could not be reached, or whatever NuGet said, which is then told.
restores() {
  local scratch status=0 name
  scratch=$(mktemp -d) || return 2
  cp "$packages_root/Directory.Packages.props" "$packages_root/global.json" "$scratch"
  # Settings that lie above the temporary folder are none of ours.
  echo '<Project />' | tee "$scratch/Directory.Build.props" >"$scratch/Directory.Build.targets"
  {
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
    for name in "$@"; do echo "<PackageReference Include=\"$name\" />"; done
    echo '</ItemGroup></Project>'
  } >"$scratch/probe.csproj"
  if ! (cd "$scratch" && DOTNET_CLI_UI_LANGUAGE=en dotnet restore --verbosity quiet -nodeReuse:false -p:NuGetAudit=false) >"$scratch/log" 2>&1; then
    status=1
    if ! grep -q 'error NU110[12]' "$scratch/log" || grep 'error NU' "$scratch/log" | grep -qv 'error NU110[12]'; then
      status=2
      cat "$scratch/log" >&2
    fi
  fi

  rm -rf "$scratch"
  return $status
}

# record PROPERTY VALUE: keeps the other answers, and leaves the file alone if it says so already: all projects import it, and
# a newer one would have them built again.
record() {
  local new
  new=$(
    echo "<Project>"
    echo "  <PropertyGroup>"
    {
      grep '^    <' "$packages_answers" 2>/dev/null | grep -v "<$1>"
      echo "    <$1>$2</$1>"
    } | LC_ALL=C sort
    echo "  </PropertyGroup>"
    echo "</Project>"
  )
  [[ -e $packages_answers && $new == "$(cat "$packages_answers")" ]] || printf '%s\n' "$new" >"$packages_answers"
}
