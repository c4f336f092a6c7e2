/* The panel in its frame on another site: tells the launcher there that it is shown, and takes the customer's token.

   Only a page that may show this frame (frame-ancestors) can talk to it. The token goes into the form, so that it is
   sent in a body and never in an address. */

const panel = document.querySelector("[data-palier-panel]");
if (panel && window.parent !== window) begin();

function begin() {
  const tell = (what) => window.parent.postMessage({ palier: what }, "*");
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.palier !== "open") return;
    panel.querySelector("[name=customer]").value = String(event.data.customer);
    panel.querySelector("textarea").focus();
  });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell("close");
  }, true);
  tell("ready");
}
