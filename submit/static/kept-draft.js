// The draft that the browser keeps: what was typed survives a reload, the back button, a closed tab, a service that
// is being restarted and a lost connection. Without a script the pages themselves carry what was sent; this is for
// what was not sent yet. What must stay true:
//
// - Nothing that looks like a secret is kept, and no file. The address is kept for this tab alone: it says who wrote.
// - It is forgotten once the request is taken, after five days, or when the customer says so.
// - A page that the service has just answered with is right: it may hold a repaired text.
import { withoutSecrets } from "./secret-spans.js";

const DRAFTS = "palier:draft:";
const ADDRESS = "palier:address:";
const SENT = "palier:sent";
// Less than the idempotency keys live: a draft that comes back is never a second request.
const KEPT_MS = 5 * 24 * 60 * 60 * 1000;
const PAUSE_MS = 300;
const PATIENCE_MS = 3000;
// A small file that is always there: does anybody answer at all?
const ANYBODY = "/support/assets/service.css";
const AWAY = new Set([502, 503, 504]);
const NOT_TYPED = new Set(["file", "submit", "button", "reset", "image", "password"]);
// The page's own, not the draft's.
const NOT_KEPT = new Set(["stage", "step", "drop", "repair", "email"]);
const IDS = /^(?:key|ask|asked|kept|part\.\d+\.ask)$/;

const box = document.querySelector("[data-palier-kept]");
const form = box?.closest("form");

if (document.querySelector("[data-palier-accepted]")) forget(tabGet(SENT));
for (const entry of drafts()) if (Date.now() - entry.at > KEPT_MS) forget(entry.key);
if (form?.elements.namedItem("key")) keepDraft();

function keepDraft() {
  const line = box.querySelector(".palier-kept__line");
  const ways = box.querySelector(".palier-kept__ways");
  const resume = box.querySelector("[data-palier-resume-draft]");
  let timer = 0;
  let touched = false;
  let checking = false;
  let passing = false;
  let warned = false;

  begin();
  form.addEventListener("input", onTyping);
  form.addEventListener("change", onTyping);
  document.addEventListener("submit", onSubmit, true);
  // A suggestion that answers ends the matter.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("button[name=solved]")) stop();
  });
  addEventListener("pagehide", save);
  addEventListener("pageshow", () => {
    checking = passing = false;
  });
  addEventListener("online", () => warned && say("online"));

  function begin() {
    const own = draft(key());
    const arrived = performance.getEntriesByType("navigation")[0]?.type;
    if (own && own.sent && arrived === "navigate") {
      touched = true;
      save();
    } else if (own) {
      touched = true;
      if (fill(own)) tell("restored", own);
    } else if (form.elements.namedItem("stage")?.value === "ask") {
      const [other] = drafts().filter((entry) => entry.path === path());
      if (other) offer(other);
    }
    const address = form.elements.namedItem("email");
    if (address && !address.value) address.value = tabGet(ADDRESS + key()) ?? "";
  }

  // Words of the first page come back into it at once; a whole request has fields that this page does not show.
  function offer(other) {
    const text = form.elements.namedItem("text");
    if (other.stage === "ask" && text && !text.value) {
      fill(other);
      touched = true;
      tell("restored", other);
      return;
    }
    tell("waiting", other);
    resume.hidden = false;
    resume.addEventListener("click", () => goOn(other));
  }

  function tell(what, entry) {
    const date = new Date(entry.at).toLocaleString(form.dataset.lang, { dateStyle: "long", timeStyle: "short" });
    const lines = [box.dataset[what].replace("{date}", date).replace("{subject}", entry.subject.slice(0, 80))];
    if (entry.files) lines.push(box.dataset.files);
    if (entry.secret) lines.push(box.dataset.secret);
    show(lines.join(" "), false);
    ways.hidden = false;
    ways.querySelector("[data-palier-discard-draft]").addEventListener("click", () => {
      forget(entry.key);
      stop();
      location.assign(path());
    });
  }

  function say(what) {
    warned = what !== "online";
    show(box.dataset[what], warned);
  }

  function show(text, warns) {
    box.classList.add("palier-kept--speaks");
    box.classList.toggle("palier-kept--warns", warns);
    line.textContent = text;
  }

  function onTyping() {
    touched = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  }

  function save() {
    clearTimeout(timer);
    if (touched) keep({ ...read(), sent: false });
  }

  function stop() {
    touched = false;
    clearTimeout(timer);
    forget(key());
  }

  // Leaving for a page that cannot come would lose the chosen files and frighten: first see whether anybody answers.
  function onSubmit(event) {
    if (event.target !== form) return;
    if (passing) {
      passing = false;
      if (touched) keep({ ...read(), sent: true });
      tabSet(SENT, key());
      touched = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (checking) return;
    checking = true;
    touched = true;
    save();
    const { submitter } = event;
    whatIsWrong().then((wrong) => {
      checking = false;
      if (wrong) {
        say(wrong);
        return;
      }
      passing = true;
      form.requestSubmit(submitter ?? undefined);
    });
  }

  function key() {
    return form.elements.namedItem("key").value;
  }

  function path() {
    return new URL(form.action).pathname;
  }

  function read() {
    const pairs = [];
    const numbers = new Map();
    let secret = false;
    let files = false;
    for (const field of form.elements) {
      if (field.type === "file" && field.files.length) files = true;
      if (!field.name || NOT_TYPED.has(field.type) || NOT_KEPT.has(field.name)) continue;
      if (["radio", "checkbox"].includes(field.type) && !field.checked) continue;
      const safe = IDS.test(field.name) ? field.value : withoutSecrets(field.value, numbers);
      secret ||= safe !== field.value;
      pairs.push([field.name, safe]);
    }
    tabSet(ADDRESS + key(), form.elements.namedItem("email")?.value ?? "");
    const first = (name) => pairs.find((pair) => pair[0] === name)?.[1] ?? "";
    return {
      key: key(),
      at: Date.now(),
      path: path(),
      stage: form.elements.namedItem("stage")?.value ?? "ask",
      resume: form.dataset.palierResume ?? "form",
      subject: first("subject") || first("text").split("\n", 1)[0],
      pairs,
      files,
      secret,
    };
  }

  // Put the draft into the page. Whether that changed anything which the customer sees.
  function fill(entry) {
    const values = new Map();
    for (const [name, value] of entry.pairs) values.set(name, [...(values.get(name) ?? []), value]);
    for (const [name, kept] of values) if (/^(?:part\.\d+\.)?steps$/.test(name)) addSteps(name, kept.length);
    let changed = false;
    for (const [name, kept] of values) {
      const fields = [...form.elements].filter((field) => field.name === name && !NOT_TYPED.has(field.type));
      if (!fields.length) addHidden(name, kept);
      fields.forEach((field, place) => {
        if (["radio", "checkbox"].includes(field.type)) {
          const checked = kept.includes(field.value);
          changed ||= field.checked !== checked;
          field.checked = checked;
        } else if (place < kept.length && field.value !== kept[place]) {
          changed ||= field.type !== "hidden";
          field.value = kept[place];
          if (field.type !== "hidden") field.dispatchEvent(new Event("input", { bubbles: true }));
        }
      });
    }
    return changed;
  }

  function addSteps(name, count) {
    const steps = () => form.querySelectorAll(`input[name="${name}"]:not([type=hidden])`);
    const more = steps()[0]?.closest("fieldset").querySelector("[data-palier-add-step]");
    const here = () => steps().length;
    for (let before = -1; more && here() < count && here() !== before; ) {
      before = here();
      more.click();
    }
  }

  function addHidden(name, kept) {
    for (const value of kept) form.append(hidden(name, value));
  }
}

// A whole request: sent as the form would be, to be shown again and not to be taken.
function goOn(entry) {
  const again = document.createElement("form");
  again.method = "post";
  again.enctype = "multipart/form-data";
  again.action = entry.path;
  for (const [name, value] of entry.pairs) again.append(hidden(name, value));
  again.append(hidden("stage", entry.stage), hidden("step", entry.resume));
  document.body.append(again);
  keep({ ...entry, sent: true });
  again.submit();
}

function hidden(name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  return field;
}

// "offline", "unreachable", or nothing. Who answers slowly is asked: waiting is the browser's own business.
async function whatIsWrong() {
  try {
    const answer = await fetch(ANYBODY, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return AWAY.has(answer.status) ? "unreachable" : "";
  } catch (error) {
    if (error.name === "TimeoutError") return "";
    return navigator.onLine ? "unreachable" : "offline";
  }
}

/* The browser's two stores; where it has none to give, nothing is kept and everything else goes on. */

function drafts() {
  const found = [];
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(DRAFTS)) found.push(draft(name.slice(DRAFTS.length)));
  } catch {
    return [];
  }
  return found.filter(Boolean).sort((one, other) => other.at - one.at);
}

function draft(key) {
  try {
    const entry = JSON.parse(localStorage.getItem(DRAFTS + key));
    return entry && Array.isArray(entry.pairs) ? entry : null;
  } catch {
    return null;
  }
}

function keep(entry) {
  try {
    localStorage.setItem(DRAFTS + entry.key, JSON.stringify(entry));
  } catch {
    // Full, or forbidden.
  }
}

function forget(key) {
  if (!key) return;
  try {
    localStorage.removeItem(DRAFTS + key);
    sessionStorage.removeItem(ADDRESS + key);
  } catch {
    // Forbidden: then there is nothing to forget.
  }
}

function tabGet(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function tabSet(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Forbidden.
  }
}
