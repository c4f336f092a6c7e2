/* Matched words, marked where they stand in a text. */

/* What finds these words in a text; null where there are none. `begun` finds what they begin as well. */
export function patternOf(words, { begun = false } = {}) {
  const found = [...new Set(words.map((word) => word.trim()).filter(Boolean))];
  if (!found.length) return null;
  const either = found.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}])(${either})${begun ? "" : "(?![\\p{L}\\p{N}])"}`, "giu");
}

export function markedIn(text, pattern) {
  if (!pattern) return [document.createTextNode(text)];
  return text.split(pattern).map((piece, place) => {
    if (place % 2 === 0) return document.createTextNode(piece);
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}
