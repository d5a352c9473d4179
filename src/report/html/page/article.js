// Articles: the list of them, and one article with everything that was found about it.

async function articlesView() {
  const rows = await all("articles");
  const articles = rows.map((each, at) => asArticle(each, at));
  const search = articles.map((each) => [each.name, each.id, each.outlet || ""].join(" ").toLowerCase());
  const list = longList({
    label: "Articles",
    one: "article",
    none: "There is no article: no record had a text.",
    rows: articles,
    open: (each) => (location.hash = articleLink(each)),
    columns: [
      { name: "article", class: "title", width: "minmax(12rem, 1fr)", key: (each) => each.name.toLowerCase(), cell: (each) => h("a", { href: articleLink(each) }, own(each.name)) },
      { name: "outlet", class: "minor", width: "11rem", key: (each) => each.outlet && each.outlet.toLowerCase(), cell: (each) => (each.outlet ? own(each.outlet) : "–") },
      { name: "date", class: "minor", width: "6.5rem", key: (each) => each.date, cell: (each) => when(each.date && each.date.slice(0, 10)) },
      { name: "words", number: true, class: "number minor", width: "5rem", key: (each) => each.words, cell: (each) => number(each.words) },
      { name: "original", number: true, class: "number", width: "5.5rem", key: (each) => each.originality, cell: (each) => percent(each.originality) },
      { name: "origin", class: "minor wide-only", width: "9rem", key: (each) => each.verdict, cell: (each) => words(each.verdict) || "–" },
      { name: "kind", class: "minor wide-only", width: "8rem", key: (each) => each.kind, cell: (each) => words(each.kind) || "–" },
    ],
  });
  const keep = () => {
    const typed = valueOf(text).trim().toLowerCase();
    const [of, origin, in_story] = [kind, verdict, story].map(valueOf);
    const at = valueOf(outlet) === "" ? null : outletName(Number(valueOf(outlet)));
    list.keep((each) => (!typed || search[each.number].includes(typed)) && (!of || each.kind === of) && (at === null || each.outlet === at) && (!origin || each.verdict === origin) &&
      (!in_story || (each.story !== null) === (in_story === "in a story")));
  };
  const text = searchBox("search titles, outlets and ids", keep);
  const outlet = outletChoice(rows.map((each) => each[1]), keep);
  const verdict = choice("origin", articles.map((each) => each.verdict), keep);
  const kind = choice("kind of page", articles.map((each) => each.kind), keep);
  const story = choice("copies", articles.map((each) => (each.story === null ? "alone" : "in a story")), keep);
  queueMicrotask(keep);
  return [h("h1", {}, "Articles"), filters(rows, text, outlet, verdict, kind, story), list.element];
}

async function articleView(id) {
  const at = await numberOf(id);
  if (at === undefined) return absent("article", id);
  const each = await article(at);
  const [found, text] = [await row("rows", at), await textOf(at)];
  const story = each.story === null ? null : await row("stories", each.story);
  const own_pairs = (await pairsOf(at)).sort((x, y) => y.jaccard - x.jaccard);
  const pairs = await Promise.all(own_pairs.slice(0, PAIRS_SHOWN).map(withArticles));
  const facts = [
    ["id", own(each.id)], ["outlet", own(each.outlet || "unknown")], ["date", when(each.date, "unknown")], ["words", number(each.words)],
    ["kind of page", words(each.kind) || "–"], ["story", story ? h("a", { href: storyLink(story) }, own(story.title)) : each.story === null ? "none" : "not on this page"],
    ["origin", each.verdict ? words(each.verdict) + ": " + known(VERDICTS, each.verdict) : "not looked for"],
    ["originality", each.originality === null ? "unknown: dates or pairs leave it open" : percent(each.originality) + " of its words outside boilerplate were in no other outlet earlier"],
  ];
  if (found) {
    if (found.author) facts.push(["author", own(found.author)]);
    if (found.url) facts.push(["address", address(found.url)]);
    if (found.file) facts.push(["record", own(found.file + ":" + found.line)]);
    if (found.exact_copy_of) facts.push(["exact copy of", h("a", { href: link("article", found.exact_copy_of) }, own(found.exact_copy_of))]);
    if (found.uncredited) facts.push(["names nobody for", h("span", {}, several(found.uncredited.words, "word") + " of running text that ", h("a", { href: link("pair", [each.id, found.uncredited.source]) }, own(found.uncredited.source)), " has" + (found.uncredited.agency ? ", which credits " + found.uncredited.agency : ""))]);
    if (found.broken_off) facts.push(["breaks off", words(found.broken_off.cue)]);
    if (found.doubled) facts.push(["doubled", "a part of the text is in it twice"]);
  }
  return [
    h("p", { class: "crumb" }, h("a", { href: "#articles" }, "Articles"), " / ", own(cut(each.id, 60))),
    h("h1", {}, own(each.name)),
    h("div", { class: "cards" },
      h("section", { class: "card" }, h("h2", {}, "What is known"), h("table", { class: "plain" }, h("tbody", {}, facts.map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value)))))),
      found ? credits(found) : h("section", { class: "card" }, h("h2", {}, "Credits"), h("p", { class: "about" }, "This page had no room for them; articles.jsonl has them."))),
    pairs.length ? table("Articles that share text with it" + (pairs.length < own_pairs.length ? " (the " + number(pairs.length) + " closest of " + number(own_pairs.length) + ")" : ""), columnsBeside(at), pairs) : h("p", { class: "about" }, "No other article shares text with it."),
    text ? h("section", { class: "card wide" }, h("h2", {}, "Text"), legendOfParts(text.parts), paragraphsOf(text)) : h("p", { class: "note" }, "The text of this article is not on this page. The overview says why, and how to get it."),
  ];
}

// Columns of the pairs of one article, seen from it.
function columnsBeside(at) {
  const of_it = ({ pair }) => (pair.a === at ? pair.aInB : pair.bInA);
  const of_other = ({ pair }) => (pair.a === at ? pair.bInA : pair.aInB);
  return [
    { name: "article", cell: ({ a, b }) => h("a", { href: pairLink(a, b) }, nameOf(a.number === at ? b : a)) },
    { name: "relation", cell: ({ pair }) => badge(pair.relation) },
    { name: "Jaccard", number: true, cell: ({ pair }) => score(pair.jaccard) },
    { name: "of this article in it", number: true, cell: (each) => score(of_it(each)) },
    { name: "of it in this article", number: true, cell: (each) => score(of_other(each)) },
    { name: "longest run", number: true, cell: ({ pair }) => number(pair.longest) },
  ];
}

const credits = (found) => h("section", { class: "card" }, h("h2", {}, "Credits"), (found.credits || []).length ?
  h("ul", { class: "credits" }, found.credits.map((credit) => h("li", {}, own(credit.text), h("span", { class: "meta" }, " " + [words(credit.class), credit.agency, credit.strength && words(credit.strength), credit.scope === "text" ? null : "for the " + credit.scope, credit.field ? "in the field " + credit.field : credit.position].filter(Boolean).join(" · "))))) :
  h("p", { class: "about" }, "None was found."));

// The looks of the parts that a text has.
const legendOfParts = (parts) => h("p", { class: "key" }, partsOf(parts));

function paragraphsOf({ text, parts }) {
  const nodes = [];
  let start = 0;
  for (const line of text.split("\n")) {
    if (line.trim()) nodes.push(marked(text, start, start + line.length, parts, [], "ins"));
    start += line.length + 1;
  }
  return h("div", { class: "article-text" }, nodes);
}
