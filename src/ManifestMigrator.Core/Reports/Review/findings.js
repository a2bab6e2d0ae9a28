import { button, element } from "./text.js";
import { severities } from "./words.js";

const nowhere = { has: () => false, show: () => {} };

/**
 * The findings, heaviest first, each with its place and what a person can do about it. `difference` tells whether it has a line of
 * the manifest as it was read, and shows it.
 */
export function findings(all, difference = nowhere) {
  const ordered = severities.flatMap(severity => all.filter(finding => finding.severity === severity));
  return element("ul", { class: "findings" }, ordered.map(finding =>
    element("li", { class: `finding ${finding.severity}` },
      element("p", { class: "finding-head" },
        element("strong", { class: "severity" }, finding.severity),
        element("code", {}, finding.code),
        finding.path !== "" ? element("code", { class: "path" }, finding.path) : "",
        finding.line > 0 ? lineOf(finding, difference) : "",
        finding.pointer !== "" ? element("code", { class: "pointer" }, finding.pointer) : "",
        finding.rule !== "" ? element("span", {}, "rule ", element("code", {}, finding.rule)) : ""),
      element("p", {}, element("bdi", {}, finding.message)),
      finding.hint !== "" ? element("p", { class: "hint" }, element("bdi", {}, finding.hint)) : "")));
}

function lineOf(finding, difference) {
  const words = `line ${finding.line}, column ${finding.column}`;
  return element("span", { class: "place" },
    finding.path === "" && difference.has(finding.line) ? button(words, () => difference.show(finding.line), { class: "link" }) : words,
    finding.page !== "" ? [" ", external(finding.page, "in the file")] : "");
}

/** A link to another site: it opens beside this page and is told nothing about it. */
export function external(address, ...words) {
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...words);
}
