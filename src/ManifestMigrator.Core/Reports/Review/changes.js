import { count, element } from "./text.js";
import { effects, impacts, kinds } from "./words.js";
import { run } from "./repositories.js";

const reasonOf = new Map(run.rules.map(rule => [rule.id, rule.why]));

/** What the change of a manifest means to those who use the konnector. */
export function meaning(manifest) {
  return element("p", { class: `meaning impact-${manifest.impact}` }, impacts[manifest.impact], " ", element("span", { class: "effective" }, effects[manifest.effective]));
}

/** What the rules did, in the order in which they ran, each with its reason. */
export function changes(manifest) {
  const byRule = Map.groupBy(manifest.changes, change => change.rule);
  return element("section", {},
    element("div", { class: "heading" }, element("h3", {}, "What was done, and why ", element("small", {}, `${count(byRule.size, "rule")}, ${count(manifest.changes.length, "change")}`))),
    element("ol", { class: "rules" }, [...byRule].map(([rule, its]) =>
      element("li", {},
        element("p", { class: "why" }, reasonOf.get(rule) ?? "", " ", element("code", { class: "rule" }, rule)),
        element("ul", { class: "changes" }, its.map(change => element("li", {}, sentence(change))))))));
}

function sentence(change) {
  const words = [kinds[change.kind], " "];
  if (change.kind === "insert") words.push(pointer(change.pointerAfter), ": ", value(change.valueAfter));
  if (change.kind === "remove") words.push(pointer(change.pointerBefore), ": ", value(change.valueBefore));
  if (change.kind === "rename" || change.kind === "move") words.push(pointer(change.pointerBefore), arrow(), pointer(change.pointerAfter));
  if (change.kind === "repair") words.push(value(change.valueBefore), arrow(), value(change.valueAfter));
  if (change.kind === "replace") words.push(place(change), ": ", value(change.valueBefore), arrow(), value(change.valueAfter));
  return [...words, " ", element("span", { class: "place" }, `line ${change.line}`)];
}

function place(change) {
  if (change.pointerBefore === change.pointerAfter) return pointer(change.pointerAfter);
  return [pointer(change.pointerBefore), arrow(), pointer(change.pointerAfter)];
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
