import { count, element } from "./text.js";
import { facets } from "./filter.js";
import { repositories, run, totals } from "./repositories.js";

const svg = "http://www.w3.org/2000/svg";

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
  document.getElementById("facets").append(...facets.map(facet => panel(facet, filter, changed)));
}

/** Makes the buttons say what the filter says. */
export function showChosen(filter) {
  for (const button of document.querySelectorAll("button[data-facet]"))
    button.setAttribute("aria-pressed", String(filter.chosen.get(button.dataset.facet).has(button.dataset.value)));
}

function panel(facet, filter, changed) {
  const numbers = new Map(Object.keys(facet.meanings).map(value => [value, 0]));
  for (const repository of repositories)
    for (const value of facet.valuesOf(repository)) numbers.set(value, numbers.get(value) + 1);

  const largest = Math.max(1, ...numbers.values());
  return element("fieldset", { class: "facet" },
    element("legend", {}, facet.title),
    [...numbers].map(([value, number]) => choice(facet, value, number, largest, filter, changed)));
}

function choice(facet, value, number, largest, filter, changed) {
  const created = element("button",
    {
      type: "button", class: "choice", "data-facet": facet.id, "data-value": value, "aria-pressed": "false",
      title: facet.meanings[value], disabled: number === 0,
    },
    element("span", { class: "choice-name" }, value), bar(number / largest, `${facet.id}-${value}`), element("span", { class: "choice-count" }, number));
  created.addEventListener("click", () => {
    const chosen = filter.chosen.get(facet.id);
    if (!chosen.delete(value)) chosen.add(value);
    changed();
  });
  return created;
}

function bar(share, tone) {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("class", "bar");
  drawing.setAttribute("aria-hidden", "true");
  for (const [name, width] of [["track", 1], [`value ${tone}`, share]]) {
    const rectangle = document.createElementNS(svg, "rect");
    rectangle.setAttribute("class", name);
    rectangle.setAttribute("width", `${width * 100}%`);
    rectangle.setAttribute("height", "100%");
    rectangle.setAttribute("rx", "3");
    drawing.append(rectangle);
  }
  return drawing;
}
