import { count, element } from "./text.js";
import { countDecisions, describeRun, drawFacets, showChosen } from "./overview.js";
import { emptyFilter, isEmpty, matching, prepareSearch } from "./filter.js";
import { addressOfRepository, currentEntry, focusRow, moveInList, showEntries, showVerdicts } from "./list.js";
import { decideAll, decideEntry, decidingAboutGroup, decidingAboutOne, whileShown } from "./deciding.js";
import { details } from "./details.js";
import { groupDetails, showMemberVerdicts } from "./group.js";
import { grouped, ungrouped } from "./groups.js";
import { isUndecided, onChange } from "./decisions.js";
import { planned, repositories, repositoryOf } from "./repositories.js";
import { save, startSaving, takeBack } from "./saving.js";
import { startKeys } from "./keys.js";

const filter = emptyFilter();
const overview = document.getElementById("overview");
const page = document.getElementById("page");
const wordsField = document.getElementById("words");
const together = document.getElementById("together");

let address;
let matched = [];
let order = [];
let shown;
let listPlace = 0;

describeRun();
drawFacets(filter, showList);
if (matchMedia("(max-width: 40rem)").matches) document.getElementById("fold").open = false;
startSaving();
showList();
showPlace();
document.getElementById("review").hidden = false;
setTimeout(prepareSearch, 50);

wordsField.addEventListener("input", () => {
  filter.words = wordsField.value;
  showList();
});
document.getElementById("clear").addEventListener("click", () => {
  wordsField.value = filter.words = "";
  for (const values of filter.chosen.values()) values.clear();
  showList();
});
together.addEventListener("click", () => {
  together.setAttribute("aria-pressed", String(together.getAttribute("aria-pressed") !== "true"));
  showList();
});
document.getElementById("approve-all").addEventListener("click", () => decideAll(matched, "approved"));
document.getElementById("reject-all").addEventListener("click", () => decideAll(matched, "rejected"));
addEventListener("hashchange", showPlace);
onChange(() => {
  showVerdicts();
  showMemberVerdicts();
  countDecisions();
  countMatched();
});

startKeys({
  j: () => shown ? step(1) : moveInList(1),
  k: () => shown ? step(-1) : moveInList(-1),
  a: () => act("approved"),
  r: () => act("rejected"),
  A: () => { if (!shown) decideAll(matched, "approved"); },
  R: () => { if (!shown) decideAll(matched, "rejected"); },
  n: writeNote,
  u: takeBack,
  s: save,
  g: () => { if (!shown) together.click(); },
  o: () => document.activeElement?.closest?.("#repositories > li")?.querySelector("a").click(),
  d: () => page.querySelector(".switch [aria-pressed=false]")?.click(),
  "/": () => { goToList(); wordsField.focus(); },
  Escape: goToList,
});

/** Lists what passes the filter. */
function showList() {
  matched = matching(filter);
  const entries = together.getAttribute("aria-pressed") === "true" ? grouped(matched) : ungrouped(matched);
  order = entries.flatMap(entry => entry.repositories);
  showEntries(entries);
  showChosen(filter);
  document.getElementById("clear").disabled = isEmpty(filter);
  document.getElementById("nothing").hidden = matched.length > 0 || repositories.length === 0;
  document.getElementById("shown").textContent =
    `${matched.length.toLocaleString("en")} of ${count(repositories.length, "repository", "repositories")}, highest risk first`;
  countMatched();
}

function countMatched() {
  const open = matched.filter(isUndecided).length;
  for (const [id, verb] of [["approve-all", "Approve"], ["reject-all", "Reject"]]) {
    const choice = document.getElementById(id);
    choice.textContent = `${verb} ${open.toLocaleString("en")}`;
    choice.disabled = open === 0;
  }
}

/** Shows what the address asks for: the list, a repository, or repositories with the same change. */
function showPlace() {
  if (location.hash === address) return;
  address = location.hash;
  const [kind, value] = location.hash.slice(1).split("=", 2);
  const repository = kind === "repository" ? repositoryOf(decoded(value)) : undefined;
  const alike = kind === "alike" ? planned.filter(each => each.alike === value && each.alike !== "") : [];
  const before = shown;
  shown?.leave();
  if (before === undefined) listPlace = scrollY;
  shown = undefined;

  if (repository !== undefined) show([repository], details(repository), decidingAboutOne(repository));
  else if (alike.length > 0) show(alike, groupDetails(alike), decidingAboutGroup(alike));
  else showOverview(before);
}

function showOverview(before) {
  page.hidden = true;
  overview.hidden = false;
  page.replaceChildren();
  document.title = "Review of a manifest migration";
  if (before === undefined) return;
  scrollTo(0, listPlace);
  focusRow(before.repositories[0]);
}

function show(about, parts, deciding) {
  const places = about.map(repository => order.indexOf(repository)).filter(place => place >= 0);
  page.replaceChildren(
    element("div", { class: "deciding" }, deciding.parts, about.length === 1 ? neighbours(places[0] ?? -1) : element("nav", { class: "neighbours" }, back())),
    element("article", {}, parts));
  overview.hidden = true;
  page.hidden = false;
  document.title = `${page.querySelector("h1").textContent} · review of a manifest migration`;
  scrollTo(0, 0);
  page.querySelector("h1").focus({ preventScroll: true });
  shown = { repositories: about, act: deciding.act, before: order[Math.min(...places) - 1], after: order[places.length === 0 ? 0 : Math.max(...places) + 1], leave: whileShown(deciding.refresh) };
}

function neighbours(index) {
  return element("nav", { class: "neighbours", "aria-label": "Other repositories" }, back(),
    element("span", { class: "position" }, index < 0 ? "" : `${(index + 1).toLocaleString("en")} of ${order.length.toLocaleString("en")}`),
    neighbour(index - 1, "Previous repository", "‹"),
    neighbour(index < 0 ? 0 : index + 1, "Next repository", "›"));
}

function neighbour(index, name, sign) {
  const repository = order[index];
  return repository === undefined
    ? element("span", { class: "step", "aria-hidden": "true" }, sign)
    : element("a", { class: "step", href: addressOfRepository(repository), title: name, "aria-label": name }, sign);
}

function back() {
  return element("a", { class: "back", href: "#" }, "All repositories");
}

function step(direction) {
  const next = direction > 0 ? shown.after : shown.before;
  if (next !== undefined) go(addressOfRepository(next));
}

function act(decision) {
  const entry = currentEntry();
  if (shown) shown.act(decision);
  else if (entry) decideEntry(entry, decision);
}

function writeNote() {
  const entry = currentEntry();
  if (!shown && entry?.alike === "") {
    go(addressOfRepository(entry.repositories[0]));
  }
  document.getElementById("note")?.focus();
}

function goToList() {
  if (shown) go("");
}

// The event that tells of a new address comes later than the next key may.
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
