"""Runs wirecopy and other tools on one corpus, alternating, and writes the table of
docs/measurements/peers.md.

    compare.py CORPUS_DIR RUNS OUT.md NAME=COMMAND …

CORPUS_DIR contains articles.jsonl and truth.jsonl of `wirecopy generate`. In each command, {} is
replaced by the path of the articles; the command prints two ids per line (or rows of pairs.jsonl,
or one JSON list of ids per cluster). Recall: the share of true copies with an exact Jaccard of 0.7
or more that were paired with their source (direct), or that are in one connected component with it
(joined); a cluster names no pairs and has joined recall alone. Precision: of up to 20,000 pairs,
the share whose exact Jaccard, computed here over word-5 shingles, is 0.7 or more; every two members
of a cluster are a pair, because that is what the cluster claims.
"""

import bisect
import ctypes
import itertools

import json
import os
import random
import re
import shlex
import statistics
import subprocess
import sys
import time
import unicodedata

JACCARD_MIN, WORDS, PAIRS_CHECKED = 0.7, 5, 20_000
WORD = re.compile(r"\w+")


def measured(command, out):
    """Returns wall seconds, CPU seconds of all processes, and peak resident MB of the largest."""
    with open(out, "wb") as pairs:
        begun = time.monotonic()
        child = subprocess.Popen(shlex.split(command), stdout=pairs, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss
    # Workers of a process pool can outlive their parent; this process adopts them and counts them.
    while True:
        try:
            _, _, used = os.wait3(0)
        except ChildProcessError:
            return seconds, cpu, memory / 1024
        cpu, memory = cpu + used.ru_utime + used.ru_stime, max(memory, used.ru_maxrss)


def adopt_orphans():
    PR_SET_CHILD_SUBREAPER = 36
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "workers of other processes cannot be adopted")


def pairs(path):
    """Yields pairs of ids.

    A row of pairs.jsonl names one article of a group of equal texts; pairs with its copies are
    added, because the other tools report them.
    """
    copies, found = {}, []
    with open(path, encoding="utf-8") as rows:
        for row in rows:
            if not row.startswith("{"):
                found.append(tuple(row.rstrip("\n").split("\t")))
                continue
            pair = json.loads(row)
            if pair["relation"] == "exact":
                found.append((pair["a"], pair["b"]))
                copies.setdefault(pair["a"], {pair["a"]}).add(pair["b"])
                copies.setdefault(pair["b"], {pair["b"]}).add(pair["a"])
            elif pair["jaccard"] >= JACCARD_MIN:
                found.append((pair["a"], pair["b"]))
    for one, other in found:
        for left in copies.get(one, {one}):
            for right in copies.get(other, {other}):
                if left != right:
                    yield left, right


def shingles(text):
    # Differences of encoding are ignored: soft hyphens, full-width digits, case.
    words = WORD.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "").casefold()))
    if len(words) <= WORDS:
        return {" ".join(words)}
    return {" ".join(words[at:at + WORDS]) for at in range(len(words) - WORDS + 1)}


def clusters(path):
    """Returns lists of ids, or an empty list if the tool reports pairs."""
    with open(path, encoding="utf-8") as rows:
        return [json.loads(row) for row in rows if row.startswith("[")]


class Joined:
    """Connected components."""

    def __init__(self):
        self.above = {}

    def root(self, identity):
        while self.above.get(identity, identity) != identity:
            self.above[identity] = self.above.get(self.above[identity], self.above[identity])
            identity = self.above[identity]
        return identity

    def join(self, one, other):
        self.above[self.root(one)] = self.root(other)

    def share(self, pairs):
        return sum(self.root(one) == self.root(other) for one, other in pairs) / len(pairs)


def precision(checked, texts):
    right = 0
    for one, other in checked:
        a, b = shingles(texts[one]), shingles(texts[other])
        # Tokenisers differ in the third decimal.
        right += len(a & b) / len(a | b) >= JACCARD_MIN - 0.005
    return right / max(len(checked), 1)


def scores_of_pairs(found, due, texts):
    """Returns direct recall, joined recall, precision and number of pairs."""
    unordered = {tuple(sorted(pair)) for pair in found}
    joined = Joined()
    for one, other in unordered:
        joined.join(one, other)
    direct = sum(pair in unordered for pair in due) / len(due)
    checked = sorted(unordered)
    random.Random(7).shuffle(checked)
    return f"{direct:.3f}", joined.share(due), precision(checked[:PAIRS_CHECKED], texts), f"{len(unordered):,}"


def scores_of_clusters(found, due, texts):
    """Returns the scores of clusters, which have no direct recall.

    Large clusters have too many pairs to list: a sample is drawn, each pair with equal probability.
    """
    joined = Joined()
    for ids in found:
        for identity in ids[1:]:
            joined.join(ids[0], identity)
    n_pairs = [len(ids) * (len(ids) - 1) // 2 for ids in found]
    ends = list(itertools.accumulate(n_pairs))
    draw = random.Random(7)
    numbers = range(ends[-1]) if ends[-1] <= PAIRS_CHECKED else (draw.randrange(ends[-1]) for _ in range(PAIRS_CHECKED))
    checked = []
    for number in numbers:
        place = bisect.bisect_right(ends, number)
        rest, later = ends[place] - 1 - number, 1
        # Pairs of a cluster are numbered by their later member: member 1 has one pair, 2 has two, …
        while rest >= later:
            rest -= later
            later += 1
        checked.append((found[place][rest], found[place][later]))
    return "–", joined.share(due), precision(checked, texts), f"{len(found):,} clusters, {ends[-1]:,}"


def main():
    adopt_orphans()
    corpus, runs, out, *named = sys.argv[1:]
    articles = os.path.join(corpus, "articles.jsonl")
    commands = dict(name.split("=", 1) for name in named)
    times = {name: [] for name in commands}
    answer = {name: os.path.join(corpus, f"pairs-{name}.txt") for name in commands}
    # Nothing is read before all runs are over: a forked process starts with the peak memory of its
    # parent.
    for run in range(int(runs)):
        for name, command in commands.items():
            times[name].append(measured(command.replace("{}", articles), answer[name]))
            print(f"run {run + 1}: {name} {times[name][-1][0]:.1f} s", file=sys.stderr)
    texts = {}
    with open(articles, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            texts[row["id"]] = row["text"]
    due = set()
    with open(os.path.join(corpus, "truth.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["source"] and row["jaccard"] is not None and row["jaccard"] >= JACCARD_MIN:
                due.add(tuple(sorted((row["id"], row["source"]))))
    found = {}
    for name, path in answer.items():
        named_clusters = clusters(path)
        found[name] = scores_of_clusters(named_clusters, due, texts) if named_clusters else scores_of_pairs(pairs(path), due, texts)
    megabytes = os.path.getsize(articles) / 1e6
    ours = statistics.median(seconds for seconds, _, _ in times[next(iter(times))])
    with open(out, "w", encoding="utf-8") as table:
        taken = "one run each" if int(runs) == 1 else f"medians of {runs} alternating runs"
        table.write(f"{len(texts):,} articles, {megabytes:.0f} MB of JSON Lines, {len(due):,} true copies of Jaccard {JACCARD_MIN} or more;\n"
                    f"{taken} on {os.cpu_count()} cores.\n\n")
        table.write("| tool | wall | CPU | peak memory | MB/s | slower by | recall, direct · joined | precision | pairs |\n|---|---|---|---|---|---|---|---|---|\n")
        for name, measures in times.items():
            wall, cpu, memory = (statistics.median(column) for column in zip(*measures))
            direct, joined, right, n_pairs = found[name]
            table.write(f"| {name} | {wall:.1f} s | {cpu:.1f} s | {memory:,.0f} MB | {megabytes / wall:.1f} | {wall / ours:.1f}× | "
                        f"{direct} · {joined:.3f} | {right:.3f} | {n_pairs} |\n")


if __name__ == "__main__":
    main()
