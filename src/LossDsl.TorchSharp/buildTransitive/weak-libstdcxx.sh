# weak-libstdcxx.sh auto|always LIBRARY COPY: makes COPY of LIBRARY with its requirement of GLIBCXX_3.4.32 marked as weak; with auto only
# where this machine's libstdc++ lacks that version. Where there is nothing to do there is no COPY afterwards.
set -eu
export LC_ALL=C
mode=$1 library=$2 copy=$3

nothing() {
  rm -f "$copy"
  exit 0
}

if [ "$mode" = auto ]; then
  system=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | sed -n 's/.*libstdc++\.so\.6 (.*x86-64.*) => //p' | head -n 1) || nothing
  # Without a libstdc++ there is nothing to judge by; with a new one nothing to mend.
  [ -n "$system" ] || nothing
  ! grep -aq 'GLIBCXX_3\.4\.32' "$system" || nothing
fi

# An entry of the table of required versions: the hash of the name, then flags, 0. Anything but one such place is another library than
# the one that was looked at, and is left alone.
entry='\x42\xf8\x97\x02\x00\x00'
place=$(grep -obUaP "$entry" "$library" | cut -d: -f1) || nothing
case $place in
  '' | *[!0-9]*) nothing ;;
esac

mkdir -p "${copy%/*}"
cp "$library" "$copy.new"
chmod u+w "$copy.new"
# The lower byte of the flags: 2 is VER_FLG_WEAK.
printf '\002' | dd of="$copy.new" bs=1 seek=$((place + 4)) conv=notrunc 2>/dev/null
# Not by its time: a package of another version may be older than the copy, and a copy that stays as it is costs no build.
if cmp -s "$copy.new" "$copy"; then
  rm -f "$copy.new"
  exit 0
fi

touch "$copy.new"
mv "$copy.new" "$copy"
echo "LossDsl.TorchSharp: this program gets a copy of libLibTorchSharp.so that does without GLIBCXX_3.4.32 (LossDslWeakLibstdcxx=never prevents it)."
