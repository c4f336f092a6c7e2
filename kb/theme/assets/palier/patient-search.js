/* A worker in front of Material's: the browser's index is fetched and built when somebody searches, not on every page.

   Material does both on each page view, which costs a phone megabytes and seconds for words that nobody types, all the
   more where the service answers. So the search form has no name (partials/header.html), by which Material takes it that there is no
   index to fetch, and Material's configuration names this worker (main.html), with its own behind the question mark.
   This one says at once that it is ready, as Material only then passes on words, and from the first ones on it is a
   messenger. Messages are Material's: {type, data}. */

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const NOTHING = { type: RESULT, data: { items: [] } };
const MATERIALS = new URL(`../javascripts/workers/${location.search.slice(1)}`, location.href);
const INDEX = new URL("../../search/search_index.json", location.href);

let materials = null; // Material's worker, once it is started
let ready = false;
let last = null; // the query that waits for it; only the last one matters

addEventListener("message", ({ data: message }) => {
  if (message.type !== QUERY) return;
  if (ready) {
    materials.postMessage(message);
    return;
  }
  last = message;
  if (message.data === "") postMessage(NOTHING);
  else if (!materials) start();
});
postMessage({ type: READY });

async function start() {
  try {
    materials = new Worker(MATERIALS);
    materials.addEventListener("message", ({ data: message }) => onAnswer(message));
    materials.addEventListener("error", giveUp);
    const { config, docs } = await (await fetch(INDEX)).json();
    materials.postMessage({ type: SETUP, data: { config, docs, options: { suggest: false } } });
  } catch {
    giveUp();
  }
}

function onAnswer(message) {
  if (message.type === READY) {
    ready = true;
    materials.postMessage(last);
  } else {
    postMessage(message);
  }
}

/* The line is gone: nothing is found, and the next letter tries again. */
function giveUp() {
  materials?.terminate();
  materials = null;
  ready = false;
  postMessage(NOTHING);
}
