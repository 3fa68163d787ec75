# Sourced: which packages the package source has, and .packages.props, where Directory.Build.targets reads the answers.

export DOTNET_CLI_UI_LANGUAGE=en

packages_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
packages_answers=$packages_root/.packages.props

# restores PACKAGE…: whether packages of Directory.Packages.props restore here. 0: they do; 1: the source has no such package, or another
# version of it alone, which nobody has tried; 2: nobody knows, since the source could not be reached, or whatever NuGet said, which is then told.
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
  if ! (cd "$scratch" && dotnet restore --verbosity quiet -nodeReuse:false -p:NuGetAudit=false -p:TreatWarningsAsErrors=true) >"$scratch/log" 2>&1; then
    status=1
    if ! grep -q 'error NU1[16]0[123]' "$scratch/log" || grep 'error NU' "$scratch/log" | grep -qv 'error NU1[16]0[123]'; then
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

# central_version PROPERTY: a version that Directory.Packages.props names.
central_version() {
  sed -n "s,.*<$1>\(.*\)</$1>.*,\1,p" "$packages_root/Directory.Packages.props"
}

# libtorch_package: the one of this platform, as Directory.Build.targets says, or nothing.
libtorch_package() {
  (cd "$packages_root" && dotnet msbuild samples/TorchSharpDigits/TorchSharpDigits.csproj -getProperty:LibTorch -nodeReuse:false)
}

# find_torchsharp: looks for TorchSharp and the libtorch of this platform, and says in one line what there is. 0: both; 3: what runs on
# them is left out; 1: something went wrong, which is told.
find_torchsharp() {
  local libtorch version status=0
  case ${LOSSDSL_CUDA:-0} in
    0 | 1) ;;
    *) echo "LOSSDSL_CUDA is '$LOSSDSL_CUDA'; it may be 0 or 1"; return 1 ;;
  esac

  libtorch=$(libtorch_package) || return 1
  version=$(central_version TorchSharpVersion)
  if [[ -n $libtorch ]]; then
    restores TorchSharp "$libtorch" || status=$?
    case $status in
      0)
        record TorchSharpRestores true
        record TorchSharpRuns true
        echo "TorchSharp $version on $libtorch"
        return 0
        ;;
      1) ;;
      *) return 1 ;;
    esac
  fi

  status=0
  restores TorchSharp || status=$?
  case $status in
    0) record TorchSharpRestores true ;;
    1) record TorchSharpRestores false ;;
    *) return 1 ;;
  esac

  record TorchSharpRuns false
  if ((status == 1)); then
    echo "none: TorchSharp $version does not restore; what needs it is left out"
  elif [[ -n $libtorch ]]; then
    echo "none: $libtorch does not restore; what runs on it is left out"
  else
    echo "none: there is no libtorch for this platform; what runs on it is left out"
  fi

  return 3
}

# solution: what there is to build, the whole or a filter of it.
solution() {
  local filter=$packages_root/artifacts/LossDsl.slnf separator= project
  if ! grep -qs '<TorchSharpRuns>false<' "$packages_answers"; then
    echo "$packages_root/LossDsl.sln"
    return
  fi

  # The generator's tests stay, without those of TorchSharp: of it they need an assembly to compile against.
  mkdir -p "${filter%/*}"
  {
    echo '{ "solution": { "path": "../LossDsl.sln", "projects": ['
    sed -n 's/^Project.*"\([^"]*\.csproj\)".*/\1/p' "$packages_root/LossDsl.sln" | tr '\\' / | while read -r project; do
      ! grep -q '<UsesTorchSharp>true<' "$packages_root/$project" || continue
      [[ $project != src/LossDsl.TorchSharp/* ]] || ! grep -q '<TorchSharpRestores>false<' "$packages_answers" || continue
      echo "$separator\"$project\""
      separator=,
    done
    echo '] } }'
  } >"$filter"
  echo "$filter"
}
