// Elements of the page. Text is only ever text: nothing here, or elsewhere, parses markup.

// Characters that steer a terminal or turn the direction of the text around them.
const STEERING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const clean = (text) => String(text).replace(STEERING, "\ufffd");

function make(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : clean(value));
  }
  for (const child of children.flat(2)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(clean(child)));
  }
  return node;
}

const h = (name, attributes, ...children) => make(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) =>
  make(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

// Text of an input: isolated, in its own direction.
const own = (text, attributes) => h("bdi", { dir: "auto", ...attributes }, text);

const link = (view, value) => "#" + view + (value === undefined ? "" : "=" + [value].flat().map(encodeURIComponent).join(","));
const storyLink = (story) => link("story", story.id);
const articleLink = (each) => link("article", each.id);
const pairLink = (a, b) => link("pair", [a.id, b.id]);

// An address becomes a link only where it is one of the web.
function address(text) {
  let parsed = null;
  try {
    parsed = new URL(text);
  } catch {
    return own(text);
  }
  if (!["http:", "https:"].includes(parsed.protocol)) return own(text);
  return h("a", { href: parsed.href, rel: "noopener noreferrer nofollow", target: "_blank" }, own(text));
}

const number = (value) => (value === null || value === undefined ? "–" : value.toLocaleString("en"));
const score = (value) => (value === null || value === undefined ? "–" : value.toFixed(3));
const percent = (value) => (value === null || value === undefined ? "–" : (value * 100).toFixed(1) + " %");
const several = (count, one, more) => number(count) + " " + (count === 1 ? one : more || one + "s");

// A moment as people write it; what has another form stays as it is.
function moment(text) {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  return parts ? parts[1] + " " + parts[2] + (parts[3] === "Z" ? " UTC" : parts[3] ? " " + parts[3] : "") : text;
}

const when = (text, unknown) => (text ? h("span", { class: "date" }, moment(text)) : unknown || "–");

function lag(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? "−" : "";
  if (size < 3600) return sign + Math.round(size / 60) + " min";
  if (size < 172800) return sign + (size / 3600).toFixed(1) + " h";
  return sign + (size / 86400).toFixed(1) + " d";
}

const UNKNOWN = "–";

// A table; what is unknown in every row has no column.
function table(caption, possible, rows, attributes) {
  const columns = possible.filter((column, index) => index === 0 || !rows.length || rows.some((each) => column.cell(each) !== UNKNOWN));
  const cell = (column, each, index) =>
    h(index === 0 ? "th" : "td", { scope: index === 0 ? "row" : null, class: column.number ? "number" : null }, column.cell(each));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "rows", ...attributes },
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col", class: column.number ? "number" : null }, column.name)))),
      h("tbody", {}, rows.map((each) => h("tr", {}, columns.map((column, index) => cell(column, each, index)))))));
}

// What a relation is, and its letter, which shapes and colours repeat.
const RELATIONS = {
  exact: ["=", "equal, word for word"],
  near: ["N", "the same text with changes"],
  copy_truncated: ["T", "the beginning of the other, cut off"],
  teaser: ["t", "little more than the lead of the other"],
  excerpt: ["X", "one contains a part of the other"],
  update: ["U", "another version of the same story"],
  correction: ["C", "a version that corrects the other"],
  roundup: ["R", "one is made of the other and of further stories"],
  contained: ["I", "one is wholly inside the other"],
  shared_quote: ["Q", "the two share little more than quotations"],
  template: ["F", "the same form with other numbers and names"],
  boilerplate_only: ["B", "the two share little more than boilerplate"],
  caption_only: ["P", "the two share little more than captions"],
  headline_only: ["H", "the two share little more than headlines"],
  live_blog: ["L", "both contain entries of one running report"],
  standing_text: ["S", "the two share background that is used again on purpose"],
  error_page: ["E", "both are error pages or walls"],
};
// A value of a table of words; an edited folder may ask for anything.
const known = (from, name) => (Object.hasOwn(from, name) ? from[name] : undefined);
const relationLetter = (name) => (known(RELATIONS, name) || ["?"])[0];
const relationWords = (name) => (known(RELATIONS, name) || ["", ""])[1];

// Why the direction of a pair is what it is.
const DIRECTIONS = {
  republication: "one says that it appeared in the other before",
  canonical: "one names a page of the other’s host as its canonical one",
  agency_site: "one is on the site of the agency that the other credits",
  date: "one certainly appeared earlier",
  completeness: "one is cut off and the other is not",
  no_source: "neither is the source of what both have",
  common_agency: "both credit one agency, which is the source",
  date_missing: "a date is missing",
  dates_too_close: "the dates leave the order open",
};
const directionWords = (rule) => known(DIRECTIONS, rule) || words(rule);

const VERDICTS = {
  original: "names no source, and no earlier article has its text",
  wire_credited: "credits an agency for its text",
  rehosted: "says that it was published elsewhere before",
  mention: "names an agency, but not as the origin of its text",
  uncredited_match: "has another’s text and names nobody; a licence may allow that",
  unknown: "the evidence leaves its origin open",
};
