#!/usr/bin/env bash
# Counts the instructions of three small scans with one thread: instructions.sh PROGRAM [PROGRAM…]
# Prints a row per program, in millions, with the ratio of their sum to that of the first program.
# Counts vary by less than one in a thousand on a machine that does other work, where seconds vary
# by a third. Needs valgrind, which takes about forty times as long as the scans themselves.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

corpus() { # NAME FLAGS…: an invented corpus, the same from any program
  "$first" generate --quiet --no-truth --articles 300 --seed 7 "${@:2}" --out "$work/$1"
}
instructions() { # PROGRAM INPUT: millions of them
  rm -rf "$work/found"
  # Temporary names and the address of the stack differ from run to run, and cost next to nothing.
  valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null \
    "$1" scan "$2" --out "$work/found" --threads 1 --quiet 2>&1 >/dev/null |
    sed -n 's/.*I *refs: *//p' | tr -d , | awk '{ printf "%.0f\n", $1 / 1e6 }'
}

first=$1
corpus clean --preset clean --chinese 0
corpus noisy --preset noisy
echo "| program | sample | 300 clean | 300 noisy | ratio |"
echo "|---|--:|--:|--:|--:|"
before=
for program in "$@"; do
  sample=$(instructions "$program" "$here/../data/sample")
  clean=$(instructions "$program" "$work/clean/articles.jsonl")
  noisy=$(instructions "$program" "$work/noisy/articles.jsonl")
  sum=$((sample + clean + noisy))
  before=${before:-$sum}
  ratio=$(awk -v sum="$sum" -v before="$before" 'BEGIN { printf "%.3f", sum / before }')
  echo "| $(basename "$program") | $sample | $clean | $noisy | $ratio |"
done
