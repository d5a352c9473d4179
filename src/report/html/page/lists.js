// A long list of which only the rows in sight are in the page.
const ROW_HEIGHT = 44;
const ROWS_AROUND = 8;
const ROWS_PRINTED = 500;

// `columns` have name, cell(row), and where they sort key(row); `rows` are all, `keep` decides.
function longList({ label: name, one, none, columns: possible, rows, open }) {
  // What is unknown of every row has no column.
  const columns = possible.filter((column) => !rows.length || !column.key || rows.some((each) => ![null, undefined].includes(column.key(each))));
  // All rows in the chosen order, so that filters need not sort.
  let ordered = rows;
  let shown = rows;
  let by = null;
  let test = () => true;
  let current = 0;
  const count = h("p", { class: "count", role: "status" });
  // The row that the arrows are on, for those who do not see it.
  const says = h("p", { class: "hidden", "aria-live": "polite" });
  let top = 0;
  const body = h("div", { class: "long-body", role: "presentation" });
  const before = h("div", { class: "long-space", "aria-hidden": "true" });
  const after = h("div", { class: "long-space", "aria-hidden": "true" });
  const box = h("div", { class: "long-box", tabindex: "0", role: "rowgroup", "aria-label": name + ": arrows move, Enter opens", onscroll: scrolled, onkeydown: move }, before, body, after);
  const header = h("div", { class: "long-row long-head", role: "row" }, columns.map(headerCell));
  const list = h("div", { class: "long", role: "table", "aria-label": name },
    h("div", { role: "rowgroup" }, header), box);
  const template = columns.map((column) => column.width).join(" ");

  function headerCell(column) {
    if (!column.key) return h("div", { role: "columnheader", class: column.class }, column.name);
    return h("div", { role: "columnheader", class: column.class, "aria-sort": "none" },
      h("button", { type: "button", onclick: () => sortBy(column) }, column.name, h("span", { class: "arrow", "aria-hidden": "true" })));
  }

  function sortBy(column) {
    const isSame = by && by.column === column;
    by = { column, down: isSame ? !by.down : column.number === true };
    sort();
    keep(test);
  }

  function sort() {
    const keys = rows.map((each, index) => [by.column.key(each), index]);
    const factor = by.down ? -1 : 1;
    // Unknown values come last in both directions, and equal ones keep their order.
    keys.sort(([a, i], [b, j]) => {
      if (a === b) return i - j;
      if (a === null || a === undefined) return 1;
      if (b === null || b === undefined) return -1;
      return a < b ? -factor : factor;
    });
    ordered = keys.map(([, index]) => rows[index]);
    columns.forEach((column, index) => {
      if (column.key) header.children[index].setAttribute("aria-sort", column === by.column ? (by.down ? "descending" : "ascending") : "none");
    });
  }

  function rowOf(each, index) {
    const cells = columns.map((column) => h("div", { role: "cell", class: column.class }, column.cell(each)));
    const made = h("div", { class: "long-row" + (index === current ? " current" : ""), role: "row", "aria-rowindex": index + 2 }, cells);
    made.style.gridTemplateColumns = template;
    made.addEventListener("click", (event) => {
      if (!event.target.closest("a")) open(each);
    });
    return made;
  }

  function draw(all) {
    // The box is no higher than the window.
    const visible = Math.ceil(innerHeight / ROW_HEIGHT);
    const first = all ? 0 : Math.max(0, Math.floor(box.scrollTop / ROW_HEIGHT) - ROWS_AROUND);
    const last = all ? Math.min(shown.length, ROWS_PRINTED) : Math.min(shown.length, first + visible + 2 * ROWS_AROUND);
    before.style.height = first * ROW_HEIGHT + "px";
    after.style.height = (all ? 0 : shown.length - last) * ROW_HEIGHT + "px";
    body.replaceChildren(...shown.slice(first, last).map((each, index) => rowOf(each, first + index)));
  }

  function scrolled() {
    top = box.scrollTop;
    draw();
  }

  function move(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -shown.length, End: shown.length };
    if (event.key === "Enter" && event.target === box && shown[current]) return open(shown[current]);
    if (!(event.key in steps)) return undefined;
    event.preventDefault();
    current = Math.max(0, Math.min(shown.length - 1, current + steps[event.key]));
    const y = current * ROW_HEIGHT;
    if (y < box.scrollTop) box.scrollTop = y;
    if (y + ROW_HEIGHT > box.scrollTop + box.clientHeight) box.scrollTop = y + ROW_HEIGHT - box.clientHeight;
    draw();
    const row = body.querySelector(".current");
    says.textContent = row ? [...row.children].map((cell) => cell.textContent).join(", ") + "; " + number(current + 1) + " of " + number(shown.length) : "";
    return undefined;
  }

  function keep(wanted) {
    test = wanted;
    shown = ordered.filter(test);
    current = 0;
    top = 0;
    box.scrollTop = 0;
    count.textContent = (shown.length === rows.length ? "" : number(shown.length) + " of ") + several(rows.length, one, name.toLowerCase());
    list.setAttribute("aria-rowcount", shown.length + 1);
    draw();
  }

  header.style.gridTemplateColumns = template;
  onprint.push([() => list.isConnected && draw(true), () => list.isConnected && draw()]);
  // A list that is shown again is as it was left.
  const again = () => {
    box.scrollTop = top;
    draw();
    box.focus({ preventScroll: true });
  };
  const element = h("div", {}, rows.length ? [count, list, says] : h("p", { class: "note" }, none));
  listsAgain.set(element, again);
  return { element, keep };
}

const listsAgain = new Map();

// Paper opens nothing: what is closed is open on it.
const closed = () => document.querySelectorAll("#view details:not([open])");
const opened = () => document.querySelectorAll("#view details[data-opened]");
const onprint = [[
  () => closed().forEach((each) => Object.assign(each, { open: true }).setAttribute("data-opened", "")),
  () => opened().forEach((each) => Object.assign(each, { open: false }).removeAttribute("data-opened")),
]];
addEventListener("beforeprint", () => onprint.forEach(([before]) => before()));
addEventListener("afterprint", () => onprint.forEach(([, after]) => after()));

// The controls of a list, where there is something to filter.
const filters = (rows, ...controls) => rows.length ? h("form", { class: "filters", onsubmit: (event) => event.preventDefault() }, controls) : null;

// A labelled control.
const field = (name, control) => h("label", { class: "field" }, h("span", {}, name), control);

// What is known of the rows, to choose from; nothing where they leave no choice.
function choice(name, values, change) {
  const known = [...new Set(values)].filter(Boolean).sort();
  return select(name, known.map((value) => [value, words(value)]), change);
}

function outletChoice(numbers, change) {
  const named = [...new Set(numbers)].filter((each) => each !== null).map((each) => [String(each), outletName(each)]);
  return select("outlet", named.sort(([, a], [, b]) => a.localeCompare(b, "en")), change);
}

function select(name, options, change) {
  const made = field(name, h("select", { onchange: change }, h("option", { value: "" }, "all"), options.map(([value, says]) => h("option", { value }, says))));
  made.hidden = options.length < 2;
  return made;
}

const searchBox = (name, change) => field(name, h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: change }));

const valueOf = (control) => control.querySelector("input, select").value;
