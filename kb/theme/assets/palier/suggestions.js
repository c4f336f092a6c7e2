/* Suggestions while a customer types, and what the customer says of them.

   Enhances every <form data-palier-ask data-lang="…"> with a list [data-palier-suggestions]. What is searched is the
   field `text`, or the fields that data-palier-words names, in that order, one a line. Without this script the same
   form works by its buttons. What must stay true: nothing here keeps the form from being sent; a network fault shows
   nothing, and a service with too many callers is asked again when it said, without a word; what came from the index
   is only ever set as text, never as HTML; a screen reader hears the number of suggestions and no more. */

import { offerReading } from "./reading.js";
import { masked } from "./secrets.js";

const DELAY_MS = 300;
const SHORTEST = 3;
const MOST_TRIES = 3;
// Of the words that a page was found by, as many as one glance takes in; the service does the same without a script.
const MOST_WORDS = 6;
const CONTEXT = ["product", "version", "build", "kind", "page", "ask"];
const REASONS = ["version", "step_fails", "other_problem"];
const WORDS = JSON.parse(document.getElementById("palier-words")?.textContent ?? "{}");

for (const form of document.querySelectorAll("form[data-palier-ask]")) enhance(form);

function enhance(form) {
  const list = form.querySelector("[data-palier-suggestions]")
    ?? document.querySelector("[data-palier-suggestions]");
  const names = (form.dataset.palierWords ?? "text").split(" ");
  const fields = names.map((name) => form.elements.namedItem(name)).filter(Boolean);
  const text = fields[0];
  if (!list || !text) return;
  const talk = { form, list, fields, text, status: liveRegion(list), aside: new Set(), shown: "", running: null, timer: 0 };
  for (const field of fields) field.addEventListener("input", () => later(talk));
  form.addEventListener("change", (event) => {
    if (CONTEXT.includes(event.target.name)) later(talk);
  });
  form.addEventListener("keydown", (event) => onKey(event, talk));
  document.addEventListener("click", (event) => onClick(event, talk));
  // What the service put there before this script came.
  for (const there of list.querySelectorAll(".palier-suggestion[data-id]")) offerReading(there, WORDS);
  for (const idle of form.querySelectorAll("[data-palier-idle][hidden]")) idle.hidden = list.childElementCount > 0;
  // What a quick hand has typed meanwhile, and what was there from the start: a draft, a link that brought words.
  const brought = list.childElementCount === 0 && fields.some((field) => field.value.trim());
  if (fields.includes(document.activeElement) || brought) later(talk);
}

function onKey(event, talk) {
  const oneLine = event.target === talk.text && talk.text.tagName === "TEXTAREA" && talk.text.rows === 1;
  if (event.key === "Enter" && oneLine && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    talk.form.requestSubmit();
  } else if (event.key === "Escape" && talk.list.childElementCount > 0) {
    show(talk, []);
    talk.text.focus();
  }
}

/* Asking */

function later(talk) {
  clearTimeout(talk.timer);
  talk.timer = setTimeout(() => ask(talk, MOST_TRIES), DELAY_MS);
}

async function ask(talk, tries) {
  talk.running?.abort();
  const words = talk.fields.map((field) => field.value.trim()).filter(Boolean).join("\n");
  if (words.length < SHORTEST) {
    show(talk, []);
    return;
  }
  const running = new AbortController();
  talk.running = running;
  const busy = (delay) => {
    if (tries < 2 || running.signal.aborted) return;
    clearTimeout(talk.timer);
    talk.timer = setTimeout(() => ask(talk, tries - 1), delay);
  };
  const answer = await post("/api/v1/suggestions", question(talk, words), running.signal, busy);
  if (!answer) return;
  remember(talk.form, answer.ask);
  show(talk, answer.suggestions.filter((suggestion) => !talk.aside.has(suggestion.id)), answer.me_too ?? {});
  if (answer.suggestions.length === 0) sayNothing(talk, true);
}

function question(talk, words) {
  const asked = { text: masked(words), lang: talk.form.dataset.lang };
  for (const name of CONTEXT) {
    const value = talk.form.elements.namedItem(name)?.value;
    if (value) asked[name] = value;
  }
  return asked;
}

/* The answer as JSON, or null: stale, offline, refused. The form goes on without it. When the service said when to
   come back, `busy` is told in how many milliseconds. */
async function post(url, data, signal, busy) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(data),
      signal,
    });
    if (response.status === 503 && busy) comeBack(response, busy);
    if (!response.ok) return null;
    return response.status === 204 ? {} : await response.json();
  } catch {
    return null;
  }
}

/* Up to a second later than it said, or all who were turned away together would come back together. */
function comeBack(response, busy) {
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  if (seconds >= 0) busy(1000 * (seconds + Math.random()));
}

function remember(form, ask) {
  let field = form.elements.namedItem("ask");
  if (!field) {
    field = element("input", { type: "hidden", name: "ask" });
    form.append(field);
  }
  field.value = ask ?? "";
}

/* Showing */

function show(talk, suggestions, haveItToo = {}) {
  sayNothing(talk, false);
  const shown = JSON.stringify(suggestions.map((one) => [one.id, one.excerpt, one.verdict]));
  if (shown === talk.shown) return;
  talk.shown = shown;
  for (const idle of talk.form.querySelectorAll("[data-palier-idle]")) idle.hidden = suggestions.length > 0;
  talk.list.replaceChildren(...suggestions.map((one, place) => card(talk, one, place === 0, haveItToo[one.id])));
  talk.status.textContent = suggestions.length ? count(talk, "count", suggestions.length) : "";
}

/* Where answers would stand: that none was found, until more is typed. */
function sayNothing(talk, nothing) {
  for (const idle of talk.form.querySelectorAll("[data-palier-idle][data-nothing]")) {
    idle.dataset.before ??= idle.textContent;
    idle.textContent = nothing ? idle.dataset.nothing : idle.dataset.before;
  }
}

function card(talk, suggestion, open, people) {
  const kind = suggestion.severity === "limitation" ? "limitation" : suggestion.kind;
  const details = element("details", open ? { open: "" } : {}, [
    element("summary", {}, [
      element("span", { class: "palier-suggestion__kind" }, [WORDS[kind] ?? kind]),
      " ",
      element("span", { class: "palier-suggestion__title" }, [suggestion.title]),
    ]),
  ]);
  const verdict = verdictOf(suggestion);
  if (verdict) details.append(element("p", { class: "palier-suggestion__verdict" }, [verdict]));
  if (people && isBeingMended(suggestion)) {
    details.append(element("p", { class: "palier-suggestion__count" }, [count(talk, "me_too_count", people)]));
  }
  const excerpt = marked(suggestion.excerpt, suggestion.marks ?? []);
  details.append(element("p", { class: "palier-suggestion__excerpt" }, excerpt));
  const found = [...new Set((suggestion.why ?? []).map((one) => one.word))].slice(0, MOST_WORDS).join(", ");
  if (found) details.append(element("p", { class: "palier-suggestion__why" }, [fill(WORDS.why, { words: found })]));
  const tab = element("span", { class: "palier-unseen" }, [` (${WORDS.new_tab})`]);
  const read = { class: "palier-suggestion__read", href: suggestion.url, target: "_blank", rel: "noopener" };
  details.append(
    element("p", {}, [element("a", read, [WORDS.read, tab])]),
    element("div", { class: "palier-suggestion__actions" }, [
      outcome("solved", suggestion.id, WORDS.solved),
      ...(isBeingMended(suggestion) ? [" ", outcome("me_too", suggestion.id, WORDS.me_too)] : []),
      " ",
      outcome("not_mine", suggestion.id, WORDS.not_mine),
    ]),
  );
  const looks = `palier-suggestion palier-suggestion--${kind}`;
  const made = element("li", { class: looks, "data-id": suggestion.id }, [details]);
  offerReading(made, WORDS);
  return made;
}

/* “Me too” is sent as the form is: what follows is a page of the service. */
function isBeingMended({ kind, state, severity }) {
  return kind === "incident" && state !== "resolved" && severity !== "limitation";
}

function outcome(name, id, label) {
  const facts = { type: "submit", name, value: id, class: "md-button", formaction: WORDS.outcome_url };
  return element("button", { ...facts, formmethod: "post", formnovalidate: "" }, [label]);
}

/* Offsets count characters as Python does, so the excerpt is cut by code points. */
function marked(excerpt, marks) {
  const letters = Array.from(excerpt);
  const pieces = [];
  let from = 0;
  for (const [start, end] of marks) {
    pieces.push(letters.slice(from, start).join(""));
    pieces.push(element("mark", {}, [letters.slice(start, end).join("")]));
    from = end;
  }
  return [...pieces, letters.slice(from).join("")];
}

function verdictOf({ kind, verdict, fixed_in: version, state }) {
  if (kind !== "incident" || !verdict) return "";
  if (state === "resolved" && verdict === "workaround") return WORDS["verdict.resolved"] ?? "";
  const precise = version ? WORDS[`verdict.${verdict}_to`] : undefined;
  return fill(precise ?? WORDS[`verdict.${verdict}`] ?? "", { version });
}

function count(talk, name, number) {
  const form = new Intl.PluralRules(talk.form.dataset.lang).select(number);
  return fill(WORDS[`${name}.${form}`] ?? WORDS[`${name}.other`], { count: number });
}

/* What the customer says of a suggestion */

async function onClick(event, talk) {
  const button = event.target.closest?.('button:is([name="solved"], [name="not_mine"], [name="because"])');
  if (!button || !talk.list.contains(button) || button.dataset.plain) return;
  event.preventDefault();
  const ask = talk.form.elements.namedItem("ask")?.value ?? "";
  const [reason, id] = button.name === "because" ? button.value.split(" ") : ["", button.value];
  const said = { ask, suggestion: id, outcome: reason ? "not_mine" : button.name };
  const kept = await post("/api/v1/outcomes", reason ? { ...said, reason } : said);
  if (!kept) {
    // The service did not take it this way: send the form as it would be without a script.
    button.dataset.plain = "yes";
    button.click();
  } else if (reason) {
    thankForReason(talk, button);
  } else if (button.name === "solved") {
    thank(talk, button.value);
  } else {
    setAside(talk, button.value);
  }
}

function thank(talk, id) {
  const before = [...talk.list.children];
  const undo = element("button", { type: "button", class: "md-button" }, [WORDS.undo]);
  const thanks = element("p", { class: "palier-thanks", tabindex: "-1" }, [element("span", {}, [WORDS.thanks]), undo]);
  talk.list.replaceChildren(element("li", {}, [thanks]));
  thanks.focus();
  undo.addEventListener("click", async () => {
    talk.list.replaceChildren(...before);
    const ask = talk.form.elements.namedItem("ask")?.value ?? "";
    await post("/api/v1/outcomes", { ask, suggestion: id, outcome: "not_mine" });
    setAside(talk, id);
  });
}

function setAside(talk, id) {
  talk.aside.add(id);
  const old = [...talk.list.children].find((one) => one.dataset.id === id);
  if (!old) return;
  const title = old.querySelector(".palier-suggestion__title")?.textContent ?? "";
  const note = element("li", { class: "palier-suggestion palier-suggestion--aside", "data-id": id, tabindex: "-1" }, [
    element("p", {}, [`${title} – ${WORDS.set_aside}`]),
    element("fieldset", { class: "palier-because" }, [
      element("legend", {}, [WORDS.because]),
      ...REASONS.flatMap((reason) => [outcome("because", `${reason} ${id}`, WORDS[`because.${reason}`]), " "]),
    ]),
  ]);
  old.replaceWith(note);
  goOn(talk, note);
}

function thankForReason(talk, button) {
  const note = button.closest("li");
  button.closest("fieldset").replaceWith(element("p", {}, [WORDS["because.thanks"]]));
  goOn(talk, note);
}

/* The next suggestion is opened and has the focus; after the last one, the question. */
function goOn(talk, note) {
  let next = note.nextElementSibling;
  while (next && !next.querySelector("summary")) next = next.nextElementSibling;
  const details = next?.querySelector("details");
  if (details) details.open = true;
  (details?.querySelector("summary") ?? talk.text).focus();
}

/* Building */

function liveRegion(list) {
  const region = element("p", { class: "palier-unseen", role: "status" });
  list.before(region);
  return region;
}

function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function fill(phrase, values) {
  return (phrase ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
