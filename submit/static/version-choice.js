// The nearest versions below a refused one: a click fills the field in place. Without this file the same button asks
// the service to do it, which loads the page again.

// A build has one version, which the list of builds names: whoever chooses it need not look up the other.
function versionOf(build) {
  return [...document.querySelectorAll("#builds option")].find((option) => option.value === build)?.label ?? "";
}

function fill(field, value) {
  field.value = value;
  settle(field);
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

// The refusal is answered: it goes, with its ways out, and the list above says so.
function settle(field) {
  const around = field.closest(".palier-field");
  if (!around?.classList.contains("palier-field--refused")) return;
  around.querySelectorAll(":scope > .palier-refusal, :scope > .palier-remedy").forEach((one) => one.remove());
  around.classList.remove("palier-field--refused");
  field.removeAttribute("aria-invalid");
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => document.getElementById(id));
  field.setAttribute("aria-describedby", described.join(" "));
  document.querySelectorAll(`.palier-summary a[href="#${field.id}"]`).forEach((link) => {
    link.parentElement.dataset.palierSettled = "";
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-palier-choice]");
  if (!button) return;
  const [name, ...rest] = button.value.split(":");
  const field = document.getElementById(name);
  if (!field) return;
  event.preventDefault();
  const value = rest.join(":");
  const version = document.getElementById("version");
  const from = button.closest(".palier-field");
  if (name === "build" && version && !version.value) fill(version, versionOf(value));
  fill(field, value);
  // Of a build of another version either answer settles the matter.
  settle(from.querySelector("input:not([type=hidden], [type=checkbox])") ?? field);
  field.focus();
});
