import { button, code, count, element } from "./text.js";
import { keep, kept } from "./storage.js";
import { sideBySide, unified } from "./hunks.js";

const rowsAtOnce = 400;
const narrow = matchMedia("(max-width: 60rem)");

let isSideBySide = kept("difference") === "side-by-side";

/** The difference of a manifest with its heading, as a table, unified or side by side as the reader last chose. */
export function difference(manifest) {
  const lines = unified(manifest.hunks);
  const chosen = (name, act) => button(name, act, { "aria-pressed": "false" });
  const asUnified = chosen("Unified", () => draw(false));
  const asSides = chosen("Side by side", () => draw(true));
  const place = element("div", { class: "difference-place" });
  const section = element("section", { class: "difference-section" },
    element("div", { class: "heading" },
      element("h3", {}, "Difference ", element("small", {},
        element("span", { class: "plus" }, `+${manifest.linesAdded}`), " ", element("span", { class: "minus" }, `−${manifest.linesRemoved}`))),
      element("div", { class: "switch", role: "group", "aria-label": "How to show the difference" }, asUnified, asSides)),
    place);
  show();
  return section;

  function draw(sides) {
    isSideBySide = sides;
    keep("difference", sides ? "side-by-side" : "unified");
    show();
  }

  function show() {
    const sides = isSideBySide && !narrow.matches;
    asUnified.setAttribute("aria-pressed", String(!sides));
    asSides.setAttribute("aria-pressed", String(sides));
    place.replaceChildren(sides ? sidesTable(manifest, lines) : unifiedTable(manifest, lines));
  }
}

/** Brings the line of a manifest as it was read into view. */
export function showLine(section, line) {
  for (const row of section.querySelectorAll("tr[data-line]")) {
    const isIt = row.dataset.line === String(line);
    row.classList.toggle("shown", isIt);
    if (isIt) row.scrollIntoView({ block: "center" });
  }
}

function unifiedTable(manifest, lines) {
  return table("difference unified", ["Unified diff of ", manifest.path], [["line-column", 2], ["sign-column", 1], ["", 1]],
    ["Line before", "Line after", "Sign", "Text"], lines.map(line => () => unifiedRow(line)));
}

function sidesTable(manifest, lines) {
  return table("difference sides", [manifest.path, " before and after"], [["line-column", 1], ["", 1], ["line-column", 1], ["", 1]],
    ["Line before", "Text before", "Line after", "Text after"], sideBySide(lines).map(row => () => sidesRow(row)));
}

function table(className, caption, columns, titles, rows) {
  const body = element("tbody");
  writeRows(body, rows, titles.length);
  return element("table", { class: className },
    element("caption", { class: "unseen" }, caption),
    element("colgroup", {}, columns.map(([name, span]) => element("col", { class: name, span }))),
    element("thead", { class: "unseen" }, element("tr", {}, titles.map(title => element("th", { scope: "col" }, title)))),
    body);
}

function writeRows(body, rest, width) {
  body.append(...rest.slice(0, rowsAtOnce).map(row => row()));
  if (rest.length <= rowsAtOnce) return;

  const left = rest.slice(rowsAtOnce);
  const more = element("tr", { class: "more-rows" }, element("td", { colspan: width }, button(`Show more of ${count(left.length, "line")}`, () => {
    more.remove();
    writeRows(body, left, width);
  })));
  body.append(more);
}

function unifiedRow(line) {
  if (line.kind === "hunk" || line.kind === "note") return element("tr", { class: line.kind }, element("td", { colspan: "4" }, line.text));

  return element("tr", { class: line.kind, "data-line": line.before === "" ? false : line.before },
    element("td", { class: "line" }, line.before),
    element("td", { class: "line" }, line.after),
    element("td", { class: "sign" }, line.sign),
    codeCell(line));
}

function sidesRow([before, after]) {
  if (before !== undefined && before === after && before.kind !== "kept") return element("tr", { class: before.kind }, element("td", { colspan: "4" }, before.text));

  return element("tr", { "data-line": before?.before ?? false }, side(before, "before"), side(after, "after"));
}

function side(line, number) {
  if (line === undefined) return [element("td", { class: "line none" }), element("td", { class: "none" })];
  if (line.kind === "note") return [element("td", { class: "line" }), element("td", { class: "note" }, line.text)];
  return [element("td", { class: `line ${line.kind}` }, line[number]), codeCell(line)];
}

function codeCell(line) {
  return element("td", { class: `code ${line.kind}` }, code(line.text, line.changed, line.kind === "added" ? "ins" : "del"));
}
