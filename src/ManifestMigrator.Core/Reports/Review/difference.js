import { button, code, count, element } from "./text.js";
import { external } from "./findings.js";
import { keep, kept } from "./storage.js";
import { lineAddress } from "./repositories.js";
import { sideBySide, unified } from "./hunks.js";

const rowsAtOnce = 400;
const narrow = matchMedia("(max-width: 60rem)");

let isSideBySide = kept("difference") === "side-by-side";

/** The difference of a manifest with its heading, as a table, unified or side by side as the reader last chose. */
export function difference(manifest, details) {
  const lines = unified(manifest.hunks);
  const address = line => lineAddress(details, manifest.path, line);
  const chosen = (name, act) => button(name, act, { "aria-pressed": "false" });
  const asUnified = chosen("Unified", () => draw(false));
  const asSides = chosen("Side by side", () => draw(true));
  const place = element("div", { class: "difference-place" });
  const section = element("section", { class: "difference-section" },
    element("div", { class: "heading" },
      element("h3", {}, "Difference ", element("small", {},
        element("span", { class: "plus" }, `+${manifest.lines_added}`), " ", element("span", { class: "minus" }, `−${manifest.lines_removed}`))),
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
    place.replaceChildren(sides ? sidesTable(manifest, lines, address) : unifiedTable(manifest, lines, address));
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

function unifiedTable(manifest, lines, address) {
  return table("difference unified", ["Unified diff of ", manifest.path], [["line-column", 2], ["sign-column", 1], ["", 1]],
    ["Line before", "Line after", "Sign", "Text"], lines.map(line => () => unifiedRow(line, address)));
}

function sidesTable(manifest, lines, address) {
  return table("difference sides", [manifest.path, " before and after"], [["line-column", 1], ["", 1], ["line-column", 1], ["", 1]],
    ["Line before", "Text before", "Line after", "Text after"], sideBySide(lines).map(row => () => sidesRow(row, address)));
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

function unifiedRow(line, address) {
  if (line.kind === "hunk" || line.kind === "note") return element("tr", { class: line.kind }, element("td", { colspan: "4" }, line.text));

  return element("tr", { class: line.kind, "data-line": line.before === "" ? false : line.before },
    element("td", { class: "line" }, number(line.before, address)),
    element("td", { class: "line" }, line.after),
    element("td", { class: "sign" }, line.sign),
    codeCell(line));
}

function sidesRow([before, after], address) {
  if (before !== undefined && before === after && before.kind !== "kept") return element("tr", { class: before.kind }, element("td", { colspan: "4" }, before.text));

  return element("tr", { "data-line": before?.before ?? false }, side(before, number(before?.before, address)), side(after, after?.after));
}

function side(line, shownNumber) {
  if (line === undefined) return [element("td", { class: "line none" }), element("td", { class: "none" })];
  if (line.kind === "note") return [element("td", { class: "line" }), element("td", { class: "note" }, line.text)];
  return [element("td", { class: `line ${line.kind}` }, shownNumber ?? ""), codeCell(line)];
}

function codeCell(line) {
  return element("td", { class: `code ${line.kind}` }, code(line.text, line.changed, line.kind === "added" ? "ins" : "del"));
}

// The number of a line as it was read leads to the line on its host; not by Tab, which would have to pass hundreds of them.
function number(line, address) {
  const target = line === "" || line === undefined ? "" : address(line);
  return target === "" ? line ?? "" : external(target, line, { tabindex: "-1" });
}
