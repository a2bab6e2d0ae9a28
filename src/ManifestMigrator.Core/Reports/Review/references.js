import { button, count, element } from "./text.js";
import { external } from "./findings.js";
import { replacements } from "./words.js";

const placesAtOnce = 30;

/** Where the source code uses modules that konnectors once shared, and what becomes of each: the migration changes none of it. */
export function references(all) {
  const body = element("tbody");
  writePlaces(body, all);
  return element("section", { class: "manifest" },
    element("h2", {}, "Old modules in the source code"),
    element("p", { class: "lead" }, `${count(all.length, "place")}. The migration of the manifest leaves them as they are.`),
    element("div", { class: "scrolled", tabindex: "0", role: "region", "aria-label": "Old modules" }, element("table", { class: "references" },
      element("thead", {}, element("tr", {}, ["Place", "Module", "What becomes of it"].map(title => element("th", { scope: "col" }, title)))),
      body)));
}

function writePlaces(body, rest) {
  body.append(...rest.slice(0, placesAtOnce).map(usage));
  const left = rest.slice(placesAtOnce);
  if (left.length === 0) return;
  const more = element("tr", {}, element("td", { colspan: "3" }, button(`Show ${count(left.length, "more place")}`, () => {
    more.remove();
    writePlaces(body, left);
  })));
  body.append(more);
}

function usage({ path, line, page, specifier, module, kind, replacement, hint }) {
  const words = element("code", {}, `${path}:${line}`);
  return element("tr", {},
    element("td", {}, page === "" ? words : external(page, words)),
    element("td", {}, element("code", {}, specifier), specifier === module ? "" : [" ", element("small", {}, element("code", {}, module))]),
    element("td", {}, `It ${replacements[kind]}`, replacement === "" ? "." : [": ", element("code", {}, replacement)], hint === "" ? "" : element("p", { class: "hint" }, element("bdi", {}, hint))));
}
