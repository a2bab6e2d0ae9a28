import { count, element } from "./text.js";
import { effects, impacts, kinds } from "./words.js";
import { external } from "./findings.js";
import { lineAddress } from "./repositories.js";
import { run } from "./data.js";

const reasonOf = new Map(run.rules.map(rule => [rule.id, rule.why]));

/** What the change of a manifest means to those who use the konnector. */
export function meaning(manifest) {
  return element("p", { class: `meaning impact-${manifest.impact}` }, impacts[manifest.impact], " ", element("span", { class: "effective" }, effects[manifest.effective]));
}

/** What the rules did, in the order in which they ran, each with its reason. */
export function changes(manifest, details) {
  const byRule = Map.groupBy(manifest.changes, change => change.rule);
  return element("section", {},
    element("div", { class: "heading" }, element("h3", {}, "What was done, and why ", element("small", {}, `${count(byRule.size, "rule")}, ${count(manifest.changes.length, "change")}`))),
    element("ol", { class: "rules" }, [...byRule].map(([rule, its]) =>
      element("li", {},
        element("p", { class: "why" }, reasonOf.get(rule) ?? "", " ", element("code", { class: "rule" }, rule)),
        element("ul", { class: "changes" }, its.map(change => element("li", {}, sentence(change, lineAddress(details, manifest.path, change.line)))))))));
}

function sentence(change, address) {
  const words = [kinds[change.kind], " "];
  if (change.kind === "insert") words.push(pointer(change.pointer_after), ": ", value(change.value_after));
  if (change.kind === "remove") words.push(pointer(change.pointer_before), ": ", value(change.value_before));
  if (change.kind === "rename" || change.kind === "move") words.push(pointer(change.pointer_before), arrow(), pointer(change.pointer_after));
  if (change.kind === "repair") words.push(value(change.value_before), arrow(), value(change.value_after));
  if (change.kind === "replace") words.push(pointers(change), ": ", value(change.value_before), arrow(), value(change.value_after));
  return [...words, " ", change.line === 0 ? "" : element("span", { class: "place" }, address === "" ? `line ${change.line}` : external(address, `line ${change.line}`))];
}

function pointers(change) {
  if (change.pointer_before === change.pointer_after) return pointer(change.pointer_after);
  return [pointer(change.pointer_before), arrow(), pointer(change.pointer_after)];
}

function pointer(path) {
  return element("code", { class: "pointer" }, path === "" ? "the file" : path);
}

function value(json) {
  return element("code", { class: "value" }, json.replace(/\s*\n\s*/g, " "));
}

function arrow() {
  return [element("span", { class: "arrow", "aria-hidden": "true" }, " → "), element("span", { class: "unseen" }, " to ")];
}
