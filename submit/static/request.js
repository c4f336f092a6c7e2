// What a script adds to the request form: one more step at a click, and the eye led to what is refused.
// Everything here works without it.

function addStep(list) {
  const last = list.querySelector("li:last-child");
  const next = last.cloneNode(true);
  const input = next.querySelector("input");
  const number = list.children.length + 1;
  input.value = "";
  input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, String(number)));
  list.append(next);
  input.focus();
}

for (const button of document.querySelectorAll("[data-palier-add-step]")) {
  const list = button.parentElement.querySelector("[data-palier-steps]");
  button.hidden = false;
  button.addEventListener("click", () => addStep(list));
}

const summary = document.getElementById("summary");
// Unless somebody has gone on by then.
if (summary && document.activeElement === document.body) {
  summary.focus();
}

// A second press while the first is under way would only repeat it: the key makes both the same ticket.
for (const form of document.querySelectorAll(".palier-request")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sending && event.submitter?.value === "send") {
      event.preventDefault();
    }
    if (event.submitter?.value === "send") {
      form.dataset.sending = "yes";
    }
  });
  window.addEventListener("pageshow", () => delete form.dataset.sending);
}
