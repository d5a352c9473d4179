// The views by the address behind #, and the keys.

let keys = {};
let drawn = 0;

const VIEWS = head.view === "dedup" ? { removals: removalsView, removal: removalView, examples: examplesView } : {
  stories: storiesView, story: ([id]) => storyView(id), pair: pairView, articles: articlesView, article: ([id]) => articleView(id),
  boilerplate: boilerplateView, network: networkView,
};

// Views that stay as they were left, by their address.
const LISTS = new Set(["stories", "articles", "removals"]);
const left = new Map();

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const absent = (what, id) => [h("h1", {}, "Not on this page"), h("p", {}, "This page has no " + what + " ", own(cut(id, 200)), "."), h("p", {}, h("a", { href: "#overview" }, "Overview"))];

async function show() {
  const [name, value] = location.hash.slice(1).split(/=(.*)/s);
  const main = document.getElementById("main");
  if (name === "main") return main.focus();
  const [overview, view] = ["overview", "view"].map((id) => document.getElementById(id));
  const isOverview = name === "" || name === "overview";
  const mine = ++drawn;
  keys = {};
  document.querySelectorAll("nav a").forEach((each) => {
    const is = each.getAttribute("href") === "#" + (isOverview ? "overview" : { story: "stories", pair: "stories", article: "articles", removal: "removals" }[name] || name);
    if (is) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  });
  overview.hidden = !isOverview;
  view.hidden = isOverview;
  if (isOverview) return scrollTo(0, 0);
  view.setAttribute("aria-busy", "true");
  const isAgain = left.has(location.hash);
  let content;
  try {
    content = left.get(location.hash) || (Object.hasOwn(VIEWS, name) ? await VIEWS[name]((value || "").split(",").map(decoded)) : absent("view", name));
  } catch (error) {
    content = [h("h1", {}, "This view cannot be shown"), h("p", {}, String(error)), typeof DecompressionStream === "undefined" ? h("p", {}, "The browser is too old to unpack the data of this page (DecompressionStream).") : null];
  }
  // A faster click wins.
  if (mine !== drawn) return undefined;
  view.replaceChildren(...content.flat(2).filter((node) => node instanceof Node));
  view.removeAttribute("aria-busy");
  if (LISTS.has(name)) left.set(location.hash, content);
  const title = view.querySelector("h1");
  document.title = (title ? title.textContent : name) + " · wirecopy";
  scrollTo(0, 0);
  return isAgain ? content.forEach((node) => listsAgain.has(node) && listsAgain.get(node)()) : main.focus({ preventScroll: true });
}

addEventListener("hashchange", show);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
show();
