// What asks for a person's attention, and in what order it is best dealt with.

import { records } from "./data.js";

const actionOfKind = new Map(records.flatMap(({ row }) => row.findings).map(finding => [`${finding.severity} ${finding.code}`, finding.action]));

/** What findings ask of a person, by the word for it; the most urgent first. Findings are grouped by it. */
export const actions = {
  decide: "To decide",
  fix: "To fix",
  look: "To look at",
  none: "Good to know",
};

/** What a finding asks of a person, a key of `actions`. */
export function actionOf(finding) {
  return actionOfKind.get(`${finding.severity} ${finding.code}`) ?? { error: "fix", warning: "look", info: "none" }[finding.severity];
}

/** Whether a repository has a warning: it is never approved together with others without a question. */
export function isWarned(repository) {
  return repository.findings.some(finding => finding.severity !== "info");
}

/**
 * The parts of a review in the order of the page's advice. Where `isToDecide`, somebody has to decide; `isQuiet` where it is enough to
 * look at one of each group.
 */
export const lots = new Map(Object.entries({
  quiet: { title: "People notice nothing, no warning", isToDecide: true, isQuiet: true },
  warned: { title: "People notice nothing, a warning", isToDecide: true },
  form: { title: "The account form changes", isToDecide: true },
  schedule: { title: "The konnector runs at other times", isToDecide: true },
  consent: { title: "Permissions change, people are asked for consent", isToDecide: true },
  identity: { title: "It becomes another konnector", isToDecide: true },
  undeliverable: { title: "Cannot be delivered" },
  nothing: { title: "Nothing to do" },
}));

/** The part of the review that a repository belongs to, a key of `lots`. */
export function lotOf(repository) {
  if (["current", "no-manifest", "skipped"].includes(repository.status)) return "nothing";
  if (repository.status !== "migrated") return "undeliverable";
  const strongest = repository.impacts[0] ?? "none";
  return strongest !== "none" && strongest !== "label" ? strongest : isWarned(repository) ? "warned" : "quiet";
}
