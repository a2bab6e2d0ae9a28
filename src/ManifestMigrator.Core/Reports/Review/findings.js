import { button, element } from "./text.js";
import { severities } from "./words.js";

const nowhere = { page: "", has: () => false, show: () => {} };

/**
 * The findings, heaviest first, each with its place and what a person can do about it. `file` is where they were found: `page` is
 * its page at its host, to which the number of a line is added, or empty; `has` tells whether the difference has a line, `show` shows it.
 */
export function findings(all, file = nowhere) {
  const ordered = severities.flatMap(severity => all.filter(finding => finding.severity === severity));
  return element("ul", { class: "findings" }, ordered.map(finding =>
    element("li", { class: `finding ${finding.severity}` },
      element("p", { class: "finding-head" },
        element("strong", { class: "severity" }, finding.severity),
        element("code", {}, finding.code),
        finding.path !== "" ? element("code", { class: "path" }, finding.path) : "",
        finding.line > 0 ? lineOf(finding, file) : "",
        finding.pointer !== "" ? element("code", { class: "pointer" }, finding.pointer) : "",
        finding.rule !== "" ? element("span", {}, "rule ", element("code", {}, finding.rule)) : ""),
      element("p", {}, element("bdi", {}, finding.message)),
      finding.hint !== "" ? element("p", { class: "hint" }, element("bdi", {}, finding.hint)) : "")));
}

function lineOf(finding, file) {
  const words = `line ${finding.line}, column ${finding.column}`;
  return element("span", { class: "place" },
    file.has(finding.line) ? button(words, () => file.show(finding.line), { class: "link" }) : words,
    file.page !== "" ? [" ", external(`${file.page}${finding.line}`, "in the file")] : "");
}

/** A link to another site: it opens beside this page and is told nothing about it. */
export function external(address, ...words) {
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...words);
}
