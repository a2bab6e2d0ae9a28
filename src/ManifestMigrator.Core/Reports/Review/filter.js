import { forms, impacts, statuses } from "./words.js";

/** Properties a reader can narrow the list by; a repository may have several values of one. */
export const facets = [
  { id: "status", title: "Status", meanings: statuses, valuesOf: repository => [repository.status] },
  { id: "impact", title: "Impact on users", meanings: impacts, valuesOf: repository => repository.impacts },
  { id: "form", title: "Form before", meanings: forms, valuesOf: repository => repository.forms },
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

/** One of the chosen values of each facet, and all of the words. */
export function matches(filter, repository) {
  for (const facet of facets) {
    const chosen = filter.chosen.get(facet.id);
    if (chosen.size > 0 && !facet.valuesOf(repository).some(value => chosen.has(value))) return false;
  }
  return filter.words.toLowerCase().split(/\s+/).every(word => searchedText(repository).includes(word));
}

function searchedText(repository) {
  if (!searched.has(repository)) searched.set(repository, strings(repository).join("\n").toLowerCase());
  return searched.get(repository);
}

function strings(value) {
  if (typeof value === "string") return [value];
  return typeof value === "object" ? Object.values(value).flatMap(strings) : [];
}
