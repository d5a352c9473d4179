"""One text, two, and a page; and the carriers of a wire."""

from __future__ import annotations

import json

import pytest
import wirecopy
from conftest import ROOT, records, without

WIRE = (
    "The ferry to Karsholm stays in port until Friday, the harbour office said. Its engine lost power"
    " twice last week, and divers found a net in a propeller."
)


def test_two_texts_are_compared_as_the_program_does(program, tmp_path):
    site = f"KARSHOLM (Reuters) - {WIRE} Islanders had complained for years."
    (tmp_path / "a.txt").write_text(WIRE)
    (tmp_path / "b.txt").write_text(site)
    printed = json.loads(program.run("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--format", "json"))
    compared = wirecopy.compare(WIRE, site)
    assert compared.relation == printed["relation"]
    assert compared.a_in_b == 1.0 == compared.containment
    assert len(compared.passages) == len(printed["passages"]) == 1
    passage = compared.passages[0]
    assert site.encode()[passage["b_start"] : passage["b_end"]].decode() == WIRE.rstrip(".")
    assert wirecopy.similarity(WIRE, site) == compared.jaccard


def test_credits_of_fields_are_found():
    found = wirecopy.credits(WIRE, author="Ida Moor, Associated Press", url="https://herald.example/reuters/ferry")
    assert {(credit["field"], credit["agency"]) for credit in found} == {("author", "AP"), ("url", "Reuters")}
    assert wirecopy.credits(WIRE) == []


def test_a_page_gives_its_article():
    page = (
        "<html><head><title>Ferry stays - Herald</title></head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>Ferry stays</h1><p>{WIRE}</p><p>Islanders had complained about the old boat for years, and wrote"
        " to the board twice.</p></article><footer>Contact us</footer></body></html>"
    )
    article = wirecopy.extract(page, "https://www.herald.example/ferry")
    assert WIRE in article["text"] and "Contact us" not in article["text"]
    assert (article["url"], article["outlet"]) == ("https://www.herald.example/ferry", "herald.example")
    assert wirecopy.extract(page.encode())["text"] == article["text"]
    with pytest.raises(wirecopy.RejectedError):
        wirecopy.extract("")


def test_carriers_are_those_of_the_program(program, monkeypatch):
    monkeypatch.chdir(ROOT)
    printed = program.run("trace", "--wire", "data/sample/wire.jsonl", "data/sample", "--format", "jsonl", "--quiet")
    expected = [json.loads(line) for line in printed.splitlines()]
    found = wirecopy.trace("data/sample/wire.jsonl", "data/sample")
    assert without(found.carriers.to_pylist()) == without(expected) != []
    assert found.counts["rows"] == len(expected)
    in_memory = wirecopy.trace(records(ROOT / "data/sample/wire.jsonl"), "data/sample", share_min=0.9)
    assert 0 < len(in_memory.carriers) < len(expected)
