import { isWarned, lotOf, lots } from "./attention.js";
import { records, run, totals } from "./data.js";
import { statuses } from "./words.js";

const texts = new WeakMap();

/** Every repository of the run, in the order of the page's advice; those with the same change and the same warnings stand together. */
export const repositories = ordered(named(records.map(summary)));

/** Where somebody has to decide: changes are planned, and nothing keeps them from being delivered. */
export const planned = repositories.filter(repository => repository.status === "migrated");

const repositoryByKey = new Map(repositories.map(repository => [repository.key, repository]));
const membersByGroup = Map.groupBy(planned, repository => repository.group);

/** The repository of a key; undefined when there is none. */
export function repositoryOf(key) {
  return repositoryByKey.get(key);
}

/** The repositories of a group; none for a group that does not exist. */
export function membersOf(group) {
  return membersByGroup.get(group) ?? [];
}

/** All there is to say about a repository: its entry of run.json as `result`, and the addresses of its pages. */
export function detailsOf(repository) {
  return JSON.parse(texts.get(repository));
}

/** Address of the page of a line of a file; empty where the host is not known, or there is no line. */
export function lineAddress(details, path, line) {
  return details.file_page === "" || !line ? "" : `${details.file_page}${path.split("/").map(encodeURIComponent).join("/")}${details.line_mark}${line}`;
}

/** When the run was planned, e.g. "21 Nov 2026 13:41 UTC". */
export const plannedAt = (() => {
  const time = new Date(run.started);
  return Number.isNaN(time.getTime()) ? run.started
    : `${time.toLocaleString("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).replace(",", "")} UTC`;
})();

/** The name that a run gets from the time it began, e.g. "20261121T134122Z". */
export const runName = run.started.replace(/[-:]/g, "");

/** Full path of the run folder; empty where the page does not lie in one as far as it knows. */
export const folder = run.served_folder ?? folderOfPage();

/** Digest of all that is planned: what the browser keeps belongs to it. */
export const plans = totals.plans;

function folderOfPage() {
  if (location.protocol !== "file:") return "";
  const path = location.pathname.slice(0, location.pathname.lastIndexOf("/"));
  try {
    const decoded = decodeURIComponent(path);
    return /^\/[A-Za-z]:/.test(decoded) ? decoded.slice(1).replaceAll("/", "\\") : decoded;
  } catch {
    return path;
  }
}

function summary({ row, text }) {
  const warnings = row.findings.filter(finding => finding.severity !== "info").map(finding => finding.code);
  const repository = {
    ...row,
    codes: [...new Set(row.findings.map(finding => finding.code))],
    lot: lotOf(row),
    isWarned: isWarned(row),
    group: row.alike === "" ? "" : `${row.alike}+${[...new Set(warnings)].sort().join(",")}`,
  };
  texts.set(repository, text);
  return repository;
}

// The key is the repository's name in decisions.json, with its branch where several plans have the same; the rest need one for their address.
function named(all) {
  const plansOf = Map.groupBy(all.filter(repository => repository.status === "migrated"), repository => repository.repository);
  const taken = new Set();
  for (const repository of all.sort((left, right) => compare(left.repository, right.repository) || compare(left.branch, right.branch))) {
    const isRepeated = (plansOf.get(repository.repository)?.length ?? 0) > (repository.status === "migrated" ? 1 : 0);
    const key = (isRepeated ? `${repository.repository}#${repository.branch}` : repository.repository).toWellFormed();
    repository.key = key;
    for (let number = 2; taken.has(repository.key); number++) repository.key = `${key} (${number})`;
    taken.add(repository.key);
    if (repository.group === "") repository.group = repository.key;
  }
  return all;
}

// Within a part of the review the largest groups come first; a group takes the place of its first repository.
function ordered(all) {
  const order = [...lots.keys()];
  const size = new Map();
  const first = new Map();
  for (const { group } of all) {
    size.set(group, (size.get(group) ?? 0) + 1);
    if (!first.has(group)) first.set(group, first.size);
  }
  const risk = Object.keys(statuses);
  return all.sort((left, right) => order.indexOf(left.lot) - order.indexOf(right.lot)
    || risk.indexOf(left.status) - risk.indexOf(right.status)
    || size.get(right.group) - size.get(left.group)
    || first.get(left.group) - first.get(right.group)
    || compare(left.repository, right.repository)
    || compare(left.branch, right.branch));
}

function compare(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
}
