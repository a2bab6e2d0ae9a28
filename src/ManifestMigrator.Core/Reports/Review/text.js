// Everything the page shows passes through here, and becomes text nodes: never markup.

// Control and format characters, unusual blanks, and what a screen draws as nothing at all.
const unseen = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const unseenInCode = / +(?=\r?$)|(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const lengthShownAtFirst = 2000;

/** An element with these attributes and children; every string becomes text in which nothing is invisible. */
export function element(name, attributes = {}, ...children) {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) created.setAttribute(key, "");
    else if (value !== false) created.setAttribute(key, value);
  }
  for (const child of children.flat(Infinity)) {
    if (child instanceof Node) created.append(child);
    else if (child !== "") created.append(...text(child));
  }
  return created;
}

/** A button that does nothing but call `act`. */
export function button(label, act, attributes = {}) {
  const created = element("button", { type: "button", ...attributes }, label);
  created.addEventListener("click", act);
  return created;
}

/** Text of any origin as nodes, with names in the place of characters that cannot be seen. */
export function text(value) {
  return shortened(String(value), part => marked(part, unseen, mark));
}

/**
 * A line of code as nodes: as `text`, and tabs, carriage returns and blanks at the end are drawn. `changed` has the ranges
 * [start, end) that differ from the line it is compared with; they are marked as an element of this name, `ins` or `del`.
 */
export function code(line, changed = [], name = "") {
  if (changed.length === 0 || line.length > lengthShownAtFirst) return shortened(line, part => marked(part, unseenInCode, codeMark));

  const nodes = [];
  let end = 0;
  for (const [from, to] of changed) {
    nodes.push(...marked(line, unseenInCode, codeMark, end, from), emphasis(name, marked(line, unseenInCode, codeMark, from, to)));
    end = to;
  }
  return [...nodes, ...marked(line, unseenInCode, codeMark, end)];
}

/** As much of a text as fits a line that only announces it. */
export function excerpt(value) {
  return value.length > 200 ? value.slice(0, 200) + "…" : value;
}

/** The number with its noun, e.g. "1 change", "3 changes". */
export function count(number, singular, plural = singular + "s") {
  return `${number.toLocaleString("en")} ${number === 1 ? singular : plural}`;
}

function shortened(value, nodes) {
  if (value.length <= lengthShownAtFirst) return nodes(value);

  const rest = value.slice(lengthShownAtFirst);
  const more = button(`… ${count(rest.length, "more character")}`, () => more.replaceWith(...nodes(rest)), { class: "more" });
  return [...nodes(value.slice(0, lengthShownAtFirst)), more];
}

// The nodes of value.slice(from, to); what is special there is found in the whole of it.
function marked(value, pattern, markOf, from = 0, to = value.length) {
  const nodes = [];
  let end = from;
  for (const match of value.matchAll(pattern)) {
    const start = Math.max(match.index, from);
    const stop = Math.min(match.index + match[0].length, to);
    if (start >= stop) continue;
    if (start > end) nodes.push(document.createTextNode(value.slice(end, start)));
    nodes.push(markOf(value.slice(start, stop)));
    end = stop;
  }
  if (end < to) nodes.push(document.createTextNode(value.slice(end, to)));
  return nodes;
}

function emphasis(name, nodes) {
  const created = document.createElement(name);
  created.append(...nodes);
  return created;
}

function mark(character) {
  const number = character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return span("mark", `‹U+${number}›`);
}

function codeMark(found) {
  if (found === "\t") return span("blank", "→\t");
  if (found === "\r") return span("blank", "␍");
  if (found.startsWith(" ")) return span("blank trailing", "·".repeat(found.length));
  return mark(found);
}

function span(className, content) {
  const created = document.createElement("span");
  created.className = className;
  created.textContent = content;
  return created;
}
