import { impacts, statuses } from "./words.js";

/** What the page knows about the run: tool, mappings and the reason of each rule. */
export const run = dataOf(document.getElementById("run"));

/** Counts over the whole run, and the digest of all it plans. */
export const totals = dataOf(document.getElementById("totals"));

/** Every repository of the run, those that need a person most first. */
export const repositories = named([...document.querySelectorAll("script.repository")].map(dataOf).map(summed).sort(byRisk));

/** Where somebody has to decide: changes are planned, and nothing keeps them from being delivered. */
export const planned = repositories.filter(repository => repository.status === "migrated");

/** The repository of a key; undefined when there is none. */
export function repositoryOf(key) {
  return byKey.get(key);
}

const byKey = new Map(repositories.map(repository => [repository.key, repository]));

function dataOf(script) {
  const value = JSON.parse(script.textContent);
  script.remove();
  return value;
}

function summed(repository) {
  const manifests = repository.manifests;
  const findings = [...repository.findings, ...manifests.flatMap(manifest => manifest.findings)];
  const changing = manifests.filter(manifest => manifest.changes.length > 0);
  return {
    ...repository,
    impacts: [...new Set(changing.map(manifest => manifest.impact))].sort((left, right) => rank(impacts, [left]) - rank(impacts, [right])),
    forms: [...new Set(manifests.filter(manifest => manifest.status !== "unreadable").map(manifest => manifest.form))],
    rules: [...new Set(changing.flatMap(manifest => manifest.changes).map(change => change.rule))],
    codes: [...new Set(findings.map(finding => finding.code))],
    changes: sum(manifests, manifest => manifest.changes.length),
    linesAdded: sum(manifests, manifest => manifest.linesAdded),
    linesRemoved: sum(manifests, manifest => manifest.linesRemoved),
    errors: findings.filter(finding => finding.severity === "error").length,
    warnings: findings.filter(finding => finding.severity === "warning").length,
  };
}

// The key is the repository's name in decisions.json, with its branch where several plans have the same; the rest need one for their address.
function named(all) {
  const plans = Map.groupBy(all.filter(repository => repository.status === "migrated"), repository => repository.repository);
  const taken = new Set();
  for (const repository of all) {
    const isRepeated = (plans.get(repository.repository)?.length ?? 0) > (repository.status === "migrated" ? 1 : 0);
    const key = (isRepeated ? `${repository.repository}#${repository.branch}` : repository.repository).toWellFormed();
    repository.key = key;
    for (let number = 2; taken.has(repository.key); number++) repository.key = `${key} (${number})`;
    taken.add(repository.key);
  }
  return all;
}

function sum(items, number) {
  return items.reduce((total, item) => total + number(item), 0);
}

function byRisk(left, right) {
  return rank(statuses, [left.status]) - rank(statuses, [right.status])
    || rank(impacts, left.impacts) - rank(impacts, right.impacts)
    || right.errors - left.errors
    || right.warnings - left.warnings
    || compared(left.repository, right.repository)
    || compared(left.branch, right.branch);
}

function compared(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
}

function rank(names, values) {
  const ranks = values.map(value => Object.keys(names).indexOf(value));
  return Math.min(...ranks, Object.keys(names).length);
}
