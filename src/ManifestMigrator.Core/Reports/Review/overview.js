import { bar } from "./charts.js";
import { button, count, element } from "./text.js";
import { countsOf, facets } from "./filter.js";
import { run, totals } from "./repositories.js";

const valuesAtFirst = 8;

/** Writes what the run is and what came of it. */
export function describeRun() {
  document.getElementById("run-totals").append(element("span", {}, [
    count(totals.repositories, "repository", "repositories"),
    count(totals.manifests, "manifest"),
    count(totals.changes, "planned change"),
    count(totals.errors, "error"),
    count(totals.warnings, "warning"),
  ].join(" · ")));
  document.getElementById("run-origin").append(
    element("span", {}, `manifest-migrator ${run.toolVersion} · mappings `, element("code", {}, run.mappingsSha256.slice(0, 12))));
}

/** One panel per facet: each value with a bar, its count, and a button that filters by it. */
export function drawFacets(filter, changed) {
  document.getElementById("facets").replaceChildren(...facets.map(facet => panel(facet, filter, changed)));
  showChosen(filter);
}

/** Makes the buttons say what the filter says. */
export function showChosen(filter) {
  for (const choice of document.querySelectorAll("button[data-facet]"))
    choice.setAttribute("aria-pressed", String(filter.chosen.get(choice.dataset.facet).has(choice.dataset.value)));
}

/** Counts again what changes while one works. */
export function countDecisions() {
  const facet = facets.find(each => each.id === "decision");
  const counts = countsOf(facet);
  const largest = Math.max(1, ...counts.values());
  for (const choice of document.querySelectorAll("button[data-facet='decision']")) {
    const number = counts.get(choice.dataset.value);
    choice.querySelector(".choice-count").textContent = number;
    choice.querySelector(".chart").replaceWith(bar(number / largest, `decision-${choice.dataset.value}`));
  }
}

function panel(facet, filter, changed) {
  const isLong = facet.id === "rule" || facet.id === "finding";
  const counts = [...countsOf(facet)].filter(([, number]) => number > 0 || facet.id === "decision");
  if (isLong) counts.sort(([, left], [, right]) => right - left);
  const largest = Math.max(1, ...counts.map(([, number]) => number));
  const choices = counts.map(([value, number]) => choice(facet, value, number, largest, filter, changed));
  const fields = element("fieldset", { class: `facet facet-${facet.id}` },
    element("legend", {}, facet.title),
    choices.length === 0 ? element("p", { class: "none-of-it" }, "none") : element("div", { class: "choices" }, choices.slice(0, isLong ? valuesAtFirst : undefined)));
  if (isLong && choices.length > valuesAtFirst) fields.append(button(`Show all ${choices.length}`, event => {
    fields.querySelector(".choices").append(...choices.slice(valuesAtFirst));
    choices[valuesAtFirst].focus();
    event.target.remove();
  }, { class: "more-values" }));
  return fields;
}

function choice(facet, value, number, largest, filter, changed) {
  const meaning = facet.meanings.get(value);
  return button([
    element("span", { class: "choice-name" }, value), bar(number / largest, `${facet.id}-${facet.id === "finding" ? meaning : value}`),
    element("span", { class: "choice-count" }, number),
  ], () => {
    const chosen = filter.chosen.get(facet.id);
    if (!chosen.delete(value)) chosen.add(value);
    changed();
  }, { class: "choice", "data-facet": facet.id, "data-value": value, "aria-pressed": "false", title: facet.id === "finding" ? false : meaning });
}
