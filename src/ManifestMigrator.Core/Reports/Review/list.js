import { count, element, excerpt } from "./text.js";
import { decisionOf } from "./decisions.js";
import { countAlike, exceptions } from "./groups.js";
import { impacts, statuses } from "./words.js";

const entriesAtOnce = 60;
const list = document.getElementById("repositories");
const end = document.getElementById("end");
const entryOf = new WeakMap();

let listed = [];

// Rows are written when their place comes near the window, so that two thousand cost no more than sixty.
const nearEnd = new IntersectionObserver(seen => {
  if (!seen.some(each => each.isIntersecting)) return;
  writeMore();
  nearEnd.unobserve(end);
  nearEnd.observe(end);
}, { rootMargin: "100% 0px" });
nearEnd.observe(end);

addEventListener("beforeprint", () => {
  if (!list.closest("[hidden]")) while (list.childElementCount < listed.length) writeMore();
});

/** Lists these entries of `grouped`, from the first. */
export function showEntries(all) {
  listed = all;
  list.replaceChildren();
  writeMore();
}

/** Makes the rows say what was decided. */
export function showVerdicts() {
  for (const row of list.children) row.querySelector(".verdict").replaceWith(verdict(entryOf.get(row).repositories));
}

/** The entry whose row has the focus; undefined when none has. */
export function currentEntry() {
  const row = document.activeElement?.closest?.("#repositories > li");
  return row ? entryOf.get(row) : undefined;
}

/** Moves the focus to the next row, or the one before it for a step of -1; to the first when none has it. */
export function moveInList(step) {
  const row = document.activeElement?.closest?.("#repositories > li");
  if (row && step > 0 && row.nextElementSibling === null) writeMore();
  const next = row ? (step > 0 ? row.nextElementSibling : row.previousElementSibling) : list.firstElementChild;
  (next ?? row)?.querySelector("a").focus();
}

/** Moves the focus to the row in which a repository stands. */
export function focusRow(repository) {
  const index = listed.findIndex(entry => entry.repositories.includes(repository));
  while (list.childElementCount <= index) writeMore();
  if (index >= 0) list.children[index].querySelector("a").focus();
}

/** The address of an entry's page within this one. */
export function addressOf({ alike, repositories }) {
  return alike === "" ? addressOfRepository(repositories[0]) : `#alike=${alike}`;
}

/** The address of a repository's page within this one. */
export function addressOfRepository(repository) {
  return `#repository=${encodeURIComponent(repository.key)}`;
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

/** The impacts of a repository as labels. */
export function impactLabels(repository) {
  return repository.impacts.map(impact => element("span", { class: `impact impact-${impact}`, title: impacts[impact] }, impact));
}

/** How much there is to read in a repository. */
export function numbersOf(repository) {
  return [
    repository.errors > 0 ? element("span", { class: "errors" }, count(repository.errors, "error")) : "",
    repository.warnings > 0 ? element("span", { class: "warnings" }, count(repository.warnings, "warning")) : "",
    repository.changes > 0 ? element("span", { class: "lines" },
      element("span", { class: "plus" }, `+${repository.linesAdded}`), " ",
      element("span", { class: "minus" }, `−${repository.linesRemoved}`)) : "",
  ];
}

function writeMore() {
  const from = list.childElementCount;
  list.append(...listed.slice(from, from + entriesAtOnce).map(row));
  end.hidden = list.childElementCount >= listed.length;
}

function row(entry) {
  const first = entry.repositories[0];
  const created = element("li", { class: entry.alike === "" ? "row" : "row group" },
    element("a", { href: addressOf(entry) },
      verdict(entry.repositories),
      element("span", { class: `status ${first.status}` }, first.status),
      entry.alike === "" ? aloneRow(first) : alikeRow(entry)));
  entryOf.set(created, entry);
  return created;
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

function alikeRow({ alike, repositories }) {
  const all = countAlike(alike);
  const number = repositories.length === all ? all.toLocaleString("en") : `${repositories.length.toLocaleString("en")} of ${all.toLocaleString("en")}`;
  const own = exceptions(repositories).length;
  return [
    element("span", { class: "identity" },
      element("span", { class: "name" }, `${number} repositories with the same change`)),
    element("span", { class: "traits" },
      element("span", { class: "impacts" }, impactLabels(repositories[0])),
      element("span", { class: "forms" }, [...new Set(repositories.flatMap(repository => repository.forms))].join(", "))),
    element("span", { class: "numbers" }, own > 0 ? element("span", { class: "warnings" }, count(own, "exception")) : ""),
    element("span", { class: "gist" },
      element("span", { class: "members" }, repositories.slice(0, 6).flatMap((repository, index) => [index > 0 ? ", " : "", element("bdi", {}, shortName(repository))]),
        repositories.length > 6 ? " …" : ""),
      element("span", { class: "rules-of-group" }, repositories[0].rules.slice(0, 12).map(rule => [element("code", {}, excerpt(rule)), " "]), repositories[0].rules.length > 12 ? "…" : "")),
  ];
}

function shortName(repository) {
  return excerpt(repository.repository.slice(repository.repository.lastIndexOf("/") + 1)).slice(0, 40);
}

function gist(repository) {
  if (repository.status === "migrated" || repository.status === "current") return "";
  const error = repository.manifests.flatMap(manifest => manifest.findings).find(finding => finding.severity === "error");
  return element("bdi", { class: "gist" }, excerpt(repository.message || error?.message || statuses[repository.status]));
}
