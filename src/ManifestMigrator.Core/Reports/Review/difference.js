import { button, code, count, element } from "./text.js";

const rowsAtOnce = 400;
const kindOf = { "+": "added", "-": "removed", " ": "kept", "\\": "note", "@": "hunk" };

/** The unified diff of a manifest as a table: line before, line after, sign, text. */
export function difference(manifest) {
  const body = element("tbody");
  writeRows(body, lines(manifest.hunks));
  return element("table", { class: "difference" },
    element("caption", { class: "unseen" }, "Unified diff of ", manifest.path),
    element("colgroup", {}, element("col", { class: "line-column", span: "2" }), element("col", { class: "sign-column" }), element("col")),
    element("thead", { class: "unseen" }, element("tr", {},
      ["Line before", "Line after", "Sign", "Text"].map(title => element("th", { scope: "col" }, title)))),
    body);
}

function writeRows(body, rest) {
  body.append(...rest.slice(0, rowsAtOnce).map(tableRow));
  if (rest.length <= rowsAtOnce) return;

  const left = rest.slice(rowsAtOnce);
  const more = element("tr", {}, element("td", { colspan: "4" }, button(`Show more of ${count(left.length, "line")}`, () => {
    more.remove();
    writeRows(body, left);
  })));
  body.append(more);
}

function tableRow(line) {
  if (line.kind === "hunk" || line.kind === "note")
    return element("tr", { class: line.kind }, element("td", { colspan: "4" }, line.text));

  return element("tr", { class: line.kind },
    element("td", { class: "line" }, line.before),
    element("td", { class: "line" }, line.after),
    element("td", { class: "sign" }, line.sign),
    element("td", { class: "code" }, code(line.text)));
}

function lines(hunks) {
  let before = 0;
  let after = 0;
  return hunks.replace(/\n$/, "").split("\n").map(line => {
    const kind = kindOf[line[0]] ?? "note";
    if (kind === "hunk") [, before, after] = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line).map(Number);
    if (kind === "hunk") return { kind, text: line };
    if (kind === "note") return { kind, text: line.replace(/^\\ /, "") };
    return {
      kind, sign: line[0], text: line.slice(1),
      before: kind === "added" ? "" : before++,
      after: kind === "removed" ? "" : after++,
    };
  });
}
