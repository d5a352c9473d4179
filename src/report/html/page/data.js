"use strict";
// The data of the page: blocks of JSON, as they are or compressed, read when a view needs them.
const head = JSON.parse(document.getElementById("head").textContent);
const blocks = new Map();

function block(name) {
  if (!blocks.has(name)) blocks.set(name, read(document.getElementById("block-" + name)));
  return blocks.get(name);
}

async function read(element) {
  if (!element) return null;
  if (element.type === "application/json") return JSON.parse(element.textContent);
  const packed = atob(element.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at++) bytes[at] = packed.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// One row of a kind by its number; null where the page does not have it.
async function row(kind, number) {
  if (number === null || number === undefined || number >= head.n[kind]) return null;
  const rows = await block(kind + "-" + Math.floor(number / head.per[kind]));
  return rows ? rows[number % head.per[kind]] : null;
}

const whole = new Map();

// All rows of a kind that are in the page.
function all(kind) {
  if (!whole.has(kind)) whole.set(kind, readAll(kind));
  return whole.get(kind);
}

async function readAll(kind) {
  const rows = [];
  for (let number = 0; number * head.per[kind] < head.n[kind]; number++) {
    for (const each of await block(kind + "-" + number)) rows.push(each);
  }
  return rows;
}

const label = (number) => (number === null || number === undefined ? null : head.labels[number]);
const outletName = (number) => (number === null || number === undefined ? null : head.outlets[number] || "outlet " + (number + 1));
const words = (name) => (name || "").replaceAll("_", " ");

// Articles are rows: id, outlet, date, title, words, story, kind, verdict, agency, originality, cut, opening.
const asArticle = (each, number) =>
  each && {
    number, id: each[0], outlet: outletName(each[1]), date: each[2], title: each[3], words: each[4], story: each[5],
    kind: label(each[6]), verdict: label(each[7]), agency: label(each[8]), originality: each[9], cut: each[10],
    name: each[3] || each[11] || each[0],
  };
const article = async (number) => asArticle(await row("articles", number), number);

// Pairs are rows: both articles, scores, common runs, relation, direction, lengths.
const asPair = (each, number) =>
  each && {
    number, a: each[0], b: each[1], jaccard: each[2], aInB: each[3], bInA: each[4], shared: each[5], relation: label(each[6]),
    from: each[7], rule: label(each[8]), confidence: label(each[9]), longest: each[10], outside: each[11], lag: each[12],
    passages: each[13],
  };

// A value that is made once: later callers wait for the first one.
function once(make) {
  let made = null;
  return () => (made ??= make());
}

const pairsByArticle = once(async () => {
  const byArticle = new Map();
  (await all("pairs")).forEach((each, index) => {
    for (const side of [each[0], each[1]]) {
      if (!byArticle.has(side)) byArticle.set(side, []);
      byArticle.get(side).push(index);
    }
  });
  return byArticle;
});

// The pairs of an article.
async function pairsOf(number) {
  const [rows, byArticle] = [await all("pairs"), await pairsByArticle()];
  return (byArticle.get(number) || []).map((index) => asPair(rows[index], index));
}

const numbersById = once(async () => new Map((await all("articles")).map((each, index) => [each[0], index])));

// The number of an article by its id.
const numberOf = async (id) => (await numbersById()).get(id);

const blockOfText = new Map();
(head.texts || []).forEach((articles, index) => articles.forEach((each) => blockOfText.set(each, index)));

// The text of an article with its parts; null where the page does not have it.
async function textOf(number) {
  if (!blockOfText.has(number)) return null;
  const rows = await block("texts-" + blockOfText.get(number));
  const found = rows.find((each) => each[0] === number);
  return found && { text: found[1], parts: found[2] };
}
