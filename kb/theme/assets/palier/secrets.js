/* Secrets in what a customer types: found in the browser, before anything leaves for the service.

   Warns at the field and offers to mask; what the suggestions ask for is masked in any case. Without this script the
   service finds the same, and more, when the form is sent. What must stay true: a form is held back at most once for the
   same words, so this is never a wall. */

import { findSecrets, masked } from "./secret-spans.js";

export { findSecrets, masked };

const DELAY_MS = 400;
const WORDS = JSON.parse(document.getElementById("palier-words")?.textContent ?? "{}");
if (WORDS.secret_warn) for (const form of document.querySelectorAll("form[data-palier-ask]")) watch(form);

function watch(form) {
  const watched = { form, numbers: new Map(), harmless: new Set(), held: "", timers: new Map() };
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!isText(field)) return;
    // One each: whoever pastes here and types on there at once is warned here all the same.
    clearTimeout(watched.timers.get(field));
    watched.timers.set(field, setTimeout(() => look(field, watched), DELAY_MS));
  });
  form.addEventListener("submit", (event) => {
    const fields = Array.from(form.elements).filter((field) => isText(field) && look(field, watched));
    const words = fields.map((field) => field.value).join("\n");
    const mends = event.submitter?.name === "repair";
    if (fields.length && !mends && words !== watched.held) {
      watched.held = words;
      event.preventDefault();
      event.stopImmediatePropagation();
      fields[0].focus();
    }
  }, { capture: true });
  // What was typed while the page was still loading. What the service sent back it has judged itself.
  for (const field of form.elements) if (isText(field) && field.value !== field.defaultValue) look(field, watched);
}

function isText(field) {
  return field.name && (field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && ["text", "email", "search"].includes(field.type)));
}

/* Whether the field holds a secret that the customer has not said to be harmless; then it says so. */
function look(field, watched) {
  const [found] = findSecrets(field.value).filter(({ start, end, machine }) => machine || !watched.harmless.has(field.value.slice(start, end)));
  const old = field.parentElement.querySelector(":scope > .palier-secret");
  if (!found) {
    old?.remove();
    return false;
  }
  const secret = field.value.slice(found.start, found.end);
  if (old?.dataset.of === String(found.start) + secret.length) return true;
  old?.remove();
  field.after(warning(field, found, secret, watched));
  return true;
}

function warning(field, found, secret, watched) {
  const box = document.createElement("div");
  box.className = "palier-secret";
  box.dataset.of = String(found.start) + secret.length;
  const text = document.createElement("p");
  text.setAttribute("role", "alert");
  text.textContent = WORDS.secret_warn.replace("{excerpt}", `${secret.slice(0, 3)}…`);
  box.append(text, button(WORDS.secret_mask, () => {
    field.value = masked(field.value, watched.numbers);
    box.remove();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }));
  if (!found.machine) {
    box.append(" ", button(WORDS.secret_keep, () => {
      watched.harmless.add(secret);
      vouch(field, watched.form);
      box.remove();
      field.focus();
    }));
  }
  return box;
}

function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "md-button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

/* The form says so to the service as well. The first sentence and single steps are asked about there. */
function vouch(field, form) {
  if (["text", "steps"].includes(field.name)) return;
  const vow = document.createElement("input");
  Object.assign(vow, { type: "hidden", name: "attest", value: `secret:${field.name}` });
  form.append(vow);
}
