"""Runs other tools and wirecopy on one generated corpus, in turn, and writes benches/PEERS.md.

python3 benches/peers/run.py --work FOLDER [--articles N] [--runs N]. Needs cargo, pip and the network; everything that is installed or
built stands in FOLDER. Each tool reads JSON Lines and writes near-duplicate pairs at Jaccard 0.7 by word-5 shingles.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
JACCARD = 0.7

NOTES = {
    "wirecopy, articles by bands": "exact scores of every pair; clusters; reads again what it verifies",
    "wirecopy, default": "the same by seeds, and parts of articles, repeated paragraphs, page furniture",
    "gaoya": "estimated scores, everything in memory, no reader of its own (a driver of 50 lines)",
    "rensa": "estimated scores, one process, read by Python",
    "datasketch": "estimated scores, one process, read by Python",
}


def run(command):
    """Wall seconds, processor seconds and peak megabytes of one run."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed")
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def install(work):
    python = work / "env/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", work / "env"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "rensa", "datasketch"], check=True)
    target = work / "target"
    build = ["cargo", "build", "--release", "-q", "--target-dir", target]
    subprocess.run([*build, "--manifest-path", HERE / "gaoya/Cargo.toml"], check=True)
    return python, target / "release/gaoya-peer"


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    length = min(5, len(words))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def pairs_of(path, reported):
    """Pairs of a file of two columns, or of a scan's pairs.jsonl."""
    pairs = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if reported:
                row = json.loads(line)
                if row["jaccard"] >= JACCARD:
                    pairs.add((row["a"], row["b"]))
            else:
                a, b = line.rstrip("\n").split("\t")
                pairs.add((min(a, b), max(a, b)))
    return pairs


def exact(corpus, pairs):
    wanted = {article for pair in pairs for article in pair}
    sets = {}
    with open(corpus, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] in wanted:
                sets[record["id"]] = shingles(record["text"])
    score = lambda a, b: len(sets[a] & sets[b]) / max(1, len(sets[a] | sets[b]))
    return {pair for pair in pairs if score(*pair) >= JACCARD}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--wirecopy", type=Path, default=PROJECT / "target/release/wirecopy")
    arguments.add_argument("--articles", type=int, default=20000)
    arguments.add_argument("--runs", type=int, default=3)
    args = arguments.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    python, gaoya = install(args.work)
    dump = args.work / f"dump-{args.articles}"
    if not dump.exists():
        generate = [args.wirecopy, "generate", "--quiet", "--articles", str(args.articles), "--out", dump]
        subprocess.run(generate, check=True)
    corpus = dump / "articles.jsonl"
    out = lambda name: args.work / f"{name}.tsv"
    scan = [args.wirecopy, "scan", corpus, "--quiet", "--out"]
    bands = ["--only", "articles", "--candidates", "bands", "--jaccard", str(JACCARD)]
    peer = HERE / "python_peers.py"
    tools = {
        "wirecopy, articles by bands": ([*scan, args.work / "bands", *bands], args.work / "bands/pairs.jsonl"),
        "wirecopy, default": ([*scan, args.work / "default"], args.work / "default/pairs.jsonl"),
        "gaoya": ([gaoya, corpus, out("gaoya")], out("gaoya")),
        "rensa": ([python, peer, "rensa", corpus, out("rensa")], out("rensa")),
        "datasketch": ([python, peer, "datasketch", corpus, out("datasketch")], out("datasketch")),
    }
    measured = {name: [] for name in tools}
    for number in range(args.runs):
        for name, (command, _) in tools.items():
            print(f"run {number + 1} of {args.runs}: {name}", file=sys.stderr)
            measured[name].append(run(command))
    found = {name: pairs_of(path, path.suffix == ".jsonl") for name, (_, path) in tools.items()}
    # The truth is pooled: what any tool found, scored exactly by the few lines above.
    truth = exact(corpus, set.union(*found.values()))
    megabytes = corpus.stat().st_size / 1e6
    page = [HEAD.format(articles=args.articles, megabytes=megabytes, runs=args.runs, true=len(truth))]
    for name in tools:
        wall, cpu, peak = (statistics.median(values) for values in zip(*measured[name]))
        right = len(found[name] & truth)
        page.append(
            f"| {name} | {wall:.1f} | {cpu:.1f} | {megabytes / wall:.1f} | {megabytes / cpu:.1f} | {peak:.0f} "
            f"| {right / max(1, len(truth)):.3f} | {right / max(1, len(found[name])):.3f} | {NOTES[name]} |\n"
        )
    versions = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    kept = [line for line in versions.split() if line.startswith(("rensa", "datasketch"))]
    lock = (HERE / "gaoya/Cargo.lock").read_text() if (HERE / "gaoya/Cargo.lock").exists() else ""
    crate = re.search(r'name = "gaoya"\nversion = "([^"]+)"', lock)
    kept.append(f"gaoya=={crate.group(1) if crate else 'unknown'}")
    page.append(f"\nVersions: {', '.join(kept)}. Wall times depend on what else the machine does; processor times hardly.\n")
    (PROJECT / "benches/PEERS.md").write_text("".join(page), encoding="utf-8")


HEAD = """# Peers

Made by `python3 benches/peers/run.py --work FOLDER --articles {articles}`: medians of {runs} runs in turn on {megabytes:.0f} MB of generated
JSON Lines, near-duplicate pairs at Jaccard 0.7 by word-5 shingles, 128 slots in 16 bands of 8 (wirecopy: its own 32 of 4). Recall and
precision are against {true} pairs: those that any tool found and that reach 0.7 by exact sets of words. wirecopy's exact copies have one row
each, to the group's first member, so that pairs of two further copies count as missed.

| tool | wall s | cpu s | MB/s | MB/cpu s | peak MB | recall | precision | what it does beside or does not |
|---|---|---|---|---|---|---|---|---|
"""

if __name__ == "__main__":
    main()
