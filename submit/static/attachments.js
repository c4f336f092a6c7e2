/* Attachments: files dropped anywhere on the form, a screenshot pasted, and what goes along shown as pictures.

   The file input stays the one place where files are: whatever is added or removed here is put back into it, so that
   the form is sent as it would be without this script. What must stay true: a file dropped beside the box never makes
   the browser leave the page; pasting words pastes words, even where the clipboard holds a picture of them as well
   (Word puts both there); what is too large is said at once and the other files stay. The server judges again. */

const SHOWN = /^image\/(png|jpeg|gif|webp|bmp)$/;
const TEXTS = /\.(txt|log|csv|json|xml)$/i;

for (const box of document.querySelectorAll("[data-palier-attach]")) enhance(box);

function enhance(box) {
  const part = (name) => box.querySelector(`[data-palier-${name}]`);
  const attach = {
    box,
    limits: JSON.parse(box.dataset.palierAttach),
    words: JSON.parse(box.dataset.words),
    input: box.querySelector("input[type=file]"),
    list: part("fresh"),
    row: part("attach-row"),
    fault: part("attach-fault"),
    status: part("attach-status"),
    files: [],
  };
  part("attach-how").hidden = false;
  attach.input.addEventListener("change", () => add(attach, attach.input.files));
  document.addEventListener("paste", (event) => onPaste(event, attach));
  for (const name of ["dragover", "dragleave", "drop"]) window.addEventListener(name, (event) => onDrag(event, attach));
  box.addEventListener("change", (event) => {
    if (event.target.name === "drop") attach.fault.hidden = true;
  });
  // What the browser kept over a reload or the back button.
  if (attach.input.files.length) add(attach, attach.input.files);
}

function onPaste(event, attach) {
  const { files, types } = event.clipboardData ?? {};
  if (!files?.length || types.includes("text/plain")) return;
  event.preventDefault();
  add(attach, [...files].map((file) => named(file, attach)));
}

/* A screenshot from the clipboard is always called image.png; with the time it can be told from the next one. */
function named(file, { words }) {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join("-");
  return new File([file], `${words.screenshot}-${time}.${file.name.split(".").pop()}`, { type: file.type });
}

function onDrag(event, attach) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  attach.input.parentElement.classList.toggle("palier-drop--over", event.type === "dragover");
  if (event.type === "drop") add(attach, event.dataTransfer.files);
}

function add(attach, fresh) {
  const faults = [];
  for (const file of fresh) {
    if (attach.files.some((one) => isSame(one, file))) continue;
    const fault = faultOf(attach, file);
    if (fault) faults.push(fault);
    else attach.files.push(file);
  }
  attach.fault.textContent = [...new Set(faults)].join(" ");
  attach.fault.hidden = faults.length === 0;
  show(attach);
}

function isSame(one, other) {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

/* Why this file cannot go along, as the server would say it; empty when it can. */
function faultOf({ limits, words, files, box }, file) {
  const kept = [...box.querySelectorAll("[data-size]")].filter((row) => !row.querySelector(":checked"));
  const together = [...files, file].reduce((sum, one) => sum + one.size, 0)
    + kept.reduce((sum, row) => sum + Number(row.dataset.size), 0);
  const ending = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase();
  if (ending && !limits.endings.includes(ending)) return fill(words.type, file);
  if (file.size === 0) return fill(words.empty, file);
  if (file.size > (TEXTS.test(file.name) ? limits.text_bytes : limits.bytes)) return fill(words.too_large, file);
  if (files.length + kept.length >= limits.files) return fill(words.too_many, file);
  if (together > limits.together) return fill(words.together, file);
  return "";
}

function show(attach) {
  const { files, list, input, status, words } = attach;
  const carrier = new DataTransfer();
  for (const file of files) carrier.items.add(file);
  input.files = carrier.files;
  list.replaceChildren(...files.map((file) => row(attach, file)));
  list.hidden = files.length === 0;
  status.textContent = files.length === 1 ? words.one : files.length ? words.other.replace("#", files.length) : "";
}

function row(attach, file) {
  const made = attach.row.content.firstElementChild.cloneNode(true);
  const [picture, name, button] = made.children;
  name.textContent = `${file.name} (${sized(file.size, attach.words.sizes.split(" "))})`;
  button.lastElementChild.textContent = ` ${file.name}`;
  button.addEventListener("click", () => remove(attach, file));
  if (SHOWN.test(file.type)) {
    const url = URL.createObjectURL(file);
    const release = () => URL.revokeObjectURL(url);
    picture.addEventListener("load", release);
    picture.addEventListener("error", () => {
      picture.hidden = true;
      release();
    });
    picture.src = url;
    picture.hidden = false;
  }
  return made;
}

function remove(attach, file) {
  const place = attach.files.indexOf(file);
  attach.files.splice(place, 1);
  attach.fault.hidden = true;
  show(attach);
  (attach.list.children[Math.min(place, attach.files.length - 1)]?.querySelector("button") ?? attach.input).focus();
}

/* As the server writes sizes: whole kilobytes, megabytes with one digit. */
function sized(bytes, units) {
  const lang = document.documentElement.lang;
  if (bytes < 1000) return `${bytes} ${units[0]}`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} ${units[1]}`;
  return `${(bytes / 1e6).toLocaleString(lang, { maximumFractionDigits: 1 })} ${units[2]}`;
}

function fill(phrase, { name }) {
  return phrase.replace("{name}", name);
}
