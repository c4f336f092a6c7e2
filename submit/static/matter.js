// The parts of the request form that follow from product, topic, plan and version change as soon as one of them is
// chosen: fields come and go, and those that go keep what was typed in them. Without this file a button does the same,
// by loading the page again.

const WATCHED = new Set(["product", "topic", "plan", "version", "build"]);
let latest = 0;

// What was typed while the answer was on its way stays; so does what was typed before, in fields that remain.
function keepTyped(from, to) {
  for (const input of from.querySelectorAll("[name]")) {
    const same = [...to.querySelectorAll("[name]")].filter((one) => one.name === input.name);
    if (input.type === "checkbox") {
      same.filter((one) => one.value === input.value).forEach((one) => { one.checked = input.checked; });
    } else if (same.length === 1) {
      same[0].value = input.value;
    }
  }
}

// What customers and other scripts make of a part: the focus marks its field, too.
const PASSING = ["value", "checked", "class", "data-focus-visible-added"];

// A part without all that: where nothing else differs, the page is right and stays as it is.
function shape(part) {
  const bare = part.cloneNode(true);
  for (const field of bare.querySelectorAll("input, select, textarea")) PASSING.forEach((name) => field.removeAttribute(name));
  for (const option of bare.querySelectorAll("option")) option.removeAttribute("selected");
  for (const area of bare.querySelectorAll("textarea")) area.replaceChildren();
  return bare.innerHTML;
}

function replace(part, fresh) {
  const chosen = part.value;
  const { id } = part.contains(document.activeElement) ? document.activeElement : {};
  keepTyped(part, fresh);
  part.replaceChildren(...fresh.childNodes);
  if ([...(part.options ?? [])].some((option) => option.value === chosen)) part.value = chosen;
  if (id) document.getElementById(id)?.focus();
}

async function renew(form) {
  const turn = ++latest;
  const body = new FormData(form);
  body.delete("files");
  body.set("step", "refresh");
  body.set("quiet", "yes");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok || turn !== latest) {
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of form.ownerDocument.querySelectorAll("[data-palier-matter]")) {
      const fresh = page.getElementById(part.id);
      if (fresh && shape(fresh) !== shape(part)) {
        replace(part, fresh);
      }
    }
    for (const part of form.querySelectorAll("[data-palier-shown]")) {
      part.hidden = page.getElementById(part.id)?.hidden ?? part.hidden;
    }
  } catch {
    // Offline, or the page is being left: the button still works.
  }
}

// What was chosen before this file came, or put back by the browser.
function hasChanged({ tagName, value, defaultValue, options, selectedIndex }) {
  if (tagName !== "SELECT") return value !== defaultValue;
  const begun = [...options].findIndex((option) => option.defaultSelected);
  return selectedIndex !== Math.max(begun, 0);
}

for (const form of document.querySelectorAll(".palier-request")) {
  for (const button of form.querySelectorAll("[data-palier-refresh]")) {
    button.hidden = true;
  }
  form.addEventListener("change", (event) => {
    if (WATCHED.has(event.target.name)) {
      renew(form);
    }
  });
  if ([...form.elements].some((field) => WATCHED.has(field.name) && field.type !== "hidden" && hasChanged(field))) {
    renew(form);
  }
}
