/* Reading in place: a suggestion's page, or the section of it that answers, opened inside the suggestion.

   The page is the one that the site serves; it is fetched when a reader opens it, and not before. Without this script,
   or when the page cannot be had, the link to it stands there as ever. What must stay true: a page's HTML is parsed in a
   document of its own, where nothing runs or loads, and only elements and attributes that are listed here are built
   anew; nothing is announced, for a reader who opens something goes on reading there. */

import { markedIn, patternOf } from "./marks.js";

// A page that is no longer than this is shown whole: what stands around the answer explains it.
const SHORT = 2500;
// Of a longer one, found as a whole, what stands at its beginning, up to the first heading after this.
const BEGINNING = 1000;
const KEPT = new Set(
  `A ABBR B BLOCKQUOTE BR CAPTION CODE DD DEL DETAILS DIV DL DT EM FIGCAPTION FIGURE H2 H3 H4 H5 H6 HR I IMG INS KBD LI
   MARK OL P PRE Q S SECTION SMALL SPAN STRONG SUB SUMMARY SUP TABLE TBODY TD TFOOT TH THEAD TIME TR U UL VAR`.split(/\s+/),
);
const ATTRIBUTES = ["lang", "alt", "title", "colspan", "rowspan", "start", "value", "width", "height", "datetime"];
// The page's machinery, and what only its own place makes sense of.
const MACHINERY = `script, style, template, form, nav, button, input, svg, iframe, object, h1, .headerlink, .palier-labels,
  .palier-related, .palier-helpful, .palier-about, .palier-me-too, [hidden]`;
const HEADING = /^H([2-6])$/;

/* Put “read it here” beside the link of a suggestion's card. */
export function offerReading(card, words) {
  const link = card.querySelector(".palier-suggestion__read");
  if (!link || card.querySelector(".palier-reading")) return;
  const summary = document.createElement("summary");
  summary.textContent = words.read_here;
  const text = document.createElement("div");
  text.className = "palier-reading__text";
  const reading = document.createElement("details");
  reading.className = "palier-reading";
  reading.append(summary, text);
  link.parentElement.before(reading);
  const marks = [...card.querySelectorAll(".palier-suggestion__excerpt mark")].map((mark) => mark.textContent);
  reading.addEventListener("toggle", () => open(reading, text, link, marks, words));
}

async function open(reading, text, link, marks, words) {
  if (!reading.open || text.childElementCount > 0) return;
  const wait = document.createElement("p");
  wait.textContent = words.reading;
  text.replaceChildren(wait);
  try {
    text.replaceChildren(...(await read(new URL(link.href), marks)));
  } catch {
    // Offline, or a page that has gone: the link says so better than we could.
    if (reading.contains(document.activeElement)) link.focus();
    reading.remove();
  }
}

async function read(url, marks) {
  if (url.origin !== location.origin) throw new Error(url.origin);
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = page.getElementById("palier-content");
  if (!article) throw new Error("no article");
  for (const one of article.querySelectorAll(MACHINERY)) one.remove();
  const pattern = patternOf(marks);
  return stretch(article, decodeURIComponent(url.hash.slice(1))).flatMap((node) => rebuilt(node, url, pattern));
}

/* The nodes to show: the page when it is short, else the section that the address names, else the beginning. */
function stretch(article, anchor) {
  const nodes = [...article.childNodes];
  if (article.textContent.trim().length <= SHORT) return nodes;
  const from = anchor ? nodes.findIndex((node) => node.id === anchor) : -1;
  if (from >= 0) {
    const level = levelOf(nodes[from]);
    const to = nodes.findIndex((node, place) => place > from && levelOf(node) <= level);
    return nodes.slice(from, to < 0 ? nodes.length : to);
  }
  let length = 0;
  const end = nodes.findIndex((node) => {
    length += node.textContent.length;
    return length > BEGINNING && levelOf(node) < 7;
  });
  return nodes.slice(0, end < 0 ? nodes.length : end);
}

function levelOf(node) {
  const found = HEADING.exec(node.nodeName);
  return found ? Number(found[1]) : 7;
}

function rebuilt(node, page, pattern) {
  if (node.nodeType === Node.TEXT_NODE) return markedIn(node.data, pattern);
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const inside = [...node.childNodes].flatMap((child) => rebuilt(child, page, pattern));
  if (!KEPT.has(node.nodeName)) return inside;
  const made = document.createElement(nameOf(node));
  for (const name of ATTRIBUTES) if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name));
  const looks = looksOf(node);
  if (looks) made.className = looks;
  if (node.nodeName === "A") lead(made, node, page);
  if (node.nodeName === "IMG") picture(made, node, page);
  made.append(...inside);
  return [made];
}

/* Our own classes lay a whole page out; a suggestion is as wide as a phone. */
function looksOf(node) {
  return [...node.classList].filter((name) => !name.startsWith("palier-")).join(" ");
}

/* A suggestion stands under a heading of the page it is shown on. */
function nameOf(node) {
  const level = levelOf(node);
  return level < 7 ? `h${Math.min(6, level + 1)}` : node.nodeName.toLowerCase();
}

/* What is typed beside it must not be lost by following a link. */
function lead(made, node, page) {
  const url = addressOf(node.getAttribute("href"), page);
  if (!url || !["http:", "https:", "mailto:"].includes(url.protocol)) return;
  made.href = url.href;
  made.target = "_blank";
  made.rel = "noopener";
}

function picture(made, node, page) {
  const url = addressOf(node.getAttribute("src"), page);
  if (url && ["http:", "https:"].includes(url.protocol)) made.src = url.href;
  made.loading = "lazy";
}

function addressOf(address, page) {
  try {
    return address === null ? null : new URL(address, page);
  } catch {
    return null;
  }
}
