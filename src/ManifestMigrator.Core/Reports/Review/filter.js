import { forms, impacts, statuses, verdicts } from "./words.js";
import { decisionOf } from "./decisions.js";
import { repositories, run } from "./repositories.js";

const rules = new Map(run.rules.map(rule => [rule.id, rule.why]));
const codes = new Map(repositories.flatMap(repository => [...repository.findings, ...repository.manifests.flatMap(manifest => manifest.findings)])
  .map(finding => [finding.code, finding.severity]));

/** Properties a reader can narrow the list by; a repository may have several values of one. `meanings` has every value, in the order to show. */
export const facets = [
  { id: "status", title: "Status", meanings: meaningsOf(statuses), valuesOf: repository => [repository.status] },
  { id: "impact", title: "Impact on users", meanings: meaningsOf(impacts), valuesOf: repository => repository.impacts },
  { id: "form", title: "Form before", meanings: meaningsOf(forms), valuesOf: repository => repository.forms },
  { id: "decision", title: "Decision", meanings: meaningsOf(verdicts), valuesOf: repository => repository.status === "migrated" ? [decisionOf(repository).decision] : [] },
  { id: "rule", title: "Rules", meanings: rules, valuesOf: repository => repository.rules },
  { id: "finding", title: "Findings", meanings: codes, valuesOf: repository => repository.codes },
];

const searched = new WeakMap();

/** A filter that lets everything pass. */
export function emptyFilter() {
  return { words: "", chosen: new Map(facets.map(facet => [facet.id, new Set()])) };
}

/** Whether the filter lets everything pass. */
export function isEmpty(filter) {
  return filter.words.trim() === "" && [...filter.chosen.values()].every(values => values.size === 0);
}

/** The repositories that pass: they have one of the chosen values of each facet, and all of the words. */
export function matching(filter) {
  const words = filter.words.toLowerCase().split(/\s+/).filter(word => word !== "");
  const chosen = facets.map(facet => [facet, filter.chosen.get(facet.id)]).filter(([, values]) => values.size > 0);
  return repositories.filter(repository =>
    chosen.every(([facet, values]) => facet.valuesOf(repository).some(value => values.has(value)))
    && words.every(word => searchedText(repository).includes(word)));
}

/** How many repositories have each value of a facet. */
export function countsOf(facet) {
  const counts = new Map([...facet.meanings.keys()].map(value => [value, 0]));
  for (const repository of repositories)
    for (const value of facet.valuesOf(repository)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Makes the texts that are searched while nobody waits, so that the first word typed is not slower than the next. */
export function prepareSearch(from = 0) {
  const end = performance.now() + 8;
  let next = from;
  while (next < repositories.length && performance.now() < end) searchedText(repositories[next++]);
  if (next < repositories.length) setTimeout(prepareSearch, 4, next);
}

function meaningsOf(words) {
  return new Map(Object.entries(words));
}

function searchedText(repository) {
  if (!searched.has(repository)) searched.set(repository, strings(repository).join("\n").toLowerCase());
  return searched.get(repository);
}

function strings(value) {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
