/* What is a secret in a text: found in the browser, by the service's own rules (secret-shapes.js).

   One source for all that look: the fields, what the suggestions ask for, and the draft that a browser keeps. It is
   served with the site and with the service's own scripts, and does nothing by itself. */

import {
  AUTHORIZATION, COMMON, DIGITS, IBAN, IBAN_LENGTHS, LABELLED, PLACEHOLDER, RANDOM, SHAPES, TOLD, URL_LOGIN,
} from "./secret-shapes.js";

const SIGNS = "!@#$%^&*?+=_~";
const LONGEST_KEY = 20000;
const shapes = SHAPES.map(([kind, literal, source]) => [kind, literal, pattern(source, "gu")]);
const authorization = pattern(AUTHORIZATION, "giu");
const urlLogin = pattern(URL_LOGIN, "gu");
const placeholder = pattern(`^(?:${PLACEHOLDER})$`, "u");
const digitRows = pattern(DIGITS, "gu");
const ibans = pattern(IBAN, "gu");
const told = pattern(TOLD, "giu");
const common = pattern(`^(?:${COMMON})$`, "iu");
const labelled = pattern(LABELLED, "giu");
const random = pattern(RANDOM, "gu");

/* A browser too old for a pattern finds nothing by it; the page goes on, and the service looks anyway. */
function pattern(source, flags) {
  try {
    return new RegExp(source, flags);
  } catch {
    return new RegExp("(?!)", flags);
  }
}

/* Every secret: {start, end, kind, machine}, in order, without overlaps; what its shape proves goes first. */
export function findSecrets(text) {
  return apart([...formats(text), ...inWords(text)]);
}

function apart(claimed) {
  claimed.sort((one, other) => other.machine - one.machine || (other.end - other.start) - (one.end - one.start));
  const kept = [];
  for (const span of claimed) {
    if (kept.every((other) => span.end <= other.start || other.end <= span.start)) kept.push(span);
  }
  return kept.sort((one, other) => one.start - other.start);
}

/* The text with [secret-n] in the place of every secret; one secret has one number. `numbers` is added to. */
export function masked(text, numbers = new Map(), spans = findSecrets(text)) {
  let above = Math.max(0, ...numbers.values(), ...Array.from(text.matchAll(/\[secret-(\d{1,6})\]/g), (one) => Number(one[1])));
  let written = "";
  let from = 0;
  for (const { start, end } of spans) {
    const secret = text.slice(start, end);
    if (!numbers.has(secret)) numbers.set(secret, ++above);
    written += `${text.slice(from, start)}[secret-${numbers.get(secret)}]`;
    from = end;
  }
  return written + text.slice(from);
}

/* The same for what a browser remembers, which errs towards taking out too much: the service judges what is sent. */
export function withoutSecrets(text, numbers = new Map()) {
  return masked(text, numbers, apart([...formats(text), ...inWords(text), ...looseWords(text)]));
}

function* formats(text) {
  yield* privateKeys(text);
  for (const [kind, literal, shape] of shapes) {
    if (text.includes(literal)) for (const found of text.matchAll(shape)) yield span(found.index, found[0], kind);
  }
  for (const found of text.matchAll(authorization)) {
    if (/\p{Nd}/u.test(found[1])) yield span(found.index + found[0].length - found[1].length, found[1], "authorization");
  }
  for (const found of text.includes("://") ? text.matchAll(urlLogin) : []) {
    const start = found.index + found[0].length - 1 - found[1].length;
    if (!placeholder.test(found[1].toLowerCase())) yield span(start, found[1], "url-login");
  }
  for (const found of text.matchAll(digitRows)) if (isCard(found[0])) yield span(found.index, found[0], "card");
  for (const found of text.matchAll(ibans)) yield* iban(text, found.index, found[0]);
}

function span(start, secret, kind, machine = true) {
  return { start, end: start + secret.length, kind, machine };
}

function* privateKeys(text) {
  const begin = "-----BEGIN ";
  for (let start = text.indexOf(begin); start >= 0; start = text.indexOf(begin, start + begin.length)) {
    const named = text.slice(start, start + 80).indexOf("PRIVATE KEY");
    if (named < 0) continue;
    const rest = text.slice(start, start + LONGEST_KEY);
    const end = /-----END [^\n-]{0,80}-----/.exec(rest);
    yield span(start, end ? rest.slice(0, end.index + end[0].length) : rest, "private-key");
  }
}

function isCard(written) {
  const digits = written.replace(/\P{Nd}/gu, "");
  const head = Number(digits.slice(0, 4));
  const size = digits.length;
  const issued = (digits[0] === "4" && [16, 19].includes(size))
    || (size === 16 && ((head >= 5100 && head < 5600) || (head >= 2221 && head <= 2720)))
    || (size === 15 && [34, 37].includes(Math.floor(head / 100)))
    || (size === 16 && (head === 6011 || [65, 35].includes(Math.floor(head / 100)) || (head >= 6440 && head < 6500)))
    || (size === 14 && [36, 38].includes(Math.floor(head / 100)) && written.split(/\s+/).map((one) => one.length).join() === "4,6,4");
  return issued && new Set(digits).size > 1 && passesLuhn(digits);
}

function passesLuhn(digits) {
  const sum = Array.from(digits).reverse().reduce((total, digit, place) => {
    const number = Number(digit) * (place % 2 ? 2 : 1);
    return total + (number > 9 ? number - 9 : number);
  }, 0);
  return sum % 10 === 0;
}

function* iban(text, start, found) {
  const length = IBAN_LENGTHS[found.slice(0, 2).toUpperCase()] ?? 0;
  const places = Array.from(found.matchAll(/[A-Za-z0-9]/g), (one) => one.index);
  if (!length || places.length < length) return;
  const end = places[length - 1] + 1;
  const number = places.slice(0, length).map((place) => found[place]).join("").toUpperCase();
  if (!passesMod97(number) || /[\p{L}\p{N}]/u.test(text.charAt(start + end))) return;
  yield span(start, found.slice(0, end), "iban");
}

function passesMod97(number) {
  let rest = 0;
  for (const letter of number.slice(4) + number.slice(0, 4)) {
    for (const digit of String(Number.parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

/* Of what words give away only the plainest: a label, a sign or “est”, and a value of letters with digits or signs. */
function* inWords(text) {
  for (const found of text.matchAll(told)) {
    const value = found.groups.value.replace(/[.,;:)\]}>]+$/u, "");
    if (isStrong(value)) yield span(found.index + found[0].length - found.groups.value.length, value, "password", false);
  }
}

function isStrong(value) {
  const mixed = /\p{L}/u.test(value) && (/\p{Nd}/u.test(value) || Array.from(value).slice(0, -1).some((one) => SIGNS.includes(one)));
  return value.length >= 5 && mixed && !value.includes("://") && !/^[A-Za-z_]{3,40}=/.test(value)
    && !/[<&;/]/.test(value) && !/@[^@]*\./.test(value) && !placeholder.test(value.toLowerCase()) && !common.test(value);
}

function* looseWords(text) {
  for (const found of text.matchAll(labelled)) {
    const { value } = found.groups;
    if (!value.startsWith("[secret-") && !placeholder.test(value.toLowerCase())) {
      yield span(found.index + found[0].length - value.length, value, "password", false);
    }
  }
  for (const { 0: word, index } of text.matchAll(random)) {
    if (/\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word)) yield span(index, word, "key", false);
  }
}
