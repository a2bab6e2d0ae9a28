import { changedRanges, pairs } from "./wording.js";

const kindOf = { "+": "added", "-": "removed", " ": "kept", "\\": "note", "@": "hunk" };

/** The lines of a unified diff: { kind, text, before, after, changed }, where `changed` has the ranges that differ from the line in its place. */
export function unified(hunks) {
  let before = 0;
  let after = 0;
  let previous = "";
  const lines = hunks.replace(/\n$/, "").split("\n").map(line => {
    const kind = kindOf[line[0]] ?? "note";
    if (kind === "hunk") [, before, after] = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line).map(Number);
    if (kind === "hunk") return { kind, text: line };
    if (kind === "note") return { kind, text: line.replace(/^\\ /, ""), of: previous };
    previous = kind;
    return {
      kind, sign: line[0], text: line.slice(1), changed: [],
      before: kind === "added" ? "" : before++,
      after: kind === "removed" ? "" : after++,
    };
  });
  for (const [removed, added] of blocks(lines)) {
    for (const [i, j] of pairs(removed.map(line => line.text), added.map(line => line.text))) {
      removed[i].other = added[j];
      [removed[i].changed, added[j].changed] = changedRanges(removed[i].text, added[j].text);
    }
  }
  return lines;
}

/** The same lines side by side: each row has the line before and the line after, either may be undefined; a hunk or a note is both. */
export function sideBySide(lines) {
  const rows = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line.kind !== "removed" && line.kind !== "added") {
      rows.push([line, line]);
      continue;
    }
    const end = endOfBlock(lines, index);
    rows.push(...aligned(lines.slice(index, end)));
    index = end - 1;
  }
  return rows;
}

// A note stands on the side of the line it is about.
function aligned(block) {
  const rows = [];
  const added = block.filter(line => line.kind === "added");
  for (const line of block.filter(each => each.kind === "removed")) {
    if (line.other !== undefined) while (added[0] !== line.other) rows.push([undefined, added.shift()]);
    rows.push([line, line.other && added.shift()]);
  }
  rows.push(...added.map(line => [undefined, line]));
  const notes = block.filter(line => line.kind === "note");
  if (notes.length > 0) rows.push([notes.find(line => line.of === "removed"), notes.find(line => line.of === "added")]);
  return rows;
}

function blocks(lines) {
  const found = [];
  for (let index = 0; index < lines.length; index++) {
    if (lines[index].kind !== "removed" && lines[index].kind !== "added") continue;
    const end = endOfBlock(lines, index);
    const block = lines.slice(index, end);
    found.push([block.filter(line => line.kind === "removed"), block.filter(line => line.kind === "added")]);
    index = end - 1;
  }
  return found;
}

// A note about the last line of a file may stand between what was removed and what was added.
function endOfBlock(lines, start) {
  let end = start;
  while (end < lines.length && ["removed", "added", "note"].includes(lines[end].kind)) end++;
  return end;
}
