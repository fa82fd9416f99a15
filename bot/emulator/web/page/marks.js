// The marks that messages need to be understood, drawn where the system has no font with coloured signs.

import { el, icon } from "./dom.js";

const DRAWN = {
  "✅": ["yes", "M5 12.5 10 17.5 19 7"],
  "❌": ["no", "M6 6 18 18M18 6 6 18"],
  "☑": ["yes", "M4 4h16v16H4zM8 12l3 3 5.5-6"],
  "☐": ["", "M4 4h16v16H4z"],
  "●": ["", "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM12 11a1 1 0 1 1 0 2 1 1 0 0 1 0-2z"],
  "○": ["", "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z"],
  "▫": ["", "M9 9h6v6H9z"],
  "▶": ["yes", "M8 5.5v13l10-6.5zM10 9v6"],
  "⏸": ["", "M8.5 5.5v13M15.5 5.5v13"],
  "⏹": ["", "M6 6h12v12H6z"],
  "ℹ": ["", "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 11v5.5M12 7.5v.2"],
  "✖": ["no", "M6 6 18 18M18 6 6 18"],
  "➕": ["yes", "M12 5v14M5 12h14"],
  "➖": ["no", "M5 12h14"],
  "↕": ["", "M12 4v16M8 8l4-4 4 4M8 16l4 4 4-4"],
  "⚠": ["warn", "M12 4 21 19.5H3zM12 10v4M12 17v.2"],
  "⚐": ["", "M6 21V4h12l-3 4 3 4H6"],
  "💡": ["warn", "M9 18h6M10 21h4M12 3a6 6 0 0 1 4 10.5c-.8.7-1 1.5-1 2.5H9c0-1-.2-1.8-1-2.5A6 6 0 0 1 12 3z"],
  "❓": ["warn", "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M12 18v.2"],
  "❔": ["", "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M12 18v.2"],
  "🏁": ["", "M6 21V4h13v9H6M6 8.5h13M12.5 4v9"],
  "🎓": ["", "M2 9.5 12 5l10 4.5-10 4.5zM6 12v4.5c3 2 9 2 12 0V12"],
  "🔔": ["", "M6 17h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v4.5zM10 20h4"],
  "🔕": ["", "M6 17h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v4.5zM10 20h4M4 4l16 16"],
  "🕐": ["", "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5h3"],
  "⏰": ["", "M12 5.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM12 9v4l2.5 1.5M3 6.5 6.5 3.5M21 6.5l-3.5-3M7 19l-1.5 2M17 19l1.5 2"],
  "🌐": ["", "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18"],
  "👋": ["", "M7 12 4.5 8.5M9.5 9.5 6 5M12.5 8 9.5 4M7 12c-1 2 0 5 2 7s6 2 8-.5 2-5.5 1.5-9.5c-2-.5-2.5 2-2.5 3.5L12.5 8M18 3c1.5.5 2.5 1.5 3 3"],
  "🎭": ["", "M4 5c5 2 11 2 16 0 0 8-2.5 14-8 15C6.5 19 4 13 4 5zM8 10h2M14 10h2M9 14.5c2 1.5 4 1.5 6 0"],
  "👥": ["", "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-8 13-8 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14c2.5 1 3.5 3 3.5 6"],
  "🥇": ["gold", "M8 3l4 6 4-6M12 9a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM11 13.5l1.5-1V18"],
  "🥈": ["", "M8 3l4 6 4-6M12 9a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM10.5 13.5c1.5-2 4 0 2.5 2L10.5 18h3.5"],
  "🥉": ["bronze", "M8 3l4 6 4-6M12 9a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM10.5 12.8c4-1 4 2.2 1.5 2.2 2.5 0 2.5 3.2-1.5 2.6"],
};
const SIGNS = new RegExp(`((?:${Object.keys(DRAWN).join("|")})\uFE0F?)`, "u");

let coloured = null;

/** Whether signs have a font of their own: then one of them has colours. */
function hasColouredSigns() {
  const canvas = el("canvas", { width: 24, height: 24 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.font = `20px ${getComputedStyle(document.documentElement).getPropertyValue("--font")}`;
  pen.fillText("✅", 0, 20);
  const pixels = pen.getImageData(0, 0, 24, 24).data;
  return pixels.some((value, at) => at % 4 === 1 && Math.abs(value - pixels[at - 1]) > 24);
}

/** The text as nodes: as it is, or with its marks drawn. */
export function withMarks(text) {
  coloured ??= hasColouredSigns();
  return coloured ? [text] : text.split(SIGNS).filter(Boolean).map(drawn);
}

function drawn(text) {
  const [kind, path] = DRAWN[text.replace("\uFE0F", "")] ?? [null, null];
  if (path === null) return text;
  return el("span", { class: `mark ${kind}`, role: "img", "aria-label": text }, icon(path));
}
