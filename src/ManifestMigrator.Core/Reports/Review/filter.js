import { deliveries, forms, impacts, nameOfWord, statuses, verdicts } from "./words.js";
import { decisionOf } from "./decisions.js";
import { detailsOf, repositories } from "./repositories.js";
import { lots } from "./attention.js";
import { run } from "./data.js";

const rules = new Map(run.rules.map(rule => [rule.id, rule.why]));
const codes = new Map(repositories.flatMap(repository => repository.findings).map(finding => [finding.code, finding.severity]));

/**
 * Properties a reader can narrow the list by; a repository may have several values of one. `meanings` has every value, in the order to
 * show, `nameOf` what the page calls it.
 */
export const facets = [
  { id: "lot", title: "Part", meanings: new Map([...lots].map(([id, { title }]) => [id, title])), valuesOf: repository => [repository.lot], nameOf: value => lots.get(value).title },
  { id: "status", title: "Status", meanings: meaningsOf(statuses), valuesOf: repository => [repository.status], nameOf: nameOfWord },
  { id: "impact", title: "What people notice", meanings: meaningsOf(impacts), valuesOf: repository => repository.impacts, nameOf: nameOfWord },
  { id: "form", title: "Manifest form before", meanings: meaningsOf(forms), valuesOf: repository => repository.forms, nameOf: String },
  { id: "decision", title: "Decision", meanings: meaningsOf(verdicts), valuesOf: repository => repository.status === "migrated" ? [decisionOf(repository).decision] : [], nameOf: String },
  { id: "delivery", title: "Delivery", meanings: meaningsOf(deliveries), valuesOf: deliverySteps, nameOf: String },
  { id: "rule", title: "Rules", meanings: rules, valuesOf: repository => repository.rules, nameOf: String },
  { id: "finding", title: "Findings", meanings: codes, valuesOf: repository => repository.codes, nameOf: String },
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

/** Lets everything pass again. */
export function clearFilter(filter) {
  filter.words = "";
  for (const values of filter.chosen.values()) values.clear();
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

/** The steps of the delivery that a repository has taken; `status` of the command line counts the same. */
function deliverySteps(repository) {
  const { step, commit, request_state: state, checks } = repository.delivery;
  const isOpen = state === "open" || state === "draft";
  return [
    decisionOf(repository).decision === "approved" && "approved",
    commit !== "" && "applied",
    step === "written" && "written",
    step === "pushed" && "pushed",
    isOpen && "open",
    isOpen && checks === "passed" && "checks passed",
    isOpen && checks === "failed" && "checks failed",
    state === "landed" && "landed",
    state === "declined" && "declined",
    state === "changed" && "changed",
  ].filter(Boolean);
}

function meaningsOf(words) {
  return new Map(Object.entries(words));
}

// The difference is left out: most of it is what the manifest said before and says still.
function searchedText(repository) {
  if (!searched.has(repository)) {
    const { result } = detailsOf(repository);
    const manifests = result.manifests.map(({ hunks, sha256_before, sha256_after, supplement, ...rest }) => rest);
    searched.set(repository, strings({ ...result, folder: "", fetched_from: "", manifests }).join("\n").toLowerCase());
  }
  return searched.get(repository);
}

function strings(value) {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
