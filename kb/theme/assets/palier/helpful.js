/* “Was this helpful?” thanks in place instead of on a page of its own.

   Without this script the same form is sent as any form is. What must stay true: whatever goes wrong here, the form is
   still sent that way, once. */

for (const form of document.querySelectorAll("form[data-palier-helpful]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

async function send(form) {
  form.querySelector("button[type=submit]").disabled = true;
  let taken = false;
  try {
    taken = (await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) })).ok;
  } catch {
    // Offline, or no service behind this site: the browser says so better than we could.
  }
  if (taken) thank(form);
  else form.submit();
}

function thank(form) {
  const thanks = document.createElement("p");
  thanks.className = "palier-thanks";
  thanks.tabIndex = -1;
  thanks.textContent = form.dataset.thanks;
  form.replaceWith(thanks);
  thanks.focus();
}
