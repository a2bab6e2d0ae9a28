import { isApprovable, isUndecided, onChange } from "./decisions.js";
import { addressOf, currentEntry, focusRow, moveInList, moveToNext, showEntries, showVerdicts } from "./list.js";
import { alone, grouped, markSeen, ungrouped } from "./groups.js";
import { button, element } from "./text.js";
import { clearFilter, emptyFilter, facets, isEmpty, matching, prepareSearch } from "./filter.js";
import { countDecisions, drawTotals, showChosen } from "./totals.js";
import { decideOne, decideTogether, decidingAbout, whileShown } from "./deciding.js";
import { describeRun, drawAdvice, drawUndeliverable, runTitle, startLot } from "./overview.js";
import { groupParts, showMemberVerdicts } from "./group.js";
import { membersOf, repositories, repositoryOf } from "./repositories.js";
import { repositoryParts } from "./details.js";
import { save, startSaving, takeBack } from "./saving.js";
import { ask, closeQuestion } from "./notices.js";
import { startKeys } from "./keys.js";

const filter = emptyFilter();
const overview = document.getElementById("overview");
const page = document.getElementById("page");
const wordsField = document.getElementById("words");
const together = document.getElementById("together");
const fold = document.getElementById("fold");
const facetsPlace = document.getElementById("facets");
const acts = { look: startWalk, approve: chosen => decideTogether(chosen, "approved", { start: startWalk }), show: showOnly };

let address;
let matched = [];
let listedEntries = [];
// What the keys and arrows of a page go through: the entries of the list, or those of a part of the review.
let walk = [];
let isPartWalked = false;
let shown;
let listPlace = 0;

describeRun();
drawUndeliverable();
startSaving();
drawAdvice(acts);
showList();
showPlace();
document.getElementById("starting").remove();
document.getElementById("review").hidden = false;
setTimeout(prepareSearch, 50);

wordsField.addEventListener("input", () => {
  filter.words = wordsField.value;
  showList();
});
together.addEventListener("click", () => {
  together.setAttribute("aria-pressed", String(together.getAttribute("aria-pressed") !== "true"));
  showList();
});
fold.addEventListener("click", () => unfold(facetsPlace.hidden));
document.getElementById("skip").addEventListener("click", event => {
  event.preventDefault();
  if (shown) page.querySelector("h1").focus();
  else moveInList(1);
});
document.getElementById("undo").addEventListener("click", undoLast);
document.getElementById("approve-all").addEventListener("click", () => decideListed("approved"));
document.getElementById("reject-all").addEventListener("click", () => decideListed("rejected"));
addEventListener("hashchange", showPlace);
// A link within the page is followed at once: the event that tells of a new address would come later than the next key may.
addEventListener("click", event => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});
addEventListener("beforeprint", () => drawAdvice(acts));
onChange(() => {
  drawAdvice(acts);
  showVerdicts();
  showMemberVerdicts();
  if (!facetsPlace.hidden) countDecisions();
  countListed();
});

startKeys({
  j: () => shown ? step(1) : moveInList(1),
  k: () => shown ? step(-1) : moveInList(-1),
  a: () => act("approved"),
  r: () => act("rejected"),
  A: () => { if (!shown) decideListed("approved"); },
  R: () => { if (!shown) decideListed("rejected"); },
  n: writeNote,
  u: undoLast,
  s: save,
  g: () => { if (!shown) together.click(); },
  o: () => { if (currentEntry()) go(addressOf(currentEntry())); },
  d: () => page.querySelector(".switch [aria-pressed=false]")?.click(),
  t: () => { if (!shown) fold.click(); },
  "/": () => { goToList(); wordsField.focus(); },
  ...Object.fromEntries(["1", "2", "3", "4", "5", "6"].map(number => [number, () => startLot(Number(number), acts)])),
}, escape);

/** Lists what passes the filter. */
function showList() {
  matched = matching(filter);
  listedEntries = together.getAttribute("aria-pressed") === "true" ? grouped(matched) : ungrouped(matched);
  if (!isPartWalked) walk = listedEntries;
  showEntries(listedEntries);
  showChosen(filter);
  showChips();
  document.getElementById("nothing").hidden = matched.length > 0 || repositories.length === 0;
  document.getElementById("shown").textContent = isEmpty(filter)
    ? repositories.length.toLocaleString("en")
    : `${matched.length.toLocaleString("en")} of ${repositories.length.toLocaleString("en")}`;
  countListed();
}

// What the list is narrowed by, each with a way to take it away.
function showChips() {
  const chips = facets.flatMap(facet => [...filter.chosen.get(facet.id)].map(value => button([
    `${facet.id === "lot" ? "" : `${facet.title}: `}${facet.nameOf(value)} `, element("span", { "aria-hidden": "true" }, "×")], () => {
    filter.chosen.get(facet.id).delete(value);
    showList();
  }, { class: "chip", title: "Remove this condition" })));
  document.getElementById("chips").replaceChildren(...chips, ...isEmpty(filter) ? [] : [button("Show all", showAll, { class: "chip", id: "clear", "aria-keyshortcuts": "Escape" })]);
}

function showAll() {
  clearFilter(filter);
  wordsField.value = "";
  showList();
}

function showOnly(facet, value) {
  clearFilter(filter);
  wordsField.value = "";
  filter.chosen.get(facet).add(value);
  showList();
  document.getElementById("repositories-title").scrollIntoView({ block: "nearest" });
  moveInList(1);
}

function countListed() {
  const open = matched.filter(isUndecided).length;
  document.getElementById("listed").hidden = isEmpty(filter) || open === 0;
  for (const [id, verb, number] of [["approve-all", "Approve", matched.filter(isApprovable).length], ["reject-all", "Reject", open]]) {
    document.getElementById(id).textContent = `${verb} ${number.toLocaleString("en")} listed`;
    document.getElementById(id).hidden = number === 0;
  }
}

// Without a filter it is about the whole run, which nobody rejects by a key alone.
function decideListed(decision) {
  const act = () => decideTogether(matched, decision, { start: startWalk });
  const open = matched.filter(isUndecided);
  if (decision !== "rejected" || !isEmpty(filter) || open.length === 0) act();
  else ask(`Reject all ${open.length.toLocaleString("en")}?`, [element("p", {}, "The list is not filtered: these are all repositories of the run that are undecided.")], [[`Reject all ${open.length.toLocaleString("en")}`, act]]);
}

function unfold(isOpen) {
  fold.setAttribute("aria-expanded", String(isOpen));
  facetsPlace.hidden = !isOpen;
  if (isOpen && facetsPlace.childElementCount === 0) drawTotals(filter, showList);
  if (!isOpen) return;
  countDecisions();
  showChosen(filter);
}

/** Goes through some repositories: one after another, or one page for each group. */
function startWalk(chosen, isOneByOne) {
  isPartWalked = true;
  walk = isOneByOne ? ungrouped(chosen) : grouped(chosen);
  go(addressOf(walk[0]));
}

/** Shows what the address asks for: the list, a repository, or a group. */
function showPlace() {
  if (location.hash === address) return;
  address = location.hash;
  const [kind, value] = location.hash.slice(1).split("=", 2);
  const repository = kind === "repository" ? repositoryOf(decoded(value)) : undefined;
  const members = kind === "group" ? membersOf(decoded(value)) : [];
  const before = shown;
  closeQuestion();
  shown?.leave();
  if (before === undefined) listPlace = scrollY;
  shown = undefined;

  if (repository !== undefined) show(alone(repository), repositoryParts(repository));
  else if (members.length > 0) show({ group: members.length > 1 ? members[0].group : "", repositories: members }, members.length > 1 ? groupParts(members) : repositoryParts(members[0]));
  else showOverview(before);
}

function showOverview(before) {
  page.hidden = true;
  overview.hidden = false;
  page.replaceChildren();
  document.title = `Manifest migration · ${runTitle}`;
  isPartWalked = false;
  walk = listedEntries;
  if (before === undefined) return;
  drawAdvice(acts);
  showVerdicts();
  scrollTo(0, listPlace);
  focusRow(before.entry.repositories[0]);
}

function show(entry, parts) {
  const deciding = decidingAbout(entry.repositories, goToNextUndecided, startWalk);
  markSeen(entry);
  const stops = stopsAround(entry);
  const at = stops.findIndex(stop => stop.repositories.includes(entry.repositories[0]));
  page.replaceChildren(
    element("div", { class: "deciding" }, deciding.parts, neighbours(stops, at)),
    element("article", {}, parts));
  overview.hidden = true;
  page.hidden = false;
  document.title = `${page.querySelector("h1").textContent} · ${runTitle}`;
  scrollTo(0, 0);
  page.querySelector("h1").focus({ preventScroll: true });
  const leave = whileShown(deciding.refresh);
  shown = { entry, stops, at, act: deciding.act, leave: () => { deciding.write?.(); leave(); } };
}

// The entries of the walk; of the group that somebody has opened a member of, its members.
function stopsAround({ group, repositories: [first] }) {
  return group !== "" ? walk : walk.flatMap(entry => entry.repositories.length > 1 && entry.repositories.includes(first) ? entry.repositories.map(alone) : [entry]);
}

function neighbours(stops, at) {
  return element("nav", { class: "neighbours", "aria-label": "Other repositories" },
    element("a", { class: "back", href: "#" }, "Overview"),
    element("span", { class: "position" }, at < 0 ? "" : `${(at + 1).toLocaleString("en")} of ${stops.length.toLocaleString("en")}`),
    neighbour(stops[at - 1], "Previous", "‹"),
    neighbour(stops[at + 1], "Next", "›"));
}

function neighbour(entry, name, sign) {
  return entry === undefined
    ? element("span", { class: "step", "aria-hidden": "true" }, sign)
    : element("a", { class: "step", href: addressOf(entry), title: name, "aria-label": name }, sign);
}

function step(direction) {
  const { stops, at } = shown;
  const next = stops[at + direction];
  if (next !== undefined) go(addressOf(next));
  else if (direction > 0 && isPartWalked) finishWalk();
}

function goToNextUndecided() {
  const { stops, at } = shown;
  const hasOpen = stop => stop.repositories.some(isUndecided);
  const next = stops.slice(at + 1).find(hasOpen) ?? stops.slice(0, Math.max(0, at)).find(hasOpen);
  if (next !== undefined) go(addressOf(next));
  else finishWalk();
}

// Behind the last one of a part: back to the advice, where its approval waits.
function finishWalk() {
  const { lot } = shown.entry.repositories[0];
  const wasPart = isPartWalked;
  goToList();
  if (!wasPart) return;
  scrollTo(0, 0);
  const target = document.querySelector(`[data-act="approve-${lot}"]`) ?? document.querySelector("#advice .lot:not(.done) [data-act^=look]") ?? document.getElementById("save");
  target?.focus();
}

function act(decision) {
  const entry = currentEntry();
  if (shown) shown.act(decision);
  else if (entry) decideRow(entry, decision);
}

function decideRow({ group, repositories: chosen }, decision) {
  const next = () => moveToNext(entry => entry.repositories.some(isUndecided));
  if (group === "" && (!isUndecided(chosen[0]) || decision === "rejected")) {
    if (chosen[0].status === "migrated" && decideOne(chosen[0], decision)) next();
  } else {
    decideTogether(chosen, decision, { next, start: startWalk });
  }
}

function undoLast() {
  const changed = takeBack();
  if (shown && changed.length === 1 && !shown.entry.repositories.includes(changed[0])) go(addressOf(alone(changed[0])));
}

function writeNote() {
  if (!shown && currentEntry()) go(addressOf(currentEntry()));
  document.getElementById("note")?.focus();
}

// Out of a field; then out of a page; then out of a filter.
function escape(field) {
  if (field === wordsField) {
    showAll();
    field.blur();
  } else if (field) {
    field.blur();
  } else if (shown) {
    goToList();
  } else if (!isEmpty(filter)) {
    showAll();
  } else if (!facetsPlace.hidden) {
    unfold(false);
  }
}

function goToList() {
  if (shown) go("");
}

function go(next) {
  location.hash = next;
  showPlace();
}

function decoded(value = "") {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
