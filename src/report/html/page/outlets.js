// Boilerplate by outlet, and the network of outlets.

const RULES = { carriers: "the pages that contain it share hardly anything else", known: "listed as known boilerplate", phrase: "its words, form and place" };

// Lines in sight at once: more would make typing slow.
const LINES_DRAWN = 1000;

async function boilerplateView() {
  const outlets = (await block("boilerplate-0")) || [];
  const filter = searchBox("search lines and outlets", () => draw());
  const place = h("div", {});
  const draw = () => {
    const typed = valueOf(filter).trim().toLowerCase();
    const has = (text) => !typed || (text || "").toLowerCase().includes(typed);
    const found = outlets.filter((each) => each.spans).map((each) => [each, has(each.outlet) ? each.lines : each.lines.filter((line) => has(line.text))]).filter(([, lines]) => lines.length);
    let room = LINES_DRAWN;
    const drawn = [];
    for (const [each, lines] of found) {
      if (room <= 0) break;
      drawn.push(outlet(each, lines, drawn.length < 2 || (typed && room > LINES_DRAWN / 2)));
      room -= lines.length;
    }
    const more = found.length - drawn.length;
    place.replaceChildren(...drawn, more ? h("p", { class: "about" }, several(more, "further outlet") + ": search to see them.") : "");
  };
  const outlet = (each, lines, open) => h("details", { class: "card wide", open: open ? true : null },
    h("summary", {}, h("strong", {}, own(each.outlet || "outlet unknown")), " " + several(each.spans, "stretch", "stretches") + " on " + several(each.pages, "page")),
    table("Boilerplate of " + (each.outlet || "articles without an outlet"), [
      { name: "line", cell: (line) => (line.text === null ? h("span", { class: "about" }, "words not in the files of the scan") : own(line.text)) },
      { name: "on pages", number: true, cell: (line) => number(line.pages) + " of " + number(each.pages) },
      { name: "why", cell: (line) => known(RULES, line.rule) || words(line.rule) },
      { name: "everywhere", cell: (line) => (line.articles === null ? "–" : several(line.articles, "article") + ", " + several(line.outlets, "outlet")) },
      { name: "see", cell: (line) => exampleLink(line.example) },
    ], lines),
    each.more ? h("p", { class: "about" }, several(each.more, "further line") + " in articles.jsonl and fragments.jsonl.") : null);
  draw();
  return [
    h("h1", {}, "Boilerplate"),
    h("p", { class: "about" }, "Text that belongs to the page rather than to the story. It counts neither for pairs nor for originality. Everything else depends on this judgement, so check it. A page is a distinct text; copies are judged with the first one."),
    filters(outlets.filter((each) => each.spans), filter), place,
    outlets.some((each) => each.spans) ? null : h("p", { class: "note" }, head.has_boilerplate ? "No boilerplate was found." : "It was left out because of the size of this page."),
  ];
}

function exampleLink(at) {
  const made = h("a", { class: "short", href: "#articles" }, "a page");
  article(at).then((each) => each && made.setAttribute("href", articleLink(each)));
  return made;
}

async function networkView() {
  const network = await block("network-0");
  if (!network) return [h("h1", {}, "Network"), h("p", { class: "note" }, "It was left out because of the size of this page.")];
  const most = Math.max(1, ...network.edges.map((edge) => edge.stories));
  const range = h("input", { type: "range", min: "1", max: String(Math.min(most, 200)), value: "1", oninput: () => draw() });
  const says = h("output", {});
  const [place, list] = [h("div", { class: "scroll" }), h("div", {})];
  const draw = () => {
    const least = Number(range.value);
    const edges = network.edges.filter((edge) => edge.stories >= least);
    says.textContent = several(least, "story", "stories") + " or more: " + several(edges.length, "link");
    place.replaceChildren(drawingOf(network, edges));
    list.replaceChildren(edgesOf(network, edges));
  };
  if (network.edges.length) draw();

  const outlets = table("Outlets", [
    { name: "outlet", cell: (each) => own(each.name) },
    { name: "articles", number: true, cell: (each) => number(each.articles) },
    { name: "stories", number: true, cell: (each) => number(each.stories) },
    { name: "shared", number: true, cell: (each) => number(each.shared) },
    { name: "had first", number: true, cell: (each) => number(each.first) },
    { name: "agency text", number: true, cell: (each) => number(each.wire) },
    { name: "originality", number: true, cell: (each) => percent(each.originality) },
  ], [...network.outlets].sort((a, b) => b.articles - a.articles).slice(0, 1000));
  return [
    h("h1", {}, "Network"),
    h("p", { class: "about" }, "A link leads from the outlet that had a story first to one that carried it later. " + several(network.stories_shared, "story was", "stories were") + " carried by two outlets or more" +
      (network.stories_of_open_origin ? "; of " + number(network.stories_of_open_origin) + " the dates leave the origin open, and these have no link." : ".")),
    network.edges.length ? [h("div", { class: "filters" }, field("stories of a link, at least", range), says), place, legendOfNetwork()] :
      h("p", { class: "note" }, "There is no link: no story was in one outlet certainly before it was in another."),
    network.flows.length ? flowsOf(network) : null, network.edges.length ? list : null, network.edges_left_out ? h("p", { class: "about" }, several(network.edges_left_out, "further link") + ": wirecopy network has all.") : null,
    network.outlets.length ? outlets : h("p", { class: "note" }, "No article names its outlet."),
  ];
}

const EDGES_LISTED = 500;

// The links of the drawing as a table.
const edgesOf = (network, edges) =>
  table("Links" + (edges.length > EDGES_LISTED ? " (the first " + number(EDGES_LISTED) + " of " + number(edges.length) + ")" : ""), [
    { name: "from", cell: (edge) => own(network.outlets[edge.from].name) },
    { name: "to", cell: (edge) => own(network.outlets[edge.to].name) },
    { name: "stories", number: true, cell: (edge) => number(edge.stories) },
    { name: "of all stories of “to”", number: true, cell: (edge) => percent(edge.share_of_to) },
    { name: "median lag", number: true, cell: (edge) => (edge.lag_hours === null ? "–" : edge.lag_hours.toFixed(1) + " h") },
    { name: "credited", number: true, cell: (edge) => percent(edge.credit_rate) },
  ], edges.slice(0, EDGES_LISTED));

const legendOfNetwork = () => h("p", { class: "key" }, "A circle is an outlet, larger with more shared stories: ",
  h("span", { class: "swatch round hollow" }), "had most of them first ", h("span", { class: "swatch round bar-a" }), "had most of them later. An arrow leads to who ran it later, thicker with more stories.");

function drawingOf(network, edges) {
  const at = (number) => network.outlets[number].at;
  const radius = (each) => Math.min(22, 5 + Math.sqrt(each.shared) * 2.2);
  const linked = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const lines = edges.filter((edge) => at(edge.from) && at(edge.to)).map((edge) => {
    const [[x1, y1], [x2, y2]] = [at(edge.from), at(edge.to)];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
    const [r1, r2] = [radius(network.outlets[edge.from]), radius(network.outlets[edge.to]) + 5];
    // Opposite edges bend apart.
    const [mx, my] = [(x1 + x2) / 2 - uy * length * 0.08, (y1 + y2) / 2 + ux * length * 0.08];
    const path = "M" + [x1 + ux * r1, y1 + uy * r1].map((v) => v.toFixed(1)) + " Q" + [mx, my].map((v) => v.toFixed(1)) + " " + [x2 - ux * r2, y2 - uy * r2].map((v) => v.toFixed(1));
    return svg("path", { class: "edge", d: path, "stroke-width": Math.min(6, 0.8 + Math.sqrt(edge.stories)).toFixed(1), "marker-end": "url(#arrow)" },
      svg("title", {}, network.outlets[edge.from].name + " → " + network.outlets[edge.to].name + ": " + several(edge.stories, "story", "stories")));
  });
  const nodes = network.outlets.map((each, index) => each.at && svg("g", { class: linked.has(index) ? "node" : "node faint" },
    svg("circle", { cx: each.at[0], cy: each.at[1], r: radius(each).toFixed(1), class: each.first > each.shared - each.first ? "first" : "later" },
      svg("title", {}, each.name + ": " + several(each.shared, "shared story", "shared stories") + ", " + each.first + " first")),
    each.first > each.shared - each.first ? svg("circle", { class: "core", cx: each.at[0], cy: each.at[1], r: (radius(each) / 2.5).toFixed(1) }) : null,
    svg("text", { x: each.at[0], y: (each.at[1] + radius(each) + 12).toFixed(1), "text-anchor": "middle" }, cut(each.name, 24))));
  return svg("svg", { class: "network", viewBox: "-60 -10 1120 670", role: "img", "aria-label": "The network of outlets; the same is in the table of links" },
    svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, svg("path", { class: "arrow", d: "M0,0 L8,4 L0,8 z" }))),
    lines, nodes);
}

const FLOWS_DRAWN = 60;
const FLOWS_LISTED = 500;

// Whose text the outlets have: agencies on the left, outlets on the right.
function flowsOf(network) {
  const flows = network.flows.slice(0, FLOWS_DRAWN);
  const sum = (side, of = flows) => {
    const totals = new Map();
    for (const flow of of) totals.set(flow[side], (totals.get(flow[side]) || 0) + flow[2]);
    return totals;
  };
  const [left, right] = [sum(0), sum(1)];
  const everywhere = [sum(0, network.flows), sum(1, network.flows)];
  const all_articles = flows.reduce((total, flow) => total + flow[2], 0);
  const gaps = 16 * Math.max(left.size, right.size);
  const height = Math.max(160, Math.max(left.size, right.size) * 26 + 40);
  const unit = Math.max(0.1, (height - gaps) / all_articles);
  const tops = (totals) => {
    let y = 4;
    const gap = (height - all_articles * unit) / Math.max(1, totals.size);
    return new Map([...totals].map(([name, total]) => {
      const place = { y, next: y, size: total * unit };
      y += total * unit + gap;
      return [name, place];
    }));
  };
  const [from, to] = [tops(left), tops(right)];
  const ribbons = flows.map(([agency, outlet, articles]) => {
    const [a, b] = [from.get(agency), to.get(outlet)];
    const size = articles * unit;
    const [y1, y2] = [a.next + size / 2, b.next + size / 2];
    a.next += size;
    b.next += size;
    return svg("path", { class: "flow", d: "M212," + y1.toFixed(1) + " C450," + y1.toFixed(1) + " 450," + y2.toFixed(1) + " 688," + y2.toFixed(1), "stroke-width": Math.max(1, size).toFixed(1) }, svg("title", {}, agency + " → " + outlet + ": " + several(articles, "article")));
  });
  const column = (places_of, side, x, anchor, dx) => [...places_of].map(([name, place]) => [svg("rect", { class: "bar-a", x, y: place.y.toFixed(1), width: 10, height: Math.max(1.5, place.size).toFixed(1) }),
    svg("text", { class: "lane", x: x + dx, y: (place.y + place.size / 2 + 4).toFixed(1), "text-anchor": anchor }, cut(name, 28) + " " + number(everywhere[side].get(name)))]);
  return h("figure", { class: "chart" }, h("figcaption", {}, h("strong", {}, "From wire to outlet"), " ", h("span", {}, "articles whose strongest credit names the agency")),
    h("div", { class: "scroll" }, svg("svg", { class: "flows", viewBox: "0 0 900 " + (height + 8), role: "img", "aria-label": "Articles by credited agency and outlet; the table has the numbers" }, ribbons, column(from, 0, 202, "end", -8), column(to, 1, 688, "start", 18))),
    h("details", {}, h("summary", {}, "As a table"), table("Credited agencies by outlet", [{ name: "agency", cell: (flow) => flow[0] }, { name: "outlet", cell: (flow) => own(flow[1]) }, { name: "articles", number: true, cell: (flow) => number(flow[2]) }], network.flows.slice(0, FLOWS_LISTED))),
    network.flows.length > FLOWS_DRAWN ? h("p", { class: "about" }, "The " + FLOWS_DRAWN + " largest of " + number(network.flows.length + network.flows_left_out) + " flows are drawn.") : null);
}
