const KINDS_REMOVED = {
  address: "a page without a story whose address the kept record has with the story",
  kind: "a page without a story",
  boilerplate: "a paragraph of the page, not of the story",
  caption: "a caption that other articles have, too",
  repeat: "a paragraph that its article has twice",
};

// Removals of a deduplication: the list of them, and one of each kind with both texts.

async function removalsView([kept]) {
  const rows = (await all("removals")).map((each, at) => ({ ...each, at }));
  const search = rows.map((each) => [each.id || "", each.location, each.kept || "", each.opening || ""].join(" ").toLowerCase());
  const why = (each) => each.relation || each.kind || each.reason || each.rule;
  const list = longList({
    label: "Removals",
    one: "removal",
    none: "Nothing was removed.",
    rows,
    open: (each) => (location.hash = link("removal", String(each.at))),
    columns: [
      { name: "removed", class: "title", width: "minmax(10rem, 1fr)", key: (each) => each.id, cell: (each) => h("a", { href: link("removal", String(each.at)) }, own(each.level === "paragraph" ? each.opening || each.id : each.id || each.location)) },
      { name: "what", class: "minor", width: "6rem", key: (each) => each.level, cell: (each) => each.level },
      { name: "why", width: "9rem", key: why, cell: (each) => words(why(each)) },
      { name: "kept instead", class: "minor", width: "12rem", key: (each) => each.kept, cell: (each) => (each.kept ? own(each.kept) : "–") },
      { name: "Jaccard", number: true, class: "number minor", width: "5rem", key: (each) => each.jaccard, cell: (each) => score(each.jaccard) },
      { name: "in kept", number: true, class: "number minor wide-only", width: "5rem", key: (each) => each.containment, cell: (each) => score(each.containment) },
      { name: "kept by", class: "minor wide-only", width: "8rem", key: (each) => each.rule, cell: (each) => words(each.rule) },
    ],
  });
  const keep = () => {
    const typed = valueOf(text).trim().toLowerCase();
    const [of, because] = [level, reason].map(valueOf);
    list.keep((each) => (!typed || search[each.at].includes(typed)) && (!of || each.level === of) && (!because || why(each) === because));
  };
  const text = searchBox("search ids, locations and openings", keep);
  if (kept) text.querySelector("input").value = kept;
  const level = choice("what", rows.map((each) => each.level), keep);
  const reason = choice("why", rows.map(why), keep);
  queueMicrotask(keep);
  return [h("h1", {}, "Removals"), filters(rows, text, level, reason), list.element];
}

async function examplesView() {
  const rows = await Promise.all(head.examples.map(async ([kind, at]) => ({ kind, at, ...(await row("removals", at)) })));
  return [h("h1", {}, "One removal of each kind"), rows.length ? table("Shown with their texts", [
    { name: "kind", cell: (each) => h("a", { href: link("removal", String(each.at)) }, words(each.kind)) },
    { name: "what it is", cell: (each) => relationWords(each.relation) || known(KINDS_REMOVED, each.rule) || "–" },
    { name: "removed", cell: (each) => own(each.id || each.location) },
    { name: "kept instead", cell: (each) => (each.kept ? own(each.kept) : UNKNOWN) },
    { name: "Jaccard", number: true, cell: (each) => score(each.jaccard) },
    { name: "in kept", number: true, cell: (each) => score(each.containment) },
  ], rows) : h("p", { class: "note" }, "No removed article has its text and that of the kept one on this page.")];
}

async function removalView([at]) {
  const each = /^\d+$/.test(at) ? await row("removals", Number(at)) : null;
  if (!each) return absent("removal", at);
  const example = ((await block("examples-0")) || []).find((one) => one.number === Number(at));
  const facts = [
    ["what", each.level], ["id", own(each.id || "unknown")], ["record", own(each.location)], ["kept instead", each.kept ? own(each.kept) : UNKNOWN],
    ["its record", each.kept_location || each.against ? own(each.kept_location || each.against) : UNKNOWN], ["Jaccard", score(each.jaccard)], ["share in the kept one", score(each.containment)],
    ["relation", each.relation ? badge(each.relation) : UNKNOWN], [each.kept ? "rule by which the other is kept" : "rule", words(each.rule)],
  ].filter(([, value]) => value !== UNKNOWN);
  if (each.reason) facts.push(["reason", own(words(each.reason))]);
  if (each.kind) facts.push(["kind of page", words(each.kind)]);
  if (each.opening) facts.push(["paragraph", own(each.opening)]);
  const [removed, kept] = example ? [example.removed, example.kept].map((each) => each && { text: each[0], parts: each[1] }) : [];
  return [
    h("p", { class: "crumb" }, h("a", { href: "#removals" }, "Removals"), " / ", at),
    h("h1", {}, "Removed: ", own(cut(each.id || each.location, 80))),
    h("div", { class: "cards" },
      h("section", { class: "card" }, h("h2", {}, "What was decided"), h("table", { class: "plain" }, h("tbody", {}, facts.map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value)))))),
      example && example.evidence.length ? h("section", { class: "card" }, h("h2", {}, "What both texts show"), h("dl", { class: "evidence" }, example.evidence.map(([name, what]) => [h("dt", {}, name), h("dd", {}, own(what))]))) : null),
    example && example.grid ? [h("p", { class: "about" }, "A is the removed text, B the one that is kept."), comparison(example.grid, removed, kept)] :
    example ? [removed, kept].map((text, at) => text && h("section", { class: "card wide" }, h("h2", {}, at ? "The text that is kept" : each.level === "paragraph" ? "The text, with what was removed" : "The removed text"), legendOfParts(text.parts), paragraphsOf(text))) :
    h("p", { class: "about" }, "One removal of each kind has its texts on this page: ", h("a", { href: "#examples" }, "examples"), ". wirecopy compare shows any two articles."),
  ];
}
