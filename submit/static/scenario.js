// What a script adds to the steps of a scenario and to “since when”. Everything here works without it.

const NUMBER = /^\s*(?:\d{1,2}\s?[.)\-:]|[-*•])\s*/;

for (const list of document.querySelectorAll("[data-palier-steps]")) {
  const more = list.parentElement.querySelector("[data-palier-add-step]");
  const inputs = () => [...list.querySelectorAll("input")];

  // Enter goes on to the next step; sending half a scenario helps nobody.
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const next = inputs()[inputs().indexOf(event.target) + 1];
    if (next) next.focus();
    else more?.click();
  });

  // A list that is pasted becomes one step a line, without its numbers.
  list.addEventListener("paste", (event) => {
    const lines = (event.clipboardData?.getData("text") ?? "").split("\n").map((line) => line.replace(NUMBER, "").trim());
    const steps = lines.filter(Boolean);
    if (steps.length < 2) return;
    event.preventDefault();
    let place = inputs().indexOf(event.target);
    for (const step of steps) {
      while (!inputs()[place]) more.click();
      inputs()[place].value = step;
      inputs()[place].dispatchEvent(new Event("input", { bubbles: true }));
      place += 1;
    }
  });
}

// The field takes any words (“since the update”); a calendar beside it writes date and hour into it.
for (const field of document.querySelectorAll("[data-palier-moment]")) {
  const label = document.createElement("label");
  label.className = "palier-moment";
  const picker = document.createElement("input");
  picker.type = "datetime-local";
  label.append(`${field.dataset.palierMoment} `, picker);
  field.after(label);
  picker.addEventListener("change", () => {
    const moment = new Date(picker.value);
    if (Number.isNaN(moment.getTime())) return;
    field.value = moment.toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
