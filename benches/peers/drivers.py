"""Near-duplicate pairs by Python libraries: word-5 shingles, 128 slots in 16 bands of 8, estimated
Jaccard of 0.7 or more.

    drivers.py LIBRARY FILE.jsonl > PAIRS

rensa runs as its documentation shows (one object per text) and, as rensa-bulk, in its fastest mode:
full digests of many texts at once, in two processes. Each driver prints two ids per line. Pairs of
all libraries are verified in one way: by the share of equal slots among the 128 of a signature.
"""

import json
import re
import sys
from concurrent.futures import ProcessPoolExecutor

BANDS, ROWS, WORDS, JACCARD_MIN = 16, 8, 5, 0.7
SLOTS = BANDS * ROWS
WORD = re.compile(r"\w+")
CHUNK = 2000


def shingles(text):
    words = WORD.findall(text.lower())
    if len(words) <= WORDS:
        return [" ".join(words)]
    return [" ".join(words[at:at + WORDS]) for at in range(len(words) - WORDS + 1)]


def articles(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["text"]


def show(ids, pairs):
    sys.stdout.writelines(f"{ids[a]}\t{ids[b]}\n" for a, b in pairs)


def with_datasketch(path):
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(num_perm=SLOTS, params=(BANDS, ROWS))
    ids, signatures = [], []
    for identity, text in articles(path):
        signature = MinHash(num_perm=SLOTS)
        signature.update_batch([shingle.encode() for shingle in shingles(text)])
        lsh.insert(len(ids), signature)
        ids.append(identity)
        signatures.append(signature)
    for number, signature in enumerate(signatures):
        others = (other for other in lsh.query(signature) if other > number)
        show(ids, ((number, other) for other in others if signature.jaccard(signatures[other]) >= JACCARD_MIN))


def with_rensa(path):
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=JACCARD_MIN, num_perm=SLOTS, num_bands=BANDS)
    ids, signatures = [], []
    for identity, text in articles(path):
        signature = RMinHash(num_perm=SLOTS, seed=42)
        signature.update(shingles(text))
        lsh.insert(len(ids), signature)
        ids.append(identity)
        signatures.append(signature)
    for number, signature in enumerate(signatures):
        others = (other for other in lsh.query(signature) if other > number)
        show(ids, ((number, other) for other in others if signature.jaccard(signatures[other]) >= JACCARD_MIN))


def digests(lines):
    from rensa import RMinHash

    rows = [json.loads(line) for line in lines]
    signatures = RMinHash.digests_from_token_sets([shingles(row["text"]) for row in rows], SLOTS, 42)
    return [row["id"] for row in rows], signatures


def chunks(path):
    with open(path, encoding="utf-8") as lines:
        waiting = []
        for line in lines:
            waiting.append(line)
            if len(waiting) == CHUNK:
                yield waiting
                waiting = []
        yield waiting


def with_rensa_bulk(path):
    ids, signatures, bands = [], [], [{} for _ in range(BANDS)]
    with ProcessPoolExecutor(2) as pool:
        for some_ids, some_signatures in pool.map(digests, chunks(path)):
            ids += some_ids
            signatures += [tuple(signature) for signature in some_signatures]
    # The library's index takes objects or matrices that cannot be passed between processes;
    # grouping by band does equal work.
    found = set()
    for number, signature in enumerate(signatures):
        for band, groups in enumerate(bands):
            group = groups.setdefault(signature[band * ROWS:(band + 1) * ROWS], [])
            found.update((other, number) for other in group)
            group.append(number)
    need = JACCARD_MIN * SLOTS
    show(ids, (pair for pair in found
               if sum(map(int.__eq__, signatures[pair[0]], signatures[pair[1]])) >= need))


if __name__ == "__main__":
    library, path = sys.argv[1:]
    {"datasketch": with_datasketch, "rensa": with_rensa, "rensa-bulk": with_rensa_bulk}[library](path)
