// Small helpers to build the page out of nodes. Text always becomes a text node, never markup.

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children. `onclick` and the like are listeners; null, undefined and false leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** A line drawing from the path's data, for use in buttons; the button carries the name. */
export function icon(path) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(namespace, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** The letters that stand for a name in a round avatar, and one of six quiet colours: the bot's own, or one that stays with the name. */
export function drawAvatar(node, name, isBot = false) {
  const words = name.trim().split(/\s+/).slice(0, 2);
  node.textContent = words.map((word) => [...word][0] ?? "").join("").toUpperCase();
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 6007;
  node.dataset.colour = isBot ? "0" : String(1 + (sum % 5));
}

/** Without a mouse or the like, focus in a text box opens a screen keyboard. */
export const hasFinePointer = () => matchMedia("(pointer: fine)").matches;
