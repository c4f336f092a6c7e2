/* How many people have the problem of an incident, on its page. Without this script, or without the service, the page
   says nothing of it. */

for (const place of document.querySelectorAll("[data-palier-me-too]")) tell(place);

async function tell(place) {
  const { palierMeToo: incident, lang, one, other } = place.dataset;
  try {
    const response = await fetch(`/api/v1/me-too?${new URLSearchParams({ incident })}`, { credentials: "omit" });
    if (!response.ok) return;
    const { count } = await response.json();
    if (!(count > 0)) return;
    const phrase = new Intl.PluralRules(lang).select(count) === "one" ? one : other;
    place.textContent = phrase.replace("{count}", count);
    place.hidden = false;
  } catch {
    // A site without the service, or offline.
  }
}
