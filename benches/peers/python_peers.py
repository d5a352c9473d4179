"""rensa and datasketch as their documentation shows them: JSON Lines in, near-duplicate pairs out.

python_peers.py rensa|datasketch INPUT OUTPUT. Word-5 shingles, 128 slots, Jaccard 0.7; 16 bands of 8.
"""

import json
import sys

SLOTS, BANDS, JACCARD = 128, 16, 0.7


def shingles(text):
    words = text.lower().split()
    if len(words) < 5:
        return [" ".join(words)]
    return [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]


def records(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], shingles(record["text"])


def by_datasketch(path):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=SLOTS, params=(BANDS, SLOTS // BANDS))
    signatures = []
    for article, words in records(path):
        signature = MinHash(num_perm=SLOTS)
        signature.update_batch([shingle.encode() for shingle in words])
        index.insert(article, signature)
        signatures.append((article, signature))
    known = dict(signatures)
    for article, signature in signatures:
        for other in index.query(signature):
            if article < other and signature.jaccard(known[other]) >= JACCARD:
                yield article, other


def by_rensa(path):
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=JACCARD, num_perm=SLOTS, num_bands=BANDS)
    ids, signatures = [], []
    for number, (article, words) in enumerate(records(path)):
        signature = RMinHash(num_perm=SLOTS, seed=42)
        signature.update(words)
        index.insert(number, signature)
        ids.append(article)
        signatures.append(signature)
    for number, signature in enumerate(signatures):
        for other in index.query(signature):
            if number < other and signature.jaccard(signatures[other]) >= JACCARD:
                yield ids[number], ids[other]


if __name__ == "__main__":
    name, source, target = sys.argv[1:]
    pairs = {"rensa": by_rensa, "datasketch": by_datasketch}[name]
    with open(target, "w", encoding="utf-8") as out:
        for a, b in pairs(source):
            out.write(f"{a}\t{b}\n")
