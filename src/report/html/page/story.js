// Stories: the list of them, and one story.

async function storiesView() {
  const stories = await all("stories");
  const search = stories.map((each) => [each.title, each.id, each.agency || "", each.first || ""].join(" ").toLowerCase());
  const index = new Map(stories.map((each, at) => [each, at]));
  const day = (text) => (text ? text.slice(0, 10) : null);
  const list = longList({
    label: "Stories",
    one: "story",
    rows: stories,
    open: (each) => (location.hash = storyLink(each)),
    columns: [
      { name: "articles", number: true, class: "number", width: "5.5rem", key: (each) => each.size, cell: (each) => number(each.size) },
      { name: "story", class: "title", width: "minmax(12rem, 1fr)", key: (each) => each.title.toLowerCase(), cell: (each) => h("a", { href: storyLink(each) }, own(each.title)) },
      { name: "outlets", number: true, class: "number", width: "5rem", key: (each) => each.outlets, cell: (each) => number(each.outlets) },
      { name: "agency", class: "minor", width: "7rem", key: (each) => each.agency, cell: (each) => each.agency || "–" },
      { name: "mostly", class: "minor", width: "9rem", key: (each) => (each.relations[0] ? each.relations[0][0] : null), cell: (each) => (each.relations[0] ? words(each.relations[0][0]) : "–") },
      { name: "credit", number: true, class: "number minor", width: "5rem", key: (each) => each.credited / each.size, cell: (each) => each.credited + "/" + each.size },
      { name: "first", class: "minor", width: "6.5rem", key: (each) => each.first, cell: (each) => when(day(each.first)) },
      { name: "last", class: "minor wide-only", width: "6.5rem", key: (each) => each.last, cell: (each) => when(day(each.last)) },
    ],
  });
  const keep = () => {
    const typed = valueOf(text).trim().toLowerCase();
    const least = Number(valueOf(size)) || 0;
    const [of, relation, from, to] = [agency, mostly, since, until].map(valueOf);
    list.keep((each) =>
      (!typed || search[index.get(each)].includes(typed)) && each.size >= least && (!of || each.agency === of) &&
      (!relation || each.relations.some(([name]) => name === relation)) &&
      (!from || (each.last && day(each.last) >= from)) && (!to || (each.first && day(each.first) <= to)));
  };
  const text = searchBox("search titles and ids", keep);
  const size = field("articles, at least", h("input", { type: "number", min: "2", value: "2", oninput: keep }));
  const agency = choice("agency", new Set(stories.map((each) => each.agency).filter(Boolean)), keep);
  const mostly = choice("has a pair that is", new Set(stories.flatMap((each) => each.relations.map(([name]) => name))), keep);
  const since = field("from", h("input", { type: "date", oninput: keep }));
  const until = field("until", h("input", { type: "date", oninput: keep }));
  queueMicrotask(keep);
  return [
    h("h1", {}, "Stories"),
    h("p", { class: "about" }, "Groups of articles that each share enough text with one of them. “credit” counts the members that name an agency or another outlet as the origin of their text."),
    h("form", { class: "filters", onsubmit: (event) => event.preventDefault() }, text, size, agency, mostly, since, until),
    list.element,
  ];
}

async function storyView(id) {
  const story = (await all("stories")).find((each) => each.id === id);
  if (!story) return absent("story", id);
  const members = [];
  for (const [at, jaccard, containment, role] of story.members) members.push({ ...(await article(at)), jaccard, containment, role });
  const rep = members.find((each) => each.number === story.rep) || members[0];
  const inside = new Set(members.map((each) => each.number));
  const known = new Map();
  for (const member of members.slice(0, MEMBERS_JOINED)) for (const pair of await pairsOf(member.number)) known.set(pair.number, pair);
  const pairs = [...known.values()];
  const own_pairs = pairs.filter((pair) => inside.has(pair.a) && inside.has(pair.b));
  const toRep = new Map(own_pairs.filter((pair) => pair.a === rep.number || pair.b === rep.number).map((pair) => [pair.a === rep.number ? pair.b : pair.a, pair]));
  const source = sourceOf(members, own_pairs);
  const outside = await Promise.all(pairs.filter((pair) => !inside.has(pair.a) || !inside.has(pair.b)).slice(0, BRIDGES_SHOWN).map((pair) => withArticles(pair)));
  const among = own_pairs.filter((pair) => pair.a !== rep.number && pair.b !== rep.number);
  const further = await Promise.all(among.slice(0, PAIRS_SHOWN).map(withArticles));
  return [
    h("p", { class: "crumb" }, h("a", { href: "#stories" }, "Stories"), " / ", story.id),
    h("h1", {}, own(story.title)),
    h("p", { class: "facts" }, [several(story.size, "article"), several(story.outlets, "outlet"), story.agency && "mostly credited: " + story.agency,
      story.rule === "exact" ? "all are copies of one text" : "similarity to the representative " + score(story.min) + " to 1, mean " + score(story.mean),
      story.bridges ? several(story.bridges, "bridge") + " to other articles" : null].filter(Boolean).join(" · ")),
    h("p", { class: "source" }, source.sentence, source.article ? [" ", h("a", { href: articleLink(source.article) }, own(source.article.name)), own(source.article.outlet ? " · " + source.article.outlet : "")] : null),
    lanes(members, rep, toRep, source),
    membersTable(members, rep, toRep),
    story.versions.length ? await versionsOf(story, members) : null,
    further.length ? folded("Further pairs inside the story", further) : null,
    outside.length ? folded("Bridges: pairs with articles outside the story", outside) : null,
  ];
}

const MEMBERS_JOINED = 2000;
const BRIDGES_SHOWN = 100;
const PAIRS_SHOWN = 300;

const PAIRS_OPEN = 12;

// A table of pairs, closed where it is long.
const folded = (name, rows) => h("details", { class: "folded", open: rows.length <= PAIRS_OPEN }, h("summary", {}, name + ": " + number(rows.length)), table(name, pairColumns, rows));

const withArticles = async (pair) => ({ pair, a: await article(pair.a), b: await article(pair.b) });
const nameOf = (each) => own(each.name + (each.outlet ? " · " + each.outlet : ""));

const pairColumns = [
  { name: "pair", cell: ({ a, b }) => h("a", { href: pairLink(a, b) }, nameOf(a), h("br"), nameOf(b)) },
  { name: "relation", cell: ({ pair }) => badge(pair.relation) },
  { name: "Jaccard", number: true, cell: ({ pair }) => score(pair.jaccard) },
  { name: "a in b", number: true, cell: ({ pair }) => score(pair.aInB) },
  { name: "b in a", number: true, cell: ({ pair }) => score(pair.bInA) },
  { name: "longest run", number: true, cell: ({ pair }) => number(pair.longest) },
];

const badge = (relation) => h("span", { class: "badge", title: relationWords(relation) }, h("b", { "aria-hidden": "true" }, relationLetter(relation)), " ", words(relation));

// The article that the others have their text from, where the directions of pairs show one.
function sourceOf(members, pairs) {
  const out = new Map();
  const into = new Set();
  const open = new Map();
  for (const pair of pairs) {
    if (pair.from === "u") open.set(pair.rule, (open.get(pair.rule) || 0) + 1);
    else {
      const [from, to] = pair.from === "a" ? [pair.a, pair.b] : [pair.b, pair.a];
      if (!out.has(from)) out.set(from, []);
      out.get(from).push(pair);
      into.add(to);
    }
  }
  const sources = [...out.keys()].filter((each) => !into.has(each)).sort((a, b) => out.get(b).length - out.get(a).length);
  if (sources.length === 1) {
    const rules = [...new Set(out.get(sources[0]).map((pair) => directionWords(pair.rule) + " (" + pair.confidence + " confidence)"))];
    return { article: members.find((each) => each.number === sources[0]), rules, sentence: "Where the text comes from: " + rules.join("; ") + "." };
  }
  const why = [...open].sort((a, b) => b[1] - a[1]).map(([rule, count]) => directionWords(rule) + " (" + several(count, "pair") + ")");
  if (sources.length > 1) return { article: null, sentence: "Where the text comes from is open: " + several(sources.length, "article") + " are sources of others, and nothing orders them among themselves." };
  return { article: null, sentence: "Where the text comes from is open" + (why.length ? ": " + why.join("; ") : "") + "." };
}

// Who ran it when: a lane per outlet, a mark per article.
function lanes(members, rep, toRep, source) {
  const times = members.map((each) => (each.date ? Date.parse(each.date) : NaN)).filter((time) => !Number.isNaN(time));
  const outlets = [...new Set(members.map((each) => each.outlet || ""))];
  const firstOf = (outlet) => Math.min(...members.filter((each) => (each.outlet || "") === outlet).map((each) => Date.parse(each.date || "") || Infinity));
  outlets.sort((a, b) => firstOf(a) - firstOf(b) || (a < b ? -1 : 1));
  const shown = outlets.slice(0, 60);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const [left, width, lane] = [210, 720, 26];
  const inLane = (outlet) => members.filter((member) => (member.outlet || "") === outlet);
  const isUndated = (each) => Number.isNaN(Date.parse(each.date || ""));
  const undated = Math.max(0, ...shown.map((outlet) => inLane(outlet).filter(isUndated).length));
  const start = left + (undated ? Math.min(width * 0.4, Math.max(70, undated * MARK_WIDTH + 30)) : 14);
  const x = (each) => {
    const time = Date.parse(each.date || "");
    return to === from ? start + 10 : start + ((time - from) / (to - from)) * (left + width - start - 14);
  };
  const height = shown.length * lane + 40;
  const marks = [];
  shown.forEach((outlet, at) => {
    const y = at * lane + 30;
    marks.push(svg("line", { class: "guide", x1: left, x2: left + width, y1: y, y2: y }));
    marks.push(svg("text", { class: "lane", x: left - 10, y: y + 4, "text-anchor": "end" }, cut(outlet || "outlet unknown", 30)));
    const [without, dated] = [inLane(outlet).filter(isUndated), inLane(outlet).filter((each) => !isUndated(each))];
    apart(without.map(() => 0), left + 14, start - 16).forEach((cx, index) => marks.push(mark(without[index], cx, y)));
    apart(dated.map(x), start, left + width - 8).forEach((cx, index) => marks.push(mark(dated[index], cx, y)));
  });
  function mark(each, cx, cy) {
    const pair = toRep.get(each.number);
    const letter = each.number === rep.number ? "◆" : pair ? relationLetter(pair.relation) : "·";
    const share = Math.round(each.containment * 10);
    const isSource = source.article && source.article.number === each.number;
    const says = (each.outlet || "outlet unknown") + ", " + (each.date ? moment(each.date) : "no date") + ": " + (each.number === rep.number ? "the representative" : pair ? words(pair.relation) : "member") + ", containment " + score(each.containment) + (isSource ? ", source" : "");
    return svg("a", { href: each.number === rep.number ? articleLink(each) : pairLink(...(pair && pair.a === rep.number ? [rep, each] : [each, rep])), "aria-label": says },
      svg("title", {}, says),
      isSource ? svg("circle", { class: "ring", cx, cy, r: 12 }) : null,
      svg("circle", { class: "dot shade-" + share, cx, cy, r: 8.5 }),
      svg("text", { class: "letter shade-text-" + (share > 5 ? "light" : "dark"), x: cx, y: cy + 3.5, "text-anchor": "middle" }, letter));
  }
  const axis = times.length ? [svg("text", { class: "tick", x: start, y: 12 }, moment(dateOf(members, from))), to > from ? svg("text", { class: "tick", x: left + width, y: 12, "text-anchor": "end" }, moment(dateOf(members, to))) : null] : [];
  return h("figure", { class: "chart" },
    h("figcaption", {}, h("strong", {}, "Who ran it when"), " ", h("span", {}, "a lane per outlet; marks of one moment are side by side; the darker, the more of its text the representative (◆) shares; the letter is the relation to it; a ring marks the source")),
    h("div", { class: "scroll" }, svg("svg", { class: "lanes", viewBox: "0 0 " + (left + width + 10) + " " + height, role: "group", "aria-label": "Articles of the story by outlet and time" },
      undated ? svg("text", { class: "tick", x: left + 2, y: 12 }, "no date") : null, axis, marks)),
    outlets.length > shown.length ? h("p", { class: "about" }, several(outlets.length - shown.length, "further outlet") + " in the table below.") : null,
    h("p", { class: "key" }, [...new Set([...toRep.values()].map((pair) => pair.relation))].map((name) => [badge(name), " " + relationWords(name) + " "])));
}

// RecordIndex on a line, moved apart so that no mark covers another, as far as there is room.
function apart(positions, from, to) {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a] - positions[b] || a - b);
  const gap = Math.min(MARK_WIDTH, (to - from) / positions.length);
  const made = [...positions];
  let least = from;
  for (const at of order) {
    made[at] = Math.max(made[at], least);
    least = made[at] + gap;
  }
  let most = to;
  for (const at of order.reverse()) {
    made[at] = Math.min(made[at], most);
    most = made[at] - gap;
  }
  return made;
}

const MARK_WIDTH = 19;
const cut = (text, length) => ([...text].length > length ? [...text].slice(0, length - 1).join("") + "…" : text);
const dateOf = (members, time) => (members.find((each) => Date.parse(each.date || "") === time) || {}).date || "";

function membersTable(members, rep, toRep) {
  const order = (each) => [each.number === rep.number ? 0 : 1, each.date || "9"].join(" ");
  const sorted = [...members].sort((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, 1000);
  return [table("Members" + (members.length > 1000 ? " (the first 1,000)" : ""), [
    { name: "article", cell: (each) => h("a", { href: articleLink(each) }, own(each.name)) },
    { name: "outlet", cell: (each) => (each.outlet ? own(each.outlet) : "–") },
    { name: "date", cell: (each) => when(each.date) },
    { name: "words", number: true, cell: (each) => number(each.words) },
    { name: "to the representative", cell: (each) => {
      if (each.number === rep.number) return "◆ representative";
      const pair = toRep.get(each.number);
      const [a, b] = pair && pair.a === rep.number ? [rep, each] : [each, rep];
      return pair ? h("a", { href: pairLink(a, b) }, badge(pair.relation)) : words(each.role);
    } },
    { name: "Jaccard", number: true, cell: (each) => score(each.jaccard) },
    { name: "containment", number: true, cell: (each) => score(each.containment) },
    { name: "origin by its credits", cell: (each) => h("span", { title: VERDICTS[each.verdict] || null }, words(each.verdict) || "–") },
  ], sorted)];
}

async function versionsOf(story, members) {
  const byNumber = new Map(members.map((each) => [each.number, each]));
  return h("section", {}, h("h2", {}, "Versions"), h("p", { class: "about" }, "Updates and corrections in one outlet, in the order of time."),
    await Promise.all(story.versions.map(async (chain) => h("ol", { class: "versions" }, await Promise.all(chain.map(async (at, index) => {
      const each = byNumber.get(at) || (await article(at));
      const before = index > 0 ? byNumber.get(chain[index - 1]) || (await article(chain[index - 1])) : null;
      const pair = before && (await pairsOf(at)).find((pair) => pair.a === before.number || pair.b === before.number);
      const evidence = pair ? await evidenceOf(pair) : [];
      return h("li", {}, h("a", { href: articleLink(each) }, own(each.name)), " ", when(each.date, "no date"), pair ? [": ", h("a", { href: pairLink(...(pair.a === each.number ? [each, before] : [before, each])) }, "what changed"), evidence.filter(([name]) => ["numbers", "names", "note"].includes(name)).map(([name, what]) => h("p", { class: "about" }, name + ": ", own(what)))] : null);
    }))))));
}
