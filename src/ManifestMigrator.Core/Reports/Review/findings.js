import { actionOf, actions } from "./attention.js";
import { button, element } from "./text.js";
import { lineAddress } from "./repositories.js";
import { severities } from "./words.js";

const nowhere = { has: () => false, show: () => {} };

/**
 * The findings by what they ask of a person: each in words, then its place and its code.
 * @param details of the repository, for the addresses of lines
 * @param path of the manifest that they are about, where they name no other file
 * @param difference tells whether it has a line of the manifest as it was read, and shows it
 */
export function findings(all, details, path = "", difference = nowhere) {
  const byAction = Map.groupBy(all, actionOf);
  return Object.keys(actions).filter(action => byAction.has(action)).map(action => element("div", { class: "findings-of" },
    element("h4", {}, actions[action]),
    element("ul", { class: "findings" }, severities.flatMap(severity => byAction.get(action).filter(finding => finding.severity === severity))
      .map(finding => element("li", { class: `finding ${finding.severity}` }, sentences(finding), place(finding, details, path, difference))))));
}

/** A finding and its remedy. */
export function sentences({ message, hint }) {
  return [element("p", { class: "message" }, element("bdi", {}, message)), hint === "" ? "" : element("p", { class: "hint" }, element("bdi", {}, hint))];
}

/** A link to another site: it opens beside this page and is told nothing about it. */
export function external(address, words, attributes = {}) {
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer", ...attributes }, words);
}

function place(finding, details, path, difference) {
  const { line, column } = finding;
  const address = lineAddress(details, finding.path || path, line);
  const words = `line ${line}, column ${column}`;
  return element("p", { class: "about" },
    element("span", { class: "severity" }, finding.severity),
    finding.path === "" ? "" : element("code", { class: "path" }, finding.path),
    line === 0 ? "" : element("span", { class: "place" }, address === "" ? words : external(address, words)),
    line > 0 && finding.path === "" && difference.has(line) ? button("show below", () => difference.show(line), { class: "link" }) : "",
    finding.pointer === "" ? "" : element("code", { class: "pointer" }, finding.pointer),
    element("code", { class: "code-name" }, finding.code),
    finding.rule === "" ? "" : element("span", {}, "rule ", element("code", {}, finding.rule)));
}
