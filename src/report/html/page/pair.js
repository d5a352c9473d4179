// A pair: both texts in aligned rows, with what decides its label.

const KINDS = { "=": "identical", "~": "edited", "»": "moved", "«": "moved away", a: "only in A", b: "only in B" };
const SIGNS = { "=": "=", "~": "≈", "»": "⇄", "«": "⇠", a: "A", b: "B" };
const NAMES = { "=": "same", "~": "edited", "»": "moved", "«": "from", a: "only-a", b: "only-b" };
const PARTS = { q: ["quote", "quotation"], c: ["caption", "caption"], h: ["headline", "headline"], m: ["credit", "credit"], b: ["page", "boilerplate"], x: ["removed", "removed"] };
const CHANGES = { n: ["number-change", "number"], p: ["name-change", "name"], w: ["", ""] };

async function evidenceOf(pair) {
  const detail = await row("details", pair.number);
  return detail ? detail.evidence : [];
}

async function pairView(ids) {
  const [first, second] = await Promise.all(ids.map(numberOf));
  if (first === undefined || second === undefined) return absent("pair", ids.join(" and "));
  const pair = (await pairsOf(first)).find((each) => each.a === second || each.b === second);
  if (!pair) return absent("pair", ids.join(" and "));
  const [a, b] = [await article(pair.a), await article(pair.b)];
  const [textA, textB] = [await textOf(pair.a), await textOf(pair.b)];
  const detail = await row("details", pair.number);
  const story = a.story !== null && a.story === b.story ? await row("stories", a.story) : null;
  return [
    h("p", { class: "crumb" }, h("a", { href: "#stories" }, "Stories"), " / ", story ? h("a", { href: storyLink(story) }, own(cut(story.title, 60))) : "no common story"),
    h("h1", {}, "Two articles, side by side"),
    h("div", { class: "sides" }, side("A", a), side("B", b)),
    h("div", { class: "cards" }, scoresOf(pair), reasons(pair, detail, a, b)),
    detail && detail.grid ? comparison(detail.grid, textA, textB) : noTexts(textA, textB, detail),
  ];
}

const side = (name, each) => h("section", { class: "card side" }, h("h2", {}, h("span", { class: "side-name" }, name), " ", h("a", { href: articleLink(each) }, own(each.name))),
  h("p", { class: "meta" }, own(each.outlet || "outlet unknown"), " · ", when(each.date, "no date"), " · ", several(each.words, "word"), each.kind && each.kind !== "article" ? " · " + words(each.kind) : "", each.cut ? " · breaks off" : ""));

function scoresOf(pair) {
  const lines = [
    ["Jaccard", score(pair.jaccard), "of all five-word runs of the two, the share that both have"],
    ["A in B", score(pair.aInB), "share of A’s five-word runs that B has"],
    ["B in A", score(pair.bInA), "share of B’s five-word runs that A has"],
    ["common runs", number(pair.shared), pair.outside === null ? "" : number(pair.outside) + " of them outside boilerplate"],
    ["longest passage", pair.longest === null ? UNKNOWN : several(pair.longest, "word"), pair.passages > 1 ? "of " + several(pair.passages, "passage") : ""],
    ["from A to B", lag(pair.lag), ""],
  ].filter(([, value]) => value !== UNKNOWN);
  return h("section", { class: "card" }, h("h2", {}, "Scores"), h("table", { class: "plain scores" }, h("tbody", {}, lines.map(([name, value, what]) => h("tr", {}, h("th", { scope: "row" }, name, what ? h("span", { class: "meta" }, what) : null), h("td", { class: "number" }, value))))));
}

function reasons(pair, detail, a, b) {
  const direction = pair.from === "u" ? "Open which of the two is the source: " + directionWords(pair.rule) + "." :
    (pair.from === "a" ? "A" : "B") + " is the source: " + directionWords(pair.rule) + " (" + pair.confidence + " confidence).";
  const evidence = detail ? detail.evidence : [];
  return h("section", { class: "card" }, h("h2", {}, "Why this label"), h("p", {}, badge(pair.relation), relationWords(pair.relation) ? ": " + relationWords(pair.relation) + "." : null),
    h("dl", { class: "evidence" }, evidence.map(([name, what]) => [h("dt", {}, name), h("dd", {}, own(what))])),
    detail ? null : h("p", { class: "about" }, "This page had no room for the evidence of the pair."),
    h("p", {}, direction), [a, b].map((each, at) => h("p", { class: "about" }, (at ? "B: " : "A: ") + (known(VERDICTS, each.verdict) || "origin not looked for") + "."), ));
}

const noTexts = (textA, textB, detail) => h("p", { class: "note" }, textA && textB && detail ?
  "The texts are not aligned as the scan’s row says, so they are not shown side by side: scan again." :
  "The texts of this pair are not on this page. The overview says why, and how to get them.");

// Scripts that have no italics.
const UPRIGHT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/u;

// A text from start to end, with its parts and the changes in it.
function marked(text, start, end, parts, changes, only) {
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  while (start < end && /\s/.test(text[start])) start += 1;
  const borders = new Set([start, end]);
  const within = [...parts, ...changes].filter(([from, to]) => from < end && to > start);
  for (const [from, to] of within) [from, to].forEach((at) => at > start && at < end && borders.add(at));
  const sorted = [...borders].sort((x, y) => x - y);
  const pieces = [];
  for (let at = 0; at + 1 < sorted.length; at++) {
    const [from, to] = [sorted[at], sorted[at + 1]];
    const covers = ([x, y]) => x <= from && y >= to;
    const part = parts.filter(covers).map((each) => PARTS[each[2]]).filter(Boolean);
    const change = changes.find(covers);
    let node = document.createTextNode(clean(text.slice(from, to)));
    if (part.length) node = h("span", { class: part.map(([name]) => "part-" + name).join(" "), title: part.map(([, what]) => what).join(", ") }, node);
    if (change) node = h(only, { class: CHANGES[change[2]][0] || null, title: CHANGES[change[2]][1] ? CHANGES[change[2]][1] + " changed" : null }, node);
    pieces.push(node);
  }
  return h("div", { dir: "auto", class: "text" + (UPRIGHT.test(text) ? " upright" : "") }, pieces);
}

function comparison(grid, textA, textB) {
  const rows = grid.map(([kind, [a0, a1], [b0, b1], marks], index) => {
    const inA = kind !== "b" && kind !== "«" && a1 > a0;
    const inB = kind !== "a" && b1 > b0;
    const changesA = marks.filter((mark) => mark[1] > mark[0]).map(([from, to, , , letter]) => [from, to, letter]);
    const changesB = marks.filter((mark) => mark[3] > mark[2]).map(([, , from, to, letter]) => [from, to, letter]);
    return h("tr", { id: "row-" + index, class: "grid-" + NAMES[kind], tabindex: "-1" },
      h("th", { scope: "row" }, h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[kind]), h("span", { class: "kind" }, KINDS[kind])),
      h("td", {}, inA ? marked(textA.text, a0, a1, textA.parts, changesA, "del") : null),
      h("td", {}, kind === "«" ? h("p", { class: "about" }, "moved: shown beside its twin in A") : inB ? marked(textB.text, b0, b1, textB.parts, changesB, "ins") : null));
  });
  const differing = grid.map(([kind], index) => (kind === "=" ? -1 : index)).filter((index) => index >= 0);
  let at = -1;
  const says = h("span", { role: "status" }, several(differing.length, "difference"));
  const step = (by) => {
    if (!differing.length) return;
    at = (at + by + differing.length) % differing.length;
    if (by < 0 && at === differing.length - 1 && says.dataset.begun !== "1") at = differing.length - 1;
    says.dataset.begun = "1";
    show(differing[at]);
    says.textContent = "difference " + (at + 1) + " of " + differing.length;
  };
  const show = (index) => {
    rows.forEach((each) => each.classList.remove("current"));
    rows[index].classList.add("current");
    rows[index].focus({ preventScroll: true });
    rows[index].scrollIntoView({ block: "center" });
  };
  keys = { n: () => step(1), p: () => step(at < 0 ? 0 : -1) };
  return [
    h("div", { class: "strips" }, strip("A", grid, textA.text.length, (each) => (each[0] === "b" || each[0] === "«" ? null : each[1]), show), strip("B", grid, textB.text.length, (each) => (each[0] === "a" || each[0] === "«" ? null : each[2]), show)),
    h("div", { class: "tools" }, h("button", { type: "button", onclick: () => step(1) }, "next difference ", h("kbd", {}, "n")), h("button", { type: "button", onclick: () => step(at < 0 ? 0 : -1) }, "previous ", h("kbd", {}, "p")), says),
    legend(grid, [...textA.parts, ...textB.parts]),
    h("div", { class: "scroll-none" }, h("table", { class: "grid" }, h("caption", { class: "hidden" }, "Both texts in aligned rows"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "hidden" }, "kind")), h("th", { scope: "col" }, "A"), h("th", { scope: "col" }, "B"))), h("tbody", {}, rows))),
  ];
}

// The whole text as a bar: where each kind of row is.
function strip(name, grid, length, rangeOf, show) {
  const bars = grid.map((each, index) => {
    const range = rangeOf(each);
    if (!range || range[1] <= range[0]) return null;
    const [x, width] = [(range[0] / length) * 1000, ((range[1] - range[0]) / length) * 1000];
    // What is more of a change is taller, and what was moved is hatched, for those who see no colour.
    const [y, height] = { "=": [5, 6], "~": [2.5, 11] }[each[0]] || [0, 16];
    const place = { x: x.toFixed(1), y, width: Math.max(width - 0.8, 0.8).toFixed(1), height };
    return [svg("rect", { class: "strip-" + NAMES[each[0]], ...place, onclick: () => show(index) }, svg("title", {}, KINDS[each[0]])),
      each[0] === "»" ? svg("rect", { class: "hatched", fill: "url(#hatch)", ...place }) : null];
  });
  return h("div", { class: "strip" }, h("span", {}, name), svg("svg", { viewBox: "0 0 1000 16", preserveAspectRatio: "none", role: "img", "aria-label": "Where the rows are in text " + name }, bars));
}

// The looks of the rows, changes and parts that are there.
function legend(grid, parts) {
  const kinds = new Set(grid.map(([kind]) => kind));
  const letters = new Set(grid.flatMap(([, , , marks]) => marks.map((mark) => mark[4])));
  return h("p", { class: "key" },
    ["=", "~", "»", "a", "b"].filter((kind) => kinds.has(kind)).map((kind) => [h("span", { class: "swatch strip-" + NAMES[kind] }, SIGNS[kind]), KINDS[kind] + " "]),
    kinds.has("~") ? [h("del", {}, "only A’s words"), " ", h("ins", {}, "only B’s words"), " "] : null,
    letters.has("n") ? [h("ins", { class: "number-change" }, "a number"), " "] : null,
    letters.has("p") ? [h("ins", { class: "name-change" }, "a name"), " "] : null,
    partsOf(parts));
}

const partsOf = (parts) => Object.entries(PARTS).filter(([letter]) => parts.some((each) => each[2] === letter)).map(([, [name, what]]) => [h("span", { class: "part-" + name }, what), " "]);
