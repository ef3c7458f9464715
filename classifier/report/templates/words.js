"use strict";
// The page's words and the few ways it makes elements: text only ever becomes text, never markup.
const page = JSON.parse(document.getElementById("page-words").textContent);
const root = document.documentElement;
const byId = (id) => document.getElementById(id);

const langAt = () => (root.lang === "en" ? 1 : 0);

function say(key, values = {}) {
  return page.words[key][langAt()].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function titled(family, name) {
  return page.titles[family][name][langAt()];
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

// Marks that turn letters round are shown in place of acting; others stand as they are.
const OVERRIDES = { "\u202e": "⟨RLO⟩", "\u202d": "⟨LRO⟩" };

// Long numbers stand isolated: a right-to-left line would show their groups in the wrong order.
const APART = /([\u202d\u202e]|\+?\p{Nd}(?:[ -]?\p{Nd}){6,})/u;

function visible(text) {
  return text.split(APART).filter(Boolean).map((part) => {
    if (OVERRIDES[part]) return make("span", { class: "override", title: say("override") }, OVERRIDES[part]);
    return APART.test(part) ? make("bdi", { dir: "ltr" }, part) : part;
  });
}

const dayWords = (seconds) => new Intl.DateTimeFormat(
  langAt() ? "en-GB" : "ar-IQ-u-nu-latn", { dateStyle: "full", timeZone: "UTC" }).format(seconds * 1000);

const isoDay = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);
const clockTime = (seconds) => new Date(seconds * 1000).toISOString().slice(11, 16);

function speak(lang) {
  root.lang = lang;
  root.dir = lang === "ar" ? "rtl" : "ltr";
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const element of document.querySelectorAll(`[data-${name}-${lang}]`)) {
      element.setAttribute(name, element.getAttribute(`data-${name}-${lang}`));
    }
  }
}
