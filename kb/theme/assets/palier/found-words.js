/* A page that was opened from the search box marks the words that were searched (`?h=`). Material's own marking reads its
   whole index before; this page has no need of it. */

import { markedIn, patternOf } from "./marks.js";

// As many as anybody searches.
const MOST = 40;
const SKIPPED = "form, script, style, template, mark";

const words = (new URLSearchParams(location.search).get("h") ?? "").split(/\s+/).slice(0, MOST);
const pattern = patternOf(words, { begun: true });
const article = document.getElementById("palier-content");
if (pattern && article) {
  const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  for (const text of texts) {
    if (text.data.search(pattern) >= 0 && !text.parentElement.closest(SKIPPED)) {
      text.replaceWith(...markedIn(text.data, pattern));
    }
  }
}
