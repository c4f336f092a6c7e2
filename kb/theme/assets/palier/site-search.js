/* The site's own search box: the service answers when it is quick enough, the browser's index when it is not.

   Material's box stays as it is, with its worker and its list. Beside that list stands one of ours, of the same markup,
   and only one of the two is shown. Two other ways were given up: speaking for Material's worker, whose messages change
   with every release, and writing into Material's list, which it empties whenever its own answer arrives. This way
   needs two of its attributes (data-md-component) and that keys bubble; where they are missing, nothing happens here.

   Material hears of words only where its list is wanted, for then it fetches and builds its index (patient-search.js).

   What must stay true: for one text the reader sees one list; what comes late is dropped, for a list must not jump
   under a finger. While an answer is awaited, nothing that stands there moves. Where there is no service, the box is
   asked to be nothing but Material's, after one call. What came from the index is only ever set as text. The words leave
   the browser for the service alone, without cookies, and nobody writes them down. */

// A pause between two keys is longer; so a word costs a call or two, not one a letter.
const PAUSE_MS = 100;
// From the call on. Beyond that a reader notices the wait, and Material's list stands.
const WAIT_MS = 300;
// A service that is late this often in a row is too slow for this reader's line.
const PATIENCE = 2;
// One letter means nothing to the service, and most hands go on; the API reads 500.
const LETTER_MS = 800;
const SHORTEST = 2;
const LONGEST = 500;
const BUSY = [429, 503];

const template = document.getElementById("palier-site-search");
const input = document.querySelector("[data-md-component=search-query]");
const theirs = document.querySelector("[data-md-component=search-result]");
if (template && input && theirs && location.protocol.startsWith("http")) begin();
if (new URLSearchParams(location.search).has("h")) import("./found-words.js");

function begin() {
  const ours = template.content.firstElementChild.cloneNode(true);
  const list = ours.querySelector("ol");
  const row = list.firstElementChild;
  list.replaceChildren();
  theirs.after(ours);
  const box = {
    ours,
    list,
    row,
    meta: ours.firstElementChild,
    waiting: ours.firstElementChild.textContent,
    wayOn: ours.querySelector(".palier-found__way-on"),
    text: "", // what was asked last
    call: null, // the call that is awaited
    timer: 0,
    late: 0, // how often in a row the service was
    pages: null, // what the service found; null when it did not say in time
    told: input.value, // what Material last heard of
    pending: false, // whether it has yet to answer that
    awaited: false, // whether its list is to be shown once it has
    pressed: false, // Enter, while the answer was awaited
  };
  new MutationObserver(() => onTheirs(box)).observe(theirs, { childList: true, subtree: true });
  // Material fills in ?q= of the address before this; the focus brings what a restored page still holds.
  for (const name of ["input", "focus"]) input.addEventListener(name, () => listen(box));
  input.addEventListener("focus", () => (box.told = input.value));
  input.form.addEventListener("reset", () => setTimeout(() => listen(box)));
  const search = theirs.closest("[data-md-component=search]");
  search.addEventListener("keydown", (event) => onKey(event, box));
  // What is typed reaches Material from here (tell), where its list is wanted: its index may weigh megabytes.
  search.addEventListener("keyup", (event) => event.isTrusted && event.target === input && event.stopPropagation(), true);
  listen(box);
}

/* Asking */

function listen(box) {
  const text = input.value.trim().slice(0, LONGEST);
  if (text === box.text) return;
  box.text = text;
  box.awaited = false;
  box.pages = null;
  box.pressed = false;
  clearTimeout(box.timer);
  box.call?.abort();
  box.call = null;
  if (!text || box.late >= PATIENCE) {
    settle(box);
    return;
  }
  wait(box);
  if (text.length < SHORTEST) {
    box.timer = setTimeout(() => settle(box), LETTER_MS);
  } else {
    box.call = new AbortController();
    box.timer = setTimeout(() => ask(box, text), PAUSE_MS);
  }
}

async function ask(box, text) {
  const call = box.call;
  const limit = setTimeout(() => call.abort(), WAIT_MS);
  let pages = null;
  try {
    pages = await search(text, call.signal);
    if (box.call === call) box.late = pages ? 0 : box.late + 1;
  } catch {
    // Too late, or not there at all: a site without the service, or a service that has stopped.
    if (box.call === call) box.late = call.signal.aborted ? box.late + 1 : PATIENCE;
  }
  clearTimeout(limit);
  if (box.call !== call) return;
  box.call = null;
  box.pages = pages;
  settle(box);
}

/* Which list is shown: ours, unless the service has nothing to say. Of a word it may only know the whole, where Material's
   index completes what is typed of it. */
function settle(box) {
  const found = box.pages?.length > 0 || (box.pages && /\s/.test(box.text));
  if (!found) tell(box);
  box.awaited = !found && box.pending && box.text !== "";
  if (found || (box.pages && !box.awaited && !theirs.querySelector("a[href]"))) show(box, box.pages);
  else if (!box.awaited) stepAside(box);
  else if (!box.ours.hidden) wait(box);
}

/* Let Material search as well. With the first words that it hears of, it fetches and builds its index. */
function tell(box) {
  if (box.told === input.value) return;
  box.told = input.value;
  box.pending = true;
  input.dispatchEvent(new KeyboardEvent("keyup"));
}

function onTheirs(box) {
  box.pending = false;
  if (box.awaited) settle(box);
}

/* The pages found; null when the service is too busy to say. Throws when it does not answer as a service would. */
async function search(text, signal) {
  const asked = new URLSearchParams({ q: text, lang: template.dataset.lang });
  const response = await fetch(`/api/v1/search?${asked}`, { signal, credentials: "omit" });
  if (BUSY.includes(response.status)) return null;
  if (!response.ok) throw new Error(String(response.status));
  return [...(await response.json()).pages];
}

/* Showing */

function show(box, pages) {
  const { none, one, other } = template.dataset;
  box.meta.textContent = { 0: none, 1: one }[pages.length] ?? other.replace("#", pages.length);
  box.list.replaceChildren(...pages.map((page) => result(box.row, page)));
  const link = box.wayOn.querySelector("a");
  const support = new URL(link.href);
  support.searchParams.set("text", box.text);
  link.href = support;
  box.wayOn.querySelector(".palier-found__none").hidden = pages.length > 0;
  box.wayOn.hidden = false;
  put(box, true);
  box.ours.parentElement.scrollTop = 0;
  if (box.pressed) open(box);
}

function result(row, page) {
  const made = row.cloneNode(true);
  const link = made.querySelector("a");
  const words = wordsOf(page);
  const url = new URL(page.url, location.origin);
  // As in Material's results: the page marks them where they stand (found-words.js).
  if (words.length) url.searchParams.set("h", words.join(" "));
  link.href = url;
  // Material's own result has an h1; made here, so that the page's source keeps its one.
  const title = document.createElement("h1");
  title.textContent = page.title;
  made.querySelector(".palier-found__head").prepend(title);
  made.querySelector(".palier-found__excerpt").append(...marked(page));
  // A known limit is there to stay: “incident” would say that something is broken.
  const told = [page.severity === "limitation" ? "limitation" : page.kind];
  if (page.state === "resolved") told.push("resolved");
  for (const kind of made.querySelectorAll("[data-kind]")) if (!told.includes(kind.dataset.kind)) kind.remove();
  return made;
}

/* Offsets count characters as Python does, so the excerpt is cut by code points. */
function marked({ excerpt, marks }) {
  const letters = Array.from(excerpt);
  const pieces = [];
  let from = 0;
  for (const [start, end] of marks) {
    const mark = document.createElement("mark");
    mark.textContent = letters.slice(start, end).join("");
    pieces.push(letters.slice(from, start).join(""), mark);
    from = end;
  }
  return [...pieces, letters.slice(from).join("")];
}

function wordsOf({ excerpt, marks }) {
  const letters = Array.from(excerpt);
  return [...new Set(marks.map(([start, end]) => letters.slice(start, end).join("").toLowerCase()))];
}

function stepAside(box) {
  put(box, false);
  // Now Material opens what it has found first.
  if (box.pressed) input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
}

/* What stands there stays; where nothing does, we say that we are at it. */
function wait(box) {
  if (box.ours.hidden) {
    box.meta.textContent = box.waiting;
    box.list.replaceChildren();
    box.wayOn.hidden = true;
  }
  put(box, true);
}

function put(box, ours) {
  box.ours.hidden = !ours;
  theirs.hidden = ours;
}

/* Keys: what Material does with its list, done with ours while it is shown. All others are Material's. */

function onKey(event, box) {
  if (box.ours.hidden || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key === "Enter" && event.target === input) {
    if (box.call || box.awaited) box.pressed = true;
    else open(box);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    move(box, event.key === "ArrowDown" ? 1 : -1);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function open(box) {
  box.list.querySelector("a")?.click();
}

function move(box, step) {
  const places = [input, ...[...box.ours.querySelectorAll("a")].filter((link) => link.checkVisibility?.() ?? true)];
  const from = Math.max(0, places.indexOf(document.activeElement));
  places[(from + step + places.length) % places.length].focus();
}
