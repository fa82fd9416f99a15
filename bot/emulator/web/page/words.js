// The page's own words in its language. English is what they are known by; a file a language has the others,
// words.de.json and so on: a text a key, or, where it counts, one for each of the language's plural forms.

const root = document.documentElement;
const ATTRIBUTES = ["aria-label", "placeholder"];

/** The codes of all languages that the page speaks. */
export const LANGUAGES = root.dataset.languages.split(" ");

const written = [...textsIn(document.body)]; // what index.html itself says, in English
let words = {};
let asked = null; // the language that was asked for last, and the promise of its words
let arrived = null;

/** Resolves once the page speaks its language. Throws where the words cannot be had. */
export function ready() {
  if (asked !== root.lang) {
    asked = root.lang;
    arrived = load(root.lang);
    arrived.catch(() => (asked = null)); // the next one who waits asks again
  }
  return arrived;
}

/** Speaks another language from now on, "" for the browser's. */
export function choose(code) {
  window.chooseLanguage(code);
  return ready();
}

/** The language that the person chose, null where it is the browser's. */
export const chosen = () => root.dataset.chosen ?? null;

export const isRightToLeft = () => root.dir === "rtl";

/** What the page says for this English. `values` stand in place of their names in braces. */
export const t = (english, values = {}) => filled(words[english] ?? english, values);

/** What it says of so many: `one` and `many` are English, with {count} in them. */
export function counted(count, one, many) {
  const forms = words[many] ?? { one, other: many };
  const form = forms[new Intl.PluralRules(locale()).select(count)] ?? forms.other;
  return filled(form, { count: number(count) });
}

export const number = (value, options) => new Intl.NumberFormat(locale(), options).format(value);

/** The language as numbers and dates go by it: the browser's country is kept. Figures are Latin, as the bot's are. */
export function locale() {
  const [language] = root.lang.split("-", 1);
  const tag = navigator.languages.find((one) => one.split("-", 1)[0] === language) ?? root.lang;
  return new Intl.Locale(tag, { numberingSystem: "latn" }).toString();
}

/** What its speakers call it: "Deutsch". */
export function ownName(code) {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code);
  return name[0].toLocaleUpperCase(code) + name.slice(1);
}

// In lines from right to left a value keeps its own direction, and turns nothing round beside it.
function filled(text, values) {
  const isolated = (value) => (isRightToLeft() ? `\u2068${value}\u2069` : value);
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? isolated(values[name]) : all));
}

async function load(code) {
  try {
    words = code === "en" ? {} : await (await fetch(`/words.${code}.json`)).json();
    for (const { say, english } of written) say(t(english));
  } finally {
    root.removeAttribute("data-wordless");
  }
}

function* textsIn(element) {
  if (element.tagName === "NOSCRIPT") return;
  for (const name of ATTRIBUTES) {
    if (element.hasAttribute(name)) yield { english: element.getAttribute(name), say: (text) => element.setAttribute(name, text) };
  }
  for (const node of element.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE) yield* textsIn(node);
    else if (/\p{L}/u.test(node.data ?? "")) yield { english: node.data, say: (text) => (node.data = text) };
  }
}
