import { button, count, element } from "./text.js";
import { copyable, copyButton } from "./notices.js";
import { countsOf, facets } from "./filter.js";
import { detailsOf, folder, lineAddress, plannedAt, repositories, runName } from "./repositories.js";
import { external } from "./findings.js";
import { isOneOfItsGroupSeen } from "./groups.js";
import { isApprovable, isUndecided, written } from "./decisions.js";
import { lots } from "./attention.js";
import { nameOf } from "./list.js";
import { run, totals } from "./data.js";
import { statuses } from "./words.js";

const advice = document.getElementById("advice");
const byLot = Map.groupBy(repositories, repository => repository.lot);
const toDecide = [...lots].filter(([id, lot]) => lot.isToDecide && byLot.has(id)).map(([id]) => id);
const itemsAtOnce = 50;

/** The name of the run for titles: how much, when, which, where. */
export const runTitle = [count(repositories.length, "source"), `run ${runName}`, folder].filter(part => part !== "").join(" · ");

/** Writes what the run is. */
export function describeRun() {
  document.getElementById("run").append(element("span", {}, [count(repositories.length, "source"), `planned ${plannedAt}`, `run ${runName}`].join(" · ")));
  document.getElementById("run-origin").append(
    folder === "" ? "" : element("bdi", { class: "path" }, folder), folder === "" ? "" : " · ",
    [count(totals.manifests, "manifest"), count(totals.changes, "planned change"), count(totals.errors, "error"), count(totals.warnings, "warning")].join(" · "),
    written.number + written.others === 0 ? "" : ` · ${count(written.number, "decision")} in decisions.json${written.others === 0 ? "" : `, ${written.others.toLocaleString("en")} more about another plan`}`,
    ` · manifest-migrator ${run.tool_version} · mappings `, element("code", {}, run.mappings_sha256.slice(0, 12)));
}

/**
 * Writes what to look at, in what order. `acts` has `look(repositories, isOneByOne)`, `approve(repositories)` and `show(facet, value)`.
 */
export function drawAdvice(acts) {
  const open = toDecide.flatMap(id => byLot.get(id)).filter(isUndecided).length;
  const focused = document.activeElement?.dataset?.act;
  advice.replaceChildren(
    element("h2", {}, toDecide.length === 0 ? "Nothing to decide" : open === 0 ? "Everything is decided" : `To decide: ${open.toLocaleString("en")}`),
    element("ol", { class: "lots" }, toDecide.map((id, index) => lotRow(id, index + 1, acts))));
  // What was pressed may be gone: then the next line that is open has the focus.
  if (focused) (advice.querySelector(`[data-act="${focused}"]`) ?? advice.querySelector(".lot:not(.done) [data-act^=look]") ?? document.querySelector("#save:not([hidden]), #undo"))?.focus();
  drawDelivery(acts);
}

/** Starts what the advice says about a part of the review, by its number from 1. */
export function startLot(number, acts) {
  const id = toDecide[number - 1];
  const open = (byLot.get(id) ?? []).filter(isUndecided);
  if (open.length > 0) acts.look(open, !lots.get(id).isQuiet);
}

/** Writes what cannot be delivered, and why; nothing where there is nothing. */
export function drawUndeliverable() {
  const place = document.getElementById("undeliverable");
  const all = byLot.get("undeliverable") ?? [];
  place.hidden = all.length === 0;
  place.querySelector("summary").append(element("span", {}, element("strong", {}, `Cannot be delivered: ${all.length.toLocaleString("en")}`), " – what to fix"));
  const write = () => {
    if (place.childElementCount === 1) place.append(undeliverableList(all));
  };
  place.addEventListener("toggle", write, { once: true });
  addEventListener("beforeprint", () => {
    if (all.length === 0) return;
    write();
    place.open = true;
  });
  const nothing = byLot.get("nothing")?.length ?? 0;
  document.getElementById("nothing-to-do").textContent = nothing === 0 ? "" : `Nothing to do: ${nothing.toLocaleString("en")}`;
}

function lotRow(id, number, acts) {
  const { title, isQuiet } = lots.get(id);
  const all = byLot.get(id);
  const open = all.filter(isUndecided);
  const groups = new Set(open.map(repository => repository.group)).size;
  const unseen = new Set(open.filter(repository => !isOneOfItsGroupSeen(repository)).map(repository => repository.group)).size;
  const many = open.length.toLocaleString("en");
  const approvable = open.filter(isApprovable);
  const rejected = open.length - approvable.length;
  return element("li", { class: open.length === 0 ? "lot done" : "lot" },
    element("kbd", { "aria-hidden": "true" }, number),
    button(title, () => acts.show("lot", id), { class: "link lot-name", "data-act": `show-${id}`, title: "List these only" }),
    element("span", { class: "lot-count" }, open.length === 0 ? all.length === 1 ? "✓ decided" : `✓ all ${all.length.toLocaleString("en")} decided` : [
      element("strong", {}, many), open.length < all.length ? ` of ${all.length.toLocaleString("en")}` : "", isQuiet ? ` in ${count(groups, "group")}` : "",
      rejected > 0 ? `, ${rejected.toLocaleString("en")} rejected before` : ""]),
    element("span", { class: "buttons" }, open.length === 0 ? "" : isQuiet ? [
      button(unseen === 0 ? "Look again" : unseen < groups ? `Look at one of each: ${unseen.toLocaleString("en")} left` : "Look at one of each",
        () => acts.look(open, false), { "data-act": `look-${id}`, "aria-keyshortcuts": String(number) }),
      approvable.length === 0 ? "" : button(`Approve ${approvable.length.toLocaleString("en")}`, () => acts.approve(approvable), { class: unseen === 0 ? "approve first" : "approve", "data-act": `approve-${id}` }),
    ] : button("Review one by one", () => acts.look(open, true), { "data-act": `look-${id}`, "aria-keyshortcuts": String(number) })));
}

// How far the fleet has come: the same numbers as those of `status`.
function drawDelivery(acts) {
  const facet = facets.find(each => each.id === "delivery");
  const counts = countsOf(facet);
  const isInPlace = counts.get("written") > 0 && counts.get("applied") === 0;
  const always = isInPlace ? ["approved", "written"] : ["approved", "applied", "pushed", "open", "landed"];
  const steps = ["approved", "applied", "written", "pushed", "open", "checks passed", "checks failed", "landed"].filter(step => always.includes(step) || counts.get(step) > 0);
  const rest = ["declined", "changed"].filter(step => counts.get(step) > 0);
  const oldest = repositories.map(({ delivery }) => delivery).filter(({ request_state: state }) => state === "open" || state === "draft")
    .map(({ request_opened: opened }) => opened).filter(Boolean).sort()[0];
  const step = name => [
    counts.get(name) > 0
      ? button([`${name} `, element("strong", {}, counts.get(name).toLocaleString("en"))], () => acts.show("delivery", name), { class: "link", title: facet.meanings.get(name) })
      : element("span", { title: facet.meanings.get(name) }, `${name} 0`),
  ];
  document.getElementById("delivery").replaceChildren(
    element("strong", {}, "Delivery: "),
    ...steps.flatMap((name, index) => [...index > 0 ? [element("span", { class: "arrow", "aria-hidden": "true" }, " → ")] : [], ...step(name)]),
    ...rest.flatMap(name => [element("span", {}, " · "), ...step(name)]),
    oldest === undefined ? "" : element("span", {}, ` · oldest open: ${oldest}`));
}

function undeliverableList(all) {
  const list = element("ul", { class: "undeliverable" });
  const write = (from, to) => list.append(...all.slice(from, to).map(repository => element("li", {},
    element("a", { href: `#repository=${encodeURIComponent(repository.key)}` }, nameOf(repository)),
    causes(repository).map(({ place, address, message, hint, code }) => element("p", {},
      place === "" ? "" : [address === "" ? element("code", {}, place) : external(address, element("code", {}, place)), " "],
      element("bdi", {}, message), hint === "" ? "" : [" ", element("bdi", { class: "remedy" }, hint)], " ", element("code", { class: "code-name" }, code))))));
  write(0, itemsAtOnce);
  const more = all.length > itemsAtOnce ? button(`Show all ${all.length.toLocaleString("en")}`, () => {
    more.remove();
    write(itemsAtOnce);
  }) : "";
  const copied = element("details", { class: "as-text" }, element("summary", {}, "As a list to copy"));
  copied.addEventListener("toggle", () => {
    if (copied.childElementCount === 1) copied.append(copyable(all.map(asText).join("\n"), "list-text"));
  });
  return element("div", { class: "undeliverable-list" }, copyButton("Copy as a list", () => all.map(asText).join("\n"), copied), list, more, copied);
}

function asText(repository) {
  return [`- [ ] ${repository.repository}`, ...causes(repository).map(({ place, message, hint, code }) =>
    `  - ${[place, message, hint, `(${code})`].filter(part => part !== "").join(" ")}`)].join("\n");
}

// Each error with its place, or what the outcome says where there is none.
function causes(repository) {
  const details = detailsOf(repository);
  const errors = [
    ...details.result.findings.map(finding => [finding, finding.path]),
    ...details.result.manifests.flatMap(manifest => manifest.findings.map(finding => [finding, finding.path || manifest.path])),
  ].filter(([finding]) => finding.severity === "error");
  if (errors.length === 0) return [{ place: "", address: "", message: details.result.message || `${statuses[repository.status]}.`, hint: "", code: details.result.reason }];
  return errors.map(([{ line, message, hint, code }, path]) =>
    ({ place: line > 0 ? `${path}:${line}` : path, address: lineAddress(details, path, line), message, hint, code }));
}
