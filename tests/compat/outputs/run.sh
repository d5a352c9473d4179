#!/usr/bin/env bash
# Runs a program over the sample and three generated dumps and prints a hash per output file.
#   tests/compat/outputs/run.sh PROGRAM FOLDER
# Old field names are mapped to the new ones, so that nothing but names may differ. `run.json` is left out.
set -euo pipefail
program=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
cd "$(dirname "$0")/../../.."
rm -rf "${out:?}"/*
w() { "$program" "$@" --quiet >/dev/null || [ $? -eq 1 ]; }

w generate --articles 1500 --seed 7 --chinese 0.1 --out "$out/noisy"
w generate --articles 1500 --seed 8 --preset clean --out "$out/clean"
w generate --articles 400 --seed 9 --preset hub --out "$out/hub"
cp -r data/sample "$out/sample"
cd "$out"
for name in ${SETS:-sample noisy clean hub}; do
  input=$name/articles.jsonl
  [ "$name" != sample ] || input=sample
  w scan $input --out out/$name/scan
  w scan $input --out out/$name/bands --only articles --candidates bands --passages none
  w scan $input --out out/$name/small --memory 64M --group-len-max 16 --threads 1 --candidates both
  w scan $input --out out/$name/across --across outlets --within 7d --containment 0.4
  w scan $input --out out/$name/paragraphs --only paragraphs
  mkdir out/$name/dedup
  w dedup $input -o out/$name/dedup/clean/ --removed out/$name/dedup/removed.jsonl --max-loss 1 || [ $name = sample ]
  w dedup $input -o out/$name/dedup/strip/ --removed out/$name/dedup/strip.jsonl --max-loss 1 --keep longest \
    --strip furniture,captions,repeats
  wire=sample/wire.jsonl
  if [ $name != sample ]; then wire=out/$name/wire.jsonl; head -40 $input > $wire; fi
  "$program" trace --wire $wire $input --format jsonl --quiet > out/$name/trace.jsonl || [ $? -eq 1 ]
  "$program" network out/$name/scan --format json > out/$name/network.json || [ $? -eq 1 ]
  "$program" network out/$name/scan --format graphml > out/$name/network.graphml || [ $? -eq 1 ]
done
"$program" compare sample/larkmoor-gazette/*halvergate.txt sample/larkmoor-gazette/*ferry.txt > out/compare.txt || [ $? -eq 1 ]
find out -name run.json -delete
find out noisy clean hub -type f | LC_ALL=C sort | while read -r file; do
  printf '%s  %s\n' "$(sed 's/furniture/boilerplate/g; s/"kind":"held"/"kind":"copied"/g; s/"place":/"location":/g; s/"kept_place":/"kept_location":/g' "$file" | sha256sum | cut -c1-24)" "$file"
done
