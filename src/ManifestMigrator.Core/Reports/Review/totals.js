import { bar } from "./charts.js";
import { button, element } from "./text.js";
import { countsOf, facets } from "./filter.js";
import { repositories } from "./repositories.js";

const valuesAtFirst = 8;
const panels = facets.filter(facet => facet.id !== "lot");

// Before anything was delivered, the decisions say all there is to say.
const isUnderWay = repositories.some(({ delivery: { commit, step } }) => commit !== "" || step === "written");

/** One panel per facet: each value with a bar, its count, and a button that filters by it. */
export function drawTotals(filter, filterChanged) {
  document.getElementById("facets").replaceChildren(
    ...panels.filter(facet => facet.id !== "delivery" || isUnderWay).map(facet => panel(facet, filter, filterChanged)));
}

/** Makes the buttons say what the filter says. */
export function showChosen(filter) {
  for (const choice of document.querySelectorAll("button[data-facet]"))
    choice.setAttribute("aria-pressed", String(filter.chosen.get(choice.dataset.facet).has(choice.dataset.value)));
}

/** Counts again what changes while somebody decides. */
export function countDecisions() {
  for (const id of ["decision", "delivery"]) {
    const counts = countsOf(facets.find(each => each.id === id));
    const largest = Math.max(1, ...counts.values());
    for (const choice of document.querySelectorAll(`button[data-facet='${id}']`)) {
      const number = counts.get(choice.dataset.value);
      choice.querySelector(".choice-count").textContent = number.toLocaleString("en");
      choice.querySelector(".chart").replaceWith(bar(number / largest, tone(id, choice.dataset.value)));
    }
  }
}

function panel(facet, filter, filterChanged) {
  const isLong = facet.id === "rule" || facet.id === "finding";
  const counts = [...countsOf(facet)].filter(([, number]) => number > 0 || facet.id === "decision");
  if (isLong) counts.sort(([name, left], [other, right]) => right - left || (facet.id === "finding" ? name.localeCompare(other, "en") : 0));
  const largest = Math.max(1, ...counts.map(([, number]) => number));
  const choices = counts.map(([value, number]) => choice(facet, value, number, largest, filter, filterChanged));
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

function choice(facet, value, number, largest, filter, filterChanged) {
  const meaning = facet.meanings.get(value);
  return button([
    element("span", { class: "choice-name" }, facet.nameOf(value)), bar(number / largest, tone(facet.id, facet.id === "finding" ? meaning : value)),
    element("span", { class: "choice-count" }, number.toLocaleString("en")),
  ], () => {
    const chosen = filter.chosen.get(facet.id);
    if (!chosen.delete(value)) chosen.add(value);
    filterChanged();
  }, { class: "choice", "data-facet": facet.id, "data-value": value, "aria-pressed": "false", title: facet.id === "finding" ? false : meaning });
}

function tone(facet, value) {
  return `${facet}-${value.replaceAll(" ", "-")}`;
}
