"""Lists who carries the stories of a wire without credit: python examples/who_carries_a_wire.py [WIRE [INPUT]]"""

import sys

import wirecopy


def main(wire: str, dump: str) -> None:
    found = wirecopy.trace(wire, dump, share_min=0.5)
    print(f"{found.counts['stories_carried']} of {found.counts['wire_stories']} stories are carried")
    for row in found.carriers.to_pylist():
        if row["credit"] == "uncredited":
            share = 100 * row["wire_in_carrier"]
            print(f"{row['wire']:20} {row['outlet'] or 'unknown outlet':24} {share:3.0f} %  {row['longest_match_words']} words in a row")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["data/sample/wire.jsonl", "data/sample"]))
