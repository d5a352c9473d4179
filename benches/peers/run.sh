#!/usr/bin/env bash
# Compares wirecopy with other tools on one generated corpus: run.sh [ARTICLES [RUNS]]
# The tools are installed from PyPI and crates.io into $PEERS_DIR or a temporary folder, and the
# table is written to docs/measurements/peers.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
articles=${1:-70000} runs=${2:-3}
home=${PEERS_DIR:-$(mktemp -d)}
cd "$here/../.."
cargo build --release
program=${CARGO_TARGET_DIR:-$PWD/target}/release/wirecopy

install() { # FOLDER PACKAGE…
  test -d "$home/$1" || python3 -m venv "$home/$1"
  "$home/$1/bin/pip" install --quiet --disable-pip-version-check "${@:2}"
}
install libraries "rensa==0.5.0" "datasketch==2.0.0"
install datatrove "datatrove==0.10.1" "orjson==3.13.0" "regex==2026.11.19" "tokenizers==0.23.3" "xxhash==3.6.0"
# The dependencies of its other methods (a cluster engine, a neural network) are left out: they take
# a gigabyte, and none of them runs here.
install text-dedup "datasets==5.2.0" "click==8.5.1" "click-option-group==0.5.10" "ftfy==6.3.1" "regex==2026.11.19" "rich==13.9.4" "scipy==1.17.1" \
  "xxhash==3.6.0"
install text-dedup --no-deps "text-dedup==0.4.0"
CARGO_TARGET_DIR="$home/target" cargo build --release --manifest-path "$here/gaoya-driver/Cargo.toml"
rm -rf "$home/corpus"
"$program" generate --articles "$articles" --seed 11 --chinese 0 --preset clean --out "$home/corpus" --quiet

libraries=$home/libraries/bin/python
scan="sh -c 'rm -rf $home/found; $program scan {} --out $home/found --quiet FLAGS > /dev/null && cat $home/found/pairs.jsonl'"
"$libraries" "$here/compare.py" "$home/corpus" "$runs" "$home/table.md" \
  "wirecopy, articles by bands=${scan/FLAGS/--only articles --candidates bands --passages none --jaccard 0.7}" \
  "wirecopy, default scan=${scan/FLAGS/}" \
  "gaoya 0.2.2=$home/target/release/gaoya-driver {}" \
  "rensa 0.5.0, two processes=$libraries $here/drivers.py rensa-bulk {}" \
  "rensa 0.5.0, as documented=$libraries $here/drivers.py rensa {}" \
  "datasketch 2.0.0=$libraries $here/drivers.py datasketch {}" \
  "text-dedup 0.4.0=$home/text-dedup/bin/python $here/jobs.py text-dedup {}" \
  "datatrove 0.10.1=$home/datatrove/bin/python $here/jobs.py datatrove {}"
build=$(git -C "$here" rev-parse --short HEAD)
sed "1s/BUILD/$build/" "$here/preface.md" | cat - "$home/table.md" > "$here/../../docs/measurements/peers.md"
