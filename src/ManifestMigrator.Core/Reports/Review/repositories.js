import { impacts, statuses } from "./words.js";

/** What the page knows about the run: tool, mappings and the reason of each rule. */
export const run = read(document.getElementById("run"));

/** Counts over the whole run. */
export const totals = read(document.getElementById("totals"));

/** Every repository of the run, those that need a person most first. */
export const repositories = [...document.querySelectorAll("script.repository")].map(read).map(summed).sort(byRisk);

function read(script) {
  return JSON.parse(script.textContent);
}

function summed(repository) {
  const manifests = repository.manifests;
  const findings = [...repository.findings, ...manifests.flatMap(manifest => manifest.findings)];
  const planned = manifests.filter(manifest => manifest.changes.length > 0);
  return {
    ...repository,
    impacts: [...new Set(planned.map(manifest => manifest.impact))],
    forms: [...new Set(manifests.filter(manifest => manifest.status !== "unreadable").map(manifest => manifest.form))],
    changes: sum(manifests, manifest => manifest.changes.length),
    linesAdded: sum(manifests, manifest => manifest.linesAdded),
    linesRemoved: sum(manifests, manifest => manifest.linesRemoved),
    errors: findings.filter(finding => finding.severity === "error").length,
    warnings: findings.filter(finding => finding.severity === "warning").length,
  };
}

function sum(items, number) {
  return items.reduce((total, item) => total + number(item), 0);
}

function byRisk(left, right) {
  return rank(statuses, [left.status]) - rank(statuses, [right.status])
    || rank(impacts, left.impacts) - rank(impacts, right.impacts)
    || right.errors - left.errors
    || right.warnings - left.warnings
    || (left.repository < right.repository ? -1 : 1);
}

function rank(names, values) {
  const ranks = values.map(value => Object.keys(names).indexOf(value));
  return Math.min(...ranks, Object.keys(names).length);
}
