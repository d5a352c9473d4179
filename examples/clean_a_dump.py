"""Removes copies from a folder of dumps: python examples/clean_a_dump.py [INPUT [OUTPUT]]"""

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import wirecopy


def main(dump: str, clean: Path) -> None:
    found = wirecopy.dedup(dump, remove=["exact", "near", "copy_truncated"], versions="newest")
    found.write(f"{clean}/")
    counts = found.summary
    print(f"{counts['kept']} of {counts['read']} records are kept in {clean}")
    rules = Counter((row["relation"], row["rule"]) for row in found.removed.to_pylist())
    for (relation, rule), articles in rules.most_common():
        print(f"{articles:6} removed: {relation or 'no article'}, {rule}")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        arguments = sys.argv[1:]
        main(arguments[0] if arguments else "data/sample", Path(arguments[1] if arguments[1:] else f"{folder}/clean"))
