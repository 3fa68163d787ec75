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
icon.png
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

# The page of the package has no link into a repository that is not there.
page_has_whole_links() {
  local links
  links=$(grep -oE '\]\([^)]*\)' "$work"/packages/lossdsl/*/README.md)
  echo "$links"
  [[ -n $links ]] && ! grep -qvE '^\]\((https?:|#)' <<<"$links"
}

# Packed with addresses, the page of the project is in the package, and each link of its page is that of a file, with its heading.
page_links_lead_to_files() {
  local feed=$work/published package page name folder link target heading
  mkdir "$feed"
  for name in LossDsl LossDsl.Catalogue; do
    (cd "$root" && dotnet pack "src/$name" --configuration Release --output "$feed" --verbosity quiet \
      -p:ProjectAddress=https://example.org/project "-p:FilesAddress=https://example.org/project/blob/main/") || return
  done

  # The SDK unpacks, so that nothing else is needed.
  echo '<Project><Target Name="Unpack"><Unzip SourceFiles="$(Package)" DestinationFolder="$(To)" /></Target></Project>' >"$feed/unpack.proj"
  for package in "$feed"/*.nupkg; do
    folder=${package%.nupkg}
    dotnet msbuild "$feed/unpack.proj" -nologo -verbosity:quiet "-p:Package=$package" "-p:To=$folder" &&
      grep -q '<projectUrl>https://example.org/project</projectUrl>' "$folder"/*.nuspec || return
    page=$folder/README.md
    if ! grep -oE '\]\(https://example.org/[^)]*\)' "$page" >"$feed/links"; then
      [[ $(basename "$package") != LossDsl.[0-9]* ]] && continue
      echo "The page of LossDsl links no file of the repository."
      return 1
    fi

    while read -r link; do
      link=${link#](https://example.org/project/blob/main/}
      link=${link%)}
      target=${link%%#*} heading=
      [[ $link != *'#'* ]] || heading=${link#*#}
      if [[ ! -e $root/$target ]] || { [[ -n $heading ]] && ! headings "$root/$target" | grep -qx "$heading"; }; then
        echo "$(basename "$package"): $link leads nowhere"
        return 1
      fi
    done <"$feed/links"
  done
}

# headings FILE: the anchors that its headings have.
headings() {
  sed -n 's/^##* *//p' "$1" | tr '[:upper:]' '[:lower:]' | sed 's/[^a-z0-9 _-]//g; s/ /-/g'
}

# README's settings and program, in a folder with nothing else, by the words of README.
follows_readme() {
  local project=$work/readme
  mkdir "$project" && cd "$project" || return
  block() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$root/README.md" | sed '1d;$d'; }
  block xml | sed "s,/path/to/LossDsl/packages,$work/feed," >nuget.config
  dotnet new console --no-restore --framework net10.0 >/dev/null && block C# >Program.cs &&
    dotnet add package LossDsl --prerelease && dotnet run -p:EmitCompilerGeneratedFiles=true >output || return
  cat output
  [[ $(wc -l <output) == 3 && -e obj/Debug/net10.0/generated/LossDsl.Generators/LossDsl.Generators.LossGenerator/FirstLoss.g.cs ]] && grep -q passed output
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
check "links of the package's page lead somewhere" page_has_whole_links
check "with an address for files, links of the packages' pages lead to files" page_links_lead_to_files
check "README's first program builds and runs" follows_readme
check "a hyper-parameter out of range shows one diagnostic, LDSL004" shows_one_diagnostic
finish
