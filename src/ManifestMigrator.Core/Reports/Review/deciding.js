import { addNote, decide, decisionOf, isApprovable, isUndecided, notesOf, onChange, removeNote, wasRejected } from "./decisions.js";
import { button, count, element } from "./text.js";
import { isOneOfItsGroupSeen } from "./groups.js";
import { ask, say } from "./notices.js";
import { decidedBeforeLines } from "./list.js";

const outcomes = { approved: "approved", rejected: "rejected", undecided: "undecided again" };

/**
 * What one decides with while a repository, or a group of them, is shown: the parts to draw, what the keys do, and how the parts keep up.
 * `next` is called after a decision, `start` with repositories that nobody has looked at.
 */
export function decidingAbout(repositories, next, start) {
  if (repositories[0].status !== "migrated")
    return { parts: [element("p", { class: "nothing-to-decide" }, "Nothing would be delivered here, so there is nothing to decide.")], act: () => {}, refresh: () => {} };

  const isGroup = repositories.length > 1;
  const approve = button("Approve", () => act("approved"), { class: "approve", "aria-keyshortcuts": "a" });
  const reject = button("Reject", () => act("rejected"), { class: "reject", "aria-keyshortcuts": "r" });
  const field = element("input", { id: "note", type: "text", autocomplete: "off", placeholder: isGroup ? `Add a note to all ${repositories.length.toLocaleString("en")}` : "Add a note", "aria-label": "Add a note", "aria-keyshortcuts": "n" });
  const notes = element("ul", { class: "notes", "aria-label": "Notes" });
  const form = element("span", { class: "note-form" }, field, button("Add", write));
  field.addEventListener("keydown", event => { if (event.key === "Enter") write(); });
  refresh();
  return { parts: [element("div", { class: "verdicts", role: "group", "aria-label": "Decision" }, approve, reject), form, notes], act, refresh, write };

  function act(decision) {
    write();
    if (isGroup) decideTogether(repositories, decision, { next, start });
    else if (decideOne(repositories[0], decision)) next();
  }

  function write() {
    addNote(repositories, field.value);
    field.value = "";
  }

  function refresh() {
    if (isGroup) {
      const open = repositories.filter(isUndecided).length;
      const approvable = repositories.filter(isApprovable).length;
      approve.textContent = open === 0 ? "All decided" : `Approve ${approvable.toLocaleString("en")}`;
      reject.textContent = `Reject ${open.toLocaleString("en")}`;
      approve.disabled = approvable === 0;
      reject.hidden = open === 0;
      return;
    }
    const { decision } = decisionOf(repositories[0]);
    approve.setAttribute("aria-pressed", String(decision === "approved"));
    reject.setAttribute("aria-pressed", String(decision === "rejected"));
    notes.replaceChildren(...decidedBeforeLines(repositories[0]).map(line => element("li", { class: "before" }, line)), ...notesOf(repositories[0]).map((line, index) => element("li", {},
      element("bdi", {}, line), button("×", () => removeNote(repositories[0], index), { "aria-label": `Remove the note: ${line.slice(0, 60)}`, title: "Remove" }))));
  }
}

/** Decides about one; the same decision once more leaves it undecided again. Gives whether it is decided now. */
export function decideOne(repository, decision) {
  const nextDecision = decisionOf(repository).decision === decision ? "undecided" : decision;
  decide([repository], nextDecision);
  say(`${repository.repository} is ${outcomes[nextDecision]}.`);
  return nextDecision !== "undecided";
}

/**
 * Decides the same about all of these that are open. What nobody has looked at is not approved, nor what was rejected in another plan,
 * and what has a warning only after a question. `next` is called when something was decided; `start` with what has to be looked at first.
 */
export function decideTogether(repositories, decision, { next = () => {}, start }) {
  const rejected = decision === "approved" ? repositories.filter(wasRejected) : [];
  const open = repositories.filter(repository => isUndecided(repository) && !rejected.includes(repository));
  const unseen = open.filter(repository => !isOneOfItsGroupSeen(repository));
  const seen = open.filter(isOneOfItsGroupSeen);
  const quiet = seen.filter(repository => !repository.isWarned);
  if (open.length === 0 && rejected.length > 0) say(left());
  else if (open.length === 0) say("Nothing here waits for a decision.");
  else if (decision !== "approved") finish(open);
  else if (unseen.length > 0) askToLook();
  else if (quiet.length < open.length) askAboutWarnings();
  else finish(open);

  function finish(chosen) {
    decide(chosen, decision);
    say([`${chosen.length === 1 ? chosen[0].repository : count(chosen.length, "repository", "repositories")} ${outcomes[decision]}.`, left()].join(" ").trim());
    next();
  }

  function left() {
    return rejected.length === 0 ? "" : rejected.length === 1 ? `${rejected[0].repository} was rejected in another plan: decide about it by itself.`
      : `${rejected.length.toLocaleString("en")} were rejected in another plan: decide about each by itself.`;
  }

  function askToLook() {
    const groups = new Set(unseen.map(repository => repository.group)).size;
    ask("Look at one of each first", [
      element("p", {}, unseen.length === 1 ? `Nobody has looked at ${unseen[0].repository} yet.`
        : `Nobody has looked at ${unseen.length < open.length ? `${unseen.length.toLocaleString("en")} of ` : unseen.length === 2 ? "either of " : "any of "}these ${count(open.length, "repository", "repositories")} yet${
          groups < unseen.length ? `; they are in ${count(groups, "group")}, and one of each is enough` : ""}.`),
    ], [
      [groups === 1 ? "Look at it" : `Look at one of each: ${count(groups, "group")}`, () => start(unseen)],
      ...quiet.length > 0 ? [[`Approve the ${quiet.length.toLocaleString("en")} looked at that have no warning`, () => finish(quiet)]] : [],
    ]);
  }

  function askAboutWarnings() {
    const warned = open.filter(repository => repository.isWarned);
    const codes = Map.groupBy(warned.flatMap(repository => repository.findings.filter(finding => finding.severity !== "info")), finding => finding.code);
    ask(`${count(warned.length, "repository has a warning", "repositories have a warning")}`, [
      element("p", {}, open.length === warned.length ? "Each of them has at least one of these:" : `Of ${count(open.length, "repository", "repositories")}, these have a warning:`),
      element("ul", { class: "codes" }, [...codes].sort(([, left], [, right]) => right.length - left.length).map(([code, found]) =>
        element("li", {}, element("code", {}, code), ` ${found.length.toLocaleString("en")}`))),
    ], [
      ...quiet.length > 0 ? [[`Approve the ${quiet.length.toLocaleString("en")} without a warning`, () => finish(quiet)]] : [],
      ["Review one by one", () => start(warned, true)],
      [`Approve all ${open.length.toLocaleString("en")}, warnings included`, () => finish(open)],
    ]);
  }
}

/** Calls `act` after every change, until the page shows something else. */
export function whileShown(act) {
  let isShown = true;
  onChange(() => { if (isShown) act(); });
  return () => { isShown = false; };
}
