/* The launcher for any web application: <script src="…/support/launcher.js" data-product="…" async></script>

   A button at the bottom right opens the help centre's panel in a frame. Nothing of the host's is read but what its
   script tag says (and its path), nothing is styled by text, so that a strict Content-Security-Policy of the host needs
   script-src and frame-src for the help centre and no more. Where the frame may not be shown, the panel says so and
   leads to the help centre in a tab. The customer's token goes to the frame by message, never by address. */
(() => {
  "use strict";
  const WORDS = {{ words | tojson }};
  const READY_MS = 4000;
  const tag = document.currentScript;
  if (!tag || document.querySelector("[data-palier-embedded]")) return;
  const home = new URL(tag.src).origin;
  const facts = tag.dataset;
  const asked = (facts.lang ?? document.documentElement.lang).slice(0, 2).toLowerCase();
  const lang = asked in WORDS ? asked : Object.keys(WORDS)[0];
  const words = WORDS[lang];

  const sheet = new CSSStyleSheet();
  sheet.replaceSync({{ style | tojson }});
  const host = document.createElement("div");
  host.setAttribute("data-palier-embedded", "");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];

  const opener = made("a", { class: "opener", href: address("support/", facts.customer), target: "_blank", rel: "noopener" });
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-expanded", "false");
  opener.append(made("span", {}, words.open));
  const panel = made("section", { class: "panel", role: "dialog", "aria-label": words.title, hidden: "" });
  const bar = made("div", { class: "bar" });
  const tab = made("a", { class: "tab", href: opener.href, target: "_blank", rel: "noopener" }, words.tab);
  const close = made("button", { class: "close", type: "button", "aria-label": words.close }, "×");
  const sorry = made("p", { class: "sorry", hidden: "" }, words.sorry);
  bar.append(tab, close);
  panel.append(bar, sorry);
  root.append(opener, panel);
  let frame = null;

  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (panel.hidden) open();
    else shut();
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    opener.click();
  });
  close.addEventListener("click", shut);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
  });
  window.addEventListener("message", (event) => {
    if (!frame || event.origin !== home || event.source !== frame.contentWindow) return;
    if (event.data?.palier === "ready") greet();
    if (event.data?.palier === "close") shut();
  });
  if (document.body) document.body.append(host);
  else document.addEventListener("DOMContentLoaded", () => document.body.append(host));

  function open() {
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    if (frame) {
      greet();
      return;
    }
    frame = made("iframe", { title: words.title, src: address("support/launcher/"), referrerpolicy: "no-referrer" });
    panel.append(frame);
    frame.timer = setTimeout(giveUp, READY_MS);
  }

  function greet() {
    clearTimeout(frame.timer);
    sorry.hidden = true;
    if (panel.hidden) return;
    frame.focus();
    frame.contentWindow.postMessage({ palier: "open", customer: facts.customer ?? "" }, home);
  }

  function shut() {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }

  /* The host's policy, or the help centre's, does not let the frame be shown. It is tried again the next time. */
  function giveUp() {
    frame.remove();
    frame = null;
    sorry.hidden = false;
    if (!panel.hidden) tab.focus();
  }

  function address(path, customer) {
    const prefix = words.prefix ? `${words.prefix}/` : "";
    const url = new URL(`${prefix}${path}`, tag.src.replace(/support\/launcher\.js.*$/, ""));
    for (const name of ["product", "version", "build"]) if (facts[name]) url.searchParams.set(name, facts[name]);
    const page = facts.page ?? location.pathname;
    if (page) url.searchParams.set("page", page.slice(0, 200));
    if (customer) url.searchParams.set("customer", customer);
    return url.href;
  }

  function made(name, attributes, text) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    return element;
  }
})();
