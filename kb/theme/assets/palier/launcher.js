/* The launcher: what is a link to support opens a panel with answers instead.

   The suggestions are those of the ask box (suggestions.js), fetched when the panel is first opened, so that readers
   who never open it pay nothing. What must stay true: the link stays a link for whoever wants it in a tab of its own,
   what was typed is still there when the panel opens again, and the focus goes back to where it came from. */

const opener = document.querySelector("[data-palier-launcher]");
const panel = document.getElementById("palier-panel");
if (opener && panel?.showModal) begin();

function begin() {
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  // A button answers to the space bar, a link does not.
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    open();
  });
  panel.querySelector("[data-palier-close]").addEventListener("click", () => panel.close());
  // On the ground beside the panel: its own edge counts as inside.
  panel.addEventListener("click", (event) => {
    if (event.target === panel && !isInside(event)) panel.close();
  });
  // The browser closes the panel; the ask box would take away what was found for the words that stay.
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.stopPropagation();
  }, true);
  stepAside();
}

/* Who reads on is not in need of help: on a phone (launcher.css) it goes down until the reader turns back, or to the end
   of the page. */
function stepAside() {
  let last = window.scrollY;
  window.addEventListener("scroll", () => {
    const now = window.scrollY;
    const isAtEnd = now + window.innerHeight > document.documentElement.scrollHeight - 8;
    if (Math.abs(now - last) < 8 && !isAtEnd) return;
    opener.toggleAttribute("data-palier-aside", now > last && !isAtEnd);
    last = now;
  }, { passive: true });
}

function open() {
  import("./suggestions.js");
  panel.showModal();
  panel.querySelector("textarea").focus();
}

function isInside({ clientX, clientY }) {
  const { left, right, top, bottom } = panel.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}
