#!/usr/bin/env bash
# Compares this program with its peers on one generated corpus: run.sh [ARTICLES [RUNS]]
# Peers come from PyPI and crates.io into a throw-away folder ($PEERS_DIR, or a temporary one), and benches/PEERS.md gets the table.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
articles=${1:-70000} runs=${2:-3}
home=${PEERS_DIR:-$(mktemp -d)}
cd "$here/../.."
cargo build --release
program=${CARGO_TARGET_DIR:-$PWD/target}/release/wirecopy

python3 -m venv "$home/venv"
"$home/venv/bin/pip" install --quiet "rensa==0.5.0" "datasketch==2.0.0"
CARGO_TARGET_DIR="$home/target" cargo build --release --manifest-path "$here/gaoya-driver/Cargo.toml"
rm -rf "$home/corpus"
"$program" generate --articles "$articles" --seed 11 --chinese 0 --preset clean --out "$home/corpus" --quiet

python=$home/venv/bin/python
scan="sh -c 'rm -rf $home/found; $program scan {} --out $home/found --quiet FLAGS > /dev/null && cat $home/found/pairs.jsonl'"
"$python" "$here/compare.py" "$home/corpus" "$runs" "$home/table.md" \
  "wirecopy, articles by bands=${scan/FLAGS/--only articles --candidates bands --passages none --jaccard 0.7}" \
  "wirecopy, default scan=${scan/FLAGS/}" \
  "gaoya 0.2.2=$home/target/release/gaoya-driver {}" \
  "rensa 0.5.0, two processes=$python $here/drivers.py rensa-bulk {}" \
  "rensa 0.5.0, as documented=$python $here/drivers.py rensa {}" \
  "datasketch 2.0.0=$python $here/drivers.py datasketch {}"
cat "$here/preface.md" "$home/table.md" > "$here/../PEERS.md"
