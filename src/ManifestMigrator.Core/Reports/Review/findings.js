import { element } from "./text.js";
import { severities } from "./words.js";

/** The findings, heaviest first, each with its place and what a person can do about it. */
export function findings(all) {
  const ordered = severities.flatMap(severity => all.filter(finding => finding.severity === severity));
  return element("ul", { class: "findings" }, ordered.map(finding =>
    element("li", { class: `finding ${finding.severity}` },
      element("p", { class: "finding-head" },
        element("strong", { class: "severity" }, finding.severity),
        element("code", {}, finding.code),
        finding.path !== "" ? element("code", { class: "path" }, finding.path) : "",
        finding.line > 0 ? element("span", { class: "place" }, `line ${finding.line}, column ${finding.column}`) : "",
        finding.pointer !== "" ? element("code", { class: "pointer" }, finding.pointer) : "",
        finding.rule !== "" ? element("span", {}, "rule ", element("code", {}, finding.rule)) : ""),
      element("p", {}, element("bdi", {}, finding.message)),
      finding.hint !== "" ? element("p", { class: "hint" }, element("bdi", {}, finding.hint)) : "")));
}
