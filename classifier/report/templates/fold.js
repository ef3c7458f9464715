// Text as it is searched: alef, hamza and ta marbuta in all forms are one letter, vowel marks, tatweel
// and invisible marks are gone, repeats are single, letters spaced apart are joined, digits are one kind.
const SAME = {
  "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ٱ": "ا", "ک": "ك", "گ": "ك", "ڪ": "ك",
  "چ": "ج", "ژ": "ز", "پ": "ب", "ڤ": "ف", "ڵ": "ل", "ڕ": "ر", "ۆ": "و", "ۇ": "و", "ء": "", "ـ": "",
};
const foldedSigns = new Map();

function foldSign(sign) {
  let folded = foldedSigns.get(sign);
  if (folded === undefined) {
    folded = "";
    for (const part of sign.normalize("NFKD").toLowerCase()) {
      if (/[\p{M}\p{Cf}]/u.test(part)) continue;
      if (part in SAME) folded += SAME[part];
      else if (/\p{Nd}/u.test(part)) folded += digitOf(part);
      else folded += /\p{L}/u.test(part) ? part : " ";
    }
    foldedSigns.set(sign, folded);
  }
  return folded;
}

function digitOf(sign) {
  const code = sign.codePointAt(0);
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

const isDigit = (sign) => sign >= "0" && sign <= "9";

// Folded signs and, beside each, where in the text it begins and ends.
function foldWithPlaces(text) {
  const signs = [], starts = [], ends = [];
  let at = 0;
  for (const sign of text) {
    const next = at + sign.length;
    for (const part of foldSign(sign)) {
      const last = signs[signs.length - 1];
      if (part === last && !isDigit(part)) ends[ends.length - 1] = next;
      else if (part !== " " || signs.length) { signs.push(part); starts.push(at); ends.push(next); }
    }
    at = next;
  }
  return joinSpaced(signs, starts, ends);
}

// Drops the gaps inside a run of three or more single letters, and inside a number.
function joinSpaced(signs, starts, ends) {
  const single = (at) => signs[at] !== undefined && signs[at] !== " "
    && (at === 0 || signs[at - 1] === " ") && (at === signs.length - 1 || signs[at + 1] === " ");
  const gaps = new Set();
  for (let at = 0; at < signs.length; at += 1) {
    if (signs[at] !== " ") continue;
    const before = signs[at - 1], after = signs[at + 1];
    if (before && after && isDigit(before) && isDigit(after)) gaps.add(at);
    else if (single(at - 1) && single(at + 1) && (single(at - 3) || single(at + 3))) gaps.add(at);
  }
  const kept = [...signs.keys()].filter((at) => !gaps.has(at));
  return {
    folded: kept.map((at) => signs[at]).join(""),
    starts: kept.map((at) => starts[at]),
    ends: kept.map((at) => ends[at]),
  };
}

const fold = (text) => foldWithPlaces(text).folded;
const foldQuery = (text) => fold(text).trim();

// Where the folded query stands in the text as written, as [start, end] pairs.
function placesOf(text, query) {
  const { folded, starts, ends } = foldWithPlaces(text);
  const found = [];
  for (let at = folded.indexOf(query); query && at >= 0; at = folded.indexOf(query, at + query.length)) {
    found.push([starts[at], ends[at + query.length - 1]]);
  }
  return found;
}
