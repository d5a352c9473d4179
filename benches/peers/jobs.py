"""Near-duplicate clusters by complete Python programs, each run as its documentation shows: word-5
shingles, 128 slots in 16 bands of 8.

    jobs.py PROGRAM FILE.jsonl > CLUSTERS

Prints one JSON list of ids per cluster. Neither program checks the similarity of a pair: texts that
share a band are joined, directly or through other texts. All intermediate files are in a fresh
temporary folder, so that no run finds the cache of an earlier one. Nothing is downloaded.
"""

import collections
import json
import os
import pickle
import struct
import subprocess
import sys
import tempfile

BANDS, ROWS, WORDS, PROCESSES = 16, 8, 5, 2


def show(clusters):
    for ids in clusters:
        if len(ids) > 1:
            print(json.dumps(ids))


def with_text_dedup(path, home):
    found = os.path.join(home, "found")
    command = [
        sys.executable, "-m", "text_dedup.minhash",
        "--path", "json", "--data_files", path, "--split", "train", "--cache_dir", os.path.join(home, "cache"), "--output", found,
        "--column", "text", "--idx_column", "id", "--ngram", WORDS, "--num_perm", BANDS * ROWS, "--b", BANDS, "--r", ROWS,
        # Short texts count as well; --debug saves the union-find sets in addition to the output.
        "--min_length", 1, "--num_proc", PROCESSES, "--debug",
    ]
    offline = dict(os.environ, HF_HUB_OFFLINE="1", HF_HOME=home)
    subprocess.run([str(part) for part in command], check=True, env=offline, stdout=sys.stderr)
    with open(os.path.join(found, "uf.pkl"), "rb") as kept:
        sets = pickle.load(kept)
    clusters = collections.defaultdict(list)
    for identity in list(sets.parent):
        clusters[sets.find(identity)].append(identity)
    show(clusters.values())


def with_datatrove(path, home):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupSignature
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.utils.hashing import HashConfig
    from datatrove.utils.text import TextNormConfig
    from datatrove.utils.word_tokenizers import WordTokenizer

    class Blanks(WordTokenizer):
        """Splits words at blanks, which have replaced the punctuation by then.

        The default splitter is a separate package and many times slower.
        """

        def word_tokenize(self, text):
            return text.split()

        def sent_tokenize(self, text):
            raise NotImplementedError("MinHash asks for words alone")

        span_tokenize = sent_tokenize

    # By default all numbers are equal; the other tools here distinguish them.
    config = MinhashConfig(n_grams=WORDS, num_buckets=BANDS, hashes_per_bucket=ROWS, hash_config=HashConfig(precision=64),
                           norm_config=TextNormConfig(norm_numbers=False))
    folder = {name: os.path.join(home, name) for name in ("parts", "signatures", "buckets", "clusters")}
    ids = in_parts(path, folder["parts"])
    signatures = MinhashDedupSignature(folder["signatures"], config, Blanks())
    stages = [
        ([JsonlReader(folder["parts"]), signatures], PROCESSES),
        ([MinhashDedupBuckets(folder["signatures"], folder["buckets"], config=config)], BANDS),
        ([MinhashDedupCluster(folder["buckets"], folder["clusters"], config, save_cluster_id=True)], 1),
    ]
    for number, (pipeline, tasks) in enumerate(stages):
        logs = os.path.join(home, f"logs-{number}")
        LocalPipelineExecutor(pipeline, tasks=tasks, workers=min(tasks, PROCESSES), logging_dir=logs).run()
    clusters = collections.defaultdict(list)
    for part, of_part in enumerate(ids):
        with open(os.path.join(folder["clusters"], f"{part:06d}.clusters"), "rb") as rows:
            for place, cluster in struct.iter_unpack("<2I", rows.read()):
                clusters[cluster].append(of_part[place])
    show(clusters.values())


def in_parts(path, folder):
    """Writes one file per process, because datatrove divides work by file.

    Returns the ids of each part in order.
    """
    os.makedirs(folder)
    with open(path, "rb") as whole:
        lines = whole.readlines()
    size = -(-len(lines) // PROCESSES)
    parts = [lines[start:start + size] for start in range(0, len(lines), size)]
    for number, part in enumerate(parts):
        with open(os.path.join(folder, f"{number:05d}.jsonl"), "wb") as file:
            file.writelines(part)
    return [[json.loads(line)["id"] for line in part] for part in parts]


if __name__ == "__main__":
    program, path = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        {"text-dedup": with_text_dedup, "datatrove": with_datatrove}[program](path, home)
