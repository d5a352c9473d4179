// Stories: the list of them, and one story.

async function storiesView() {
  const stories = await all("stories");
  const naming = (each) => (each.credited === 0 ? "none of its articles" : each.credited === each.size ? "all of its articles" : "some of its articles");
  const search = stories.map((each) => [each.title, each.id, each.agency || "", each.first || ""].join(" ").toLowerCase());
  const index = new Map(stories.map((each, at) => [each, at]));
  const day = (text) => (text ? text.slice(0, 10) : null);
  const list = longList({
    label: "Stories",
    one: "story",
    none: "There is no story: no article shares enough text with another one.",
    rows: stories,
    open: (each) => (location.hash = storyLink(each)),
    columns: [
      { name: "articles", number: true, class: "number", width: "5.5rem", key: (each) => each.size, cell: (each) => number(each.size) },
      { name: "story", class: "title", width: "minmax(12rem, 1fr)", key: (each) => each.title.toLowerCase(), cell: (each) => h("a", { href: storyLink(each) }, own(each.title)) },
      { name: "outlets", number: true, class: "number", width: "5rem", key: (each) => each.outlets || null, cell: (each) => number(each.outlets) },
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
    const [of, relation, from, to, credited] = [agency, mostly, since, until, credit].map(valueOf);
    const carrier = valueOf(outlet) === "" ? null : Number(valueOf(outlet));
    list.keep((each) =>
      (!typed || search[index.get(each)].includes(typed)) && each.size >= least && (!of || each.agency === of) &&
      (carrier === null || each.carriers.includes(carrier)) && (!credited || naming(each) === credited) &&
      (!relation || each.relations.some(([name]) => name === relation)) &&
      (!from || (each.last && day(each.last) >= from)) && (!to || (each.first && day(each.first) <= to)));
  };
  const text = searchBox("search titles and ids", keep);
  const size = field("articles, at least", h("input", { type: "number", min: "2", value: "2", oninput: keep }));
  const outlet = outletChoice(stories.flatMap((each) => each.carriers), keep);
  const agency = choice("agency", stories.map((each) => each.agency), keep);
  const mostly = choice("has a pair that is", stories.flatMap((each) => each.relations.map(([name]) => name)), keep);
  const credit = choice("a source is named by", stories.map(naming), keep);
  const since = field("from", h("input", { type: "date", oninput: keep }));
  const until = field("until", h("input", { type: "date", oninput: keep }));
  since.hidden = until.hidden = !stories.some((each) => each.first);
  queueMicrotask(keep);
  return [
    h("h1", {}, "Stories"),
    h("p", { class: "about" }, "Groups of articles that each share enough text with one of them. “credit” counts the members that name an agency or another outlet as the origin of their text."),
    filters(stories, text, size, outlet, agency, mostly, credit, since, until),
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
  // Bridges, and pairs that share too little to be one.
  const leaving = pairs.filter((pair) => !inside.has(pair.a) || !inside.has(pair.b)).sort((x, y) => y.jaccard - x.jaccard);
  const outside = await Promise.all(leaving.slice(0, BRIDGES_SHOWN).map(withArticles));
  const among = own_pairs.filter((pair) => pair.a !== rep.number && pair.b !== rep.number);
  const further = await Promise.all(among.slice(0, PAIRS_SHOWN).map(withArticles));
  return [
    h("p", { class: "crumb" }, h("a", { href: "#stories" }, "Stories"), " / ", story.id),
    h("h1", {}, own(story.title)),
    h("p", { class: "facts" }, [several(story.size, "article"), story.outlets ? several(story.outlets, "outlet") : null, story.agency && "mostly credited: " + story.agency,
      story.rule === "exact" ? "all are copies of one text" : "similarity to the representative " + score(story.min) + " to 1, mean " + score(story.mean),
      story.bridges ? several(story.bridges, "bridge") + " to other articles" : null].filter(Boolean).join(" · ")),
    h("p", { class: "source" }, source.sentence, source.article ? [" ", h("a", { href: articleLink(source.article) }, own(source.article.name)), source.article.outlet ? [" · ", own(source.article.outlet)] : null] : null),
    lanes(members, rep, toRep, source),
    membersTable(members, rep, toRep),
    story.versions.length ? await versionsOf(story, members) : null,
    further.length ? folded("Further pairs inside the story", further, among.length) : null,
    outside.length ? folded("Pairs with articles outside the story", outside, leaving.length) : null,
  ];
}

const MEMBERS_JOINED = 2000;
const BRIDGES_SHOWN = 100;
const PAIRS_SHOWN = 300;

const PAIRS_OPEN = 12;

// A table of pairs, closed where it is long; `total` counts those without a row, too.
const folded = (name, rows, total) => h("details", { class: "folded", open: rows.length <= PAIRS_OPEN },
  h("summary", {}, name + ": " + (rows.length < total ? number(rows.length) + " of " : "") + number(total)), table(name, pairColumns, rows));

const withArticles = async (pair) => ({ pair, a: await article(pair.a), b: await article(pair.b) });
const nameOf = (each) => own(each.name + (each.outlet ? " · " + each.outlet : ""));

const pairColumns = [
  { name: "pair", cell: ({ a, b }) => h("a", { href: pairLink(a, b) }, nameOf(a), " ", nameOf(b)) },
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

// A moment as a number. A time without a zone is taken as UTC, so that a page looks alike everywhere.
function instant(each) {
  const date = each.date || "";
  return Date.parse(/T[^Z+-]*$/.test(date) ? date + "Z" : date);
}

// The members by outlet, the outlet that had the story first before the others.
function lanesOf(members) {
  const byOutlet = new Map();
  for (const each of members) {
    const lane = byOutlet.get(each.outlet || "") || { outlet: each.outlet, first: Infinity, dated: [], undated: [] };
    const time = instant(each);
    if (Number.isNaN(time)) lane.undated.push(each);
    else {
      lane.dated.push(each);
      lane.first = Math.min(lane.first, time);
    }
    byOutlet.set(each.outlet || "", lane);
  }
  // Outlets without a date come last, and equal ones by name.
  return [...byOutlet.values()].sort((a, b) => (a.first === b.first ? ((a.outlet || "") < (b.outlet || "") ? -1 : 1) : a.first < b.first ? -1 : 1));
}

const LANES_SHOWN = 60;

// Who ran it when: a lane per outlet, a mark per article.
function lanes(members, rep, toRep, source) {
  const all_lanes = lanesOf(members);
  const shown = all_lanes.slice(0, LANES_SHOWN);
  const times = shown.flatMap((each) => each.dated).map(instant);
  const [from, to] = times.reduce(([least, most], time) => [Math.min(least, time), Math.max(most, time)], [Infinity, -Infinity]);
  const [left, width, lane] = [210, 720, 26];
  const undated = shown.reduce((most, each) => Math.max(most, each.undated.length), 0);
  const start = left + (undated ? Math.min(width * 0.4, Math.max(70, undated * MARK_WIDTH + 30)) : 14);
  const x = (each) => (to === from ? start + 10 : start + ((instant(each) - from) / (to - from)) * (left + width - start - 14));
  const height = shown.length * lane + 40;
  const marks = [];
  shown.forEach(({ outlet, dated, undated: without }, at) => {
    const y = at * lane + 30;
    marks.push(svg("line", { class: "guide", x1: left, x2: left + width, y1: y, y2: y }));
    marks.push(svg("text", { class: "lane", x: left - 10, y: y + 4, "text-anchor": "end" }, cut(outlet || "outlet unknown", 24)));
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
    all_lanes.length > shown.length ? h("p", { class: "about" }, several(all_lanes.length - shown.length, "further outlet") + " in the table below.") : null,
    h("p", { class: "key" }, [...new Set([...toRep.values()].map((pair) => pair.relation))].map((name) => [badge(name), ": " + relationWords(name) + " "])));
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
const dateOf = (members, time) => (members.find((each) => instant(each) === time) || {}).date || "";

const MEMBERS_LISTED = 1000;

function membersTable(members, rep, toRep) {
  const order = (each) => [each.number === rep.number ? 0 : 1, each.date || "9"].join(" ");
  const sorted = [...members].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)).slice(0, MEMBERS_LISTED);
  return [table("Members" + (members.length > sorted.length ? " (the first " + number(sorted.length) + " of " + number(members.length) + ")" : ""), [
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
    { name: "origin by its credits", cell: (each) => (each.verdict ? h("span", { title: known(VERDICTS, each.verdict) || null }, words(each.verdict)) : "–") },
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
