// Asks `palier dev` what is new: puts the faults into their box, and loads the page again once it has changed.
// Reloading keeps the place in the page; a page of the service never reloads, so nothing that was typed is lost.

const EVERY_MS = 300;
const box = document.getElementById("palier-preview");
const digest = document.currentScript.dataset.digest;
let shown = null;

async function look() {
  try {
    const answer = await fetch(`/-/preview/state?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
    const state = await answer.json();
    if (state.digest !== digest) {
      location.reload();
      return;
    }
    if (state.box !== shown) {
      const open = box.querySelector("details")?.open ?? false;
      box.innerHTML = state.box;
      const details = box.querySelector("details");
      if (details) details.open = open;
      shown = state.box;
    }
  } catch {
    // `palier dev` was stopped, or is being started again: go on asking.
  }
  setTimeout(look, EVERY_MS);
}

look();
