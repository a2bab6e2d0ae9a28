import { count, element, excerpt } from "./text.js";
import { decidedBefore, decisionOf, notesOf } from "./decisions.js";
import { impacts, nameOfWord, statuses } from "./words.js";
import { isSeen } from "./groups.js";
import { lots } from "./attention.js";
import { membersOf } from "./repositories.js";

const entriesAtOnce = 60;
const list = document.getElementById("repositories");
const end = document.getElementById("end");
const entryOf = new WeakMap();

let listed = [];
let numberWritten = 0;

// Rows are written when their place comes near the window, so that ten thousand cost no more than sixty.
const nearEnd = new IntersectionObserver(seen => {
  if (!seen.some(each => each.isIntersecting)) return;
  writeMore();
  nearEnd.unobserve(end);
  nearEnd.observe(end);
}, { rootMargin: "100% 0px" });
nearEnd.observe(end);

// On paper every row is there, and of a group every name, with its decision where they differ.
addEventListener("beforeprint", () => {
  if (list.closest("[hidden]")) return;
  while (numberWritten < listed.length) writeMore();
  for (const row of rows()) {
    const { group, repositories } = entryOf.get(row);
    if (group === "") continue;
    const differs = new Set(repositories.map(repository => decisionOf(repository).decision)).size > 1;
    row.querySelector(".gist").replaceChildren(...element("span", {}, repositories.flatMap((repository, index) => [index > 0 ? ", " : "",
      element("bdi", {}, excerpt(repository.repository)), differs ? ` (${decisionOf(repository).decision})` : ""])).childNodes);
  }
});

/** Lists these entries of `grouped`, from the first. */
export function showEntries(all) {
  listed = all;
  numberWritten = 0;
  list.replaceChildren();
  writeMore();
}

/** Makes the rows say what was decided, and what was looked at. */
export function showVerdicts() {
  for (const row of rows()) {
    row.querySelector(".verdict").replaceWith(verdict(entryOf.get(row).repositories));
    row.querySelector(".seen").hidden = !isSeen(entryOf.get(row));
    row.querySelector(".row-notes").replaceWith(noteLines(entryOf.get(row)));
  }
}

/** The entry whose row has the focus; undefined when none has. */
export function currentEntry() {
  const row = currentRow();
  return row ? entryOf.get(row) : undefined;
}

/** Moves the focus to the next row, or the one before it for a step of -1; to the first when none has it. */
export function moveInList(step) {
  const row = currentRow();
  if (!row) {
    focusOn(rows()[0]);
    return;
  }
  if (rows().at(-1) === row && step > 0) writeMore();
  const all = rows();
  focusOn(all[all.indexOf(row) + step] ?? row);
}

/** Moves the focus to the first row behind the one that has it for whose entry a condition holds; stays when there is none. */
export function moveToNext(holds) {
  const at = listed.indexOf(currentEntry());
  const next = listed.findIndex((entry, index) => index > at && holds(entry));
  if (next >= 0) focusRow(listed[next].repositories[0]);
}

/** Moves the focus to the row in which a repository stands. */
export function focusRow(repository) {
  const index = listed.findIndex(entry => entry.repositories.includes(repository));
  while (numberWritten <= index) writeMore();
  if (index >= 0) focusOn(rows()[index]);
}

/** The address of an entry's page within this one. */
export function addressOf({ group, repositories }) {
  return group === "" ? `#repository=${encodeURIComponent(repositories[0].key)}` : `#group=${encodeURIComponent(group)}`;
}

/** A repository's name: the owner quietly, the name loud. */
export function nameOf(repository) {
  const slash = repository.repository.lastIndexOf("/") + 1;
  return [
    element("bdi", { class: "owner" }, excerpt(repository.repository.slice(0, slash))),
    element("bdi", { class: "name" }, excerpt(repository.repository.slice(slash))),
  ];
}

/** What was decided about several repositories, as a sign and in words. */
export function verdict(repositories) {
  const decisions = repositories.map(repository => decisionOf(repository));
  const same = decisions.every(each => each.decision === decisions[0].decision) ? decisions[0].decision : "several";
  const isDecidable = repositories[0].status === "migrated";
  const hasNote = decisions.some(each => each.note !== "");
  const decided = decisions.filter(each => each.decision !== "undecided").length;
  const [sign, words] = {
    approved: ["✓", "approved"],
    rejected: ["✕", "rejected"],
    undecided: ["○", "undecided"],
    several: ["◐", `${decided} of ${repositories.length} decided`],
  }[same];
  return element("span", { class: `verdict ${isDecidable ? same : ""}`, title: isDecidable ? words : false },
    isDecidable ? [element("span", { "aria-hidden": "true" }, sign), element("span", { class: "unseen" }, words)] : "",
    hasNote ? [element("span", { class: "has-note", "aria-hidden": "true" }, "✎"), element("span", { class: "unseen" }, ", with a note")] : "");
}

/** Where repositories stand, as a label: ready, or how far they were delivered. */
export function standing(repositories) {
  const words = new Set(repositories.map(({ status, delivery: { step, commit, request_state: state } }) =>
    status !== "migrated" ? nameOfWord(status)
      : state !== "" && state !== "none" ? state
      : commit !== "" || step === "written" ? step
      : nameOfWord(status)));
  return element("span", { class: `status ${repositories[0].status}`, title: statuses[repositories[0].status] }, words.size === 1 ? [...words][0] : "several");
}

/** What people notice of the change, as labels. */
export function impactLabels(repository) {
  return repository.impacts.map(impact => element("span", { class: `impact impact-${impact}`, title: impacts[impact] }, nameOfWord(impact)));
}

/** How much there is to read in a repository. */
export function numbersOf(repository) {
  return [
    repository.errors > 0 ? element("span", { class: "errors" }, count(repository.errors, "error")) : "",
    repository.warnings > 0 ? element("span", { class: "warnings" }, count(repository.warnings, "warning")) : "",
    repository.changes > 0 ? element("span", { class: "lines" },
      element("span", { class: "plus" }, `+${repository.lines_added}`), " ",
      element("span", { class: "minus" }, `−${repository.lines_removed}`)) : "",
  ];
}

function rows() {
  return [...list.querySelectorAll(":scope > .row")];
}

function currentRow() {
  return document.activeElement?.closest?.("#repositories > .row");
}

function focusOn(row) {
  row?.querySelector("a").focus();
}

function writeMore() {
  const from = numberWritten;
  numberWritten = Math.min(listed.length, from + entriesAtOnce);
  for (let index = from; index < numberWritten; index++) {
    const { lot } = listed[index].repositories[0];
    if (index === 0 || listed[index - 1].repositories[0].lot !== lot) list.append(element("li", { class: "lot-title" }, element("h3", {}, lots.get(lot).title)));
    list.append(row(listed[index]));
  }
  end.hidden = numberWritten >= listed.length;
}

function row(entry) {
  const created = element("li", { class: entry.group === "" ? "row" : "row group" },
    element("a", { href: addressOf(entry) },
      verdict(entry.repositories),
      standing(entry.repositories),
      entry.group === "" ? aloneRow(entry.repositories[0]) : groupRow(entry),
      element("span", { class: "seen", hidden: !isSeen(entry) }, "seen"),
      noteLines(entry)));
  entryOf.set(created, entry);
  return created;
}

function noteLines({ group, repositories }) {
  return element("span", { class: "row-notes" }, repositories.flatMap(repository => [...decidedBeforeLines(repository), ...notesOf(repository)].map(line =>
    element("span", {}, group === "" ? "" : [nameOf(repository), ": "], element("bdi", {}, line)))));
}

/** The line that says what was decided about another plan; none where there is nothing to say. */
export function decidedBeforeLines(repository) {
  const before = decidedBefore(repository);
  return before === "" ? [] : [`${before} before, in another plan`];
}

function aloneRow(repository) {
  return [
    element("span", { class: "identity" }, nameOf(repository)),
    element("span", { class: "traits" },
      element("span", { class: "impacts" }, impactLabels(repository)),
      element("span", { class: "forms" }, repository.forms.join(", "))),
    element("span", { class: "numbers" }, numbersOf(repository)),
    gist(repository),
  ];
}

function groupRow({ group, repositories }) {
  const all = membersOf(group).length;
  const number = repositories.length === all ? all.toLocaleString("en") : `${repositories.length.toLocaleString("en")} of ${all.toLocaleString("en")}`;
  const warnings = new Set(repositories[0].findings.filter(finding => finding.severity !== "info").map(finding => finding.code)).size;
  return [
    element("span", { class: "identity" },
      element("span", { class: "name" }, `${number} with the same change`)),
    element("span", { class: "traits" },
      element("span", { class: "impacts" }, impactLabels(repositories[0])),
      element("span", { class: "forms" }, [...new Set(repositories.flatMap(repository => repository.forms))].join(", "))),
    element("span", { class: "numbers" }, warnings > 0 ? element("span", { class: "warnings" }, `${count(warnings, "warning")} each`) : ""),
    element("span", { class: "gist" },
      repositories.slice(0, 5).flatMap((repository, index) => [index > 0 ? ", " : "", element("span", { class: "member-name" }, nameOf(repository))]),
      repositories.length > 5 ? ` and ${(repositories.length - 5).toLocaleString("en")} more` : ""),
  ];
}

function gist(repository) {
  if (repository.status === "migrated" || repository.status === "current") return "";
  return element("bdi", { class: "gist" }, excerpt(repository.message || statuses[repository.status]));
}
