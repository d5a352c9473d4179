"""Shows the pairs beside a threshold, and what another one would cluster: python examples/choose_a_threshold.py [INPUT]"""

import sys

import wirecopy


def main(dump: str) -> None:
    found = wirecopy.scan(dump, only="articles")
    for pair in found.nearest(3, jaccard=0.8):
        print(f"{pair['jaccard']:.3f}  {pair['a']} and {pair['b']}: {pair['relation']}")
        for passage in pair["passages"]:
            print(f"       {passage['words']} words {passage['kind']}")
    for jaccard in (0.5, 0.7, 0.9):
        clusters = found.clusters_at(jaccard=jaccard, containment=None)
        articles = sum(row["size"] for row in clusters.to_pylist())
        print(f"at {jaccard}: {articles} articles in {len(clusters)} clusters")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["data/sample"]))
