// The page of parts: what a kind asks for comes when it is chosen. Without this file a button does it, or sending.

for (const part of document.querySelectorAll("[data-palier-part]")) {
  const kind = part.querySelector("select[name$='.kind']");
  const share = part.querySelector("[data-palier-share]");
  if (!kind || !share) continue;

  // What holds words stays in sight: it would be sent.
  const holds = (place) => [...place.querySelectorAll("input, textarea, select")].some((field) => field.value.trim());

  const follow = () => {
    let asked = false;
    for (const place of share.querySelectorAll("[data-palier-asked]")) {
      const wanted = place.dataset.palierAsked.split(" ").includes(kind.value);
      place.hidden = !wanted && !holds(place);
      asked ||= !place.hidden;
    }
    share.open ||= asked && share.hidden;
    share.hidden = !asked;
  };
  kind.addEventListener("change", follow);
  // What the browser, or the draft that it kept, has put back.
  follow();
}
