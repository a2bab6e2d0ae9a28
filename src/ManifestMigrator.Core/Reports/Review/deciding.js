import { button, count, element } from "./text.js";
import { decide, decisionOf, isUndecided, note, onChange } from "./decisions.js";
import { exceptions } from "./groups.js";
import { say } from "./notices.js";

const outcomes = { approved: "approved", rejected: "rejected", undecided: "undecided again" };

/** What a page is about while it is shown, and what its buttons and keys do. */
export function decidingAboutOne(repository) {
  if (repository.status !== "migrated") return { parts: [element("p", { class: "nothing-to-decide" }, "Nothing would be delivered here, so there is nothing to decide.")], act: () => {}, refresh: () => {} };

  const approve = button("Approve", () => act("approved"), { class: "approve", "aria-keyshortcuts": "a" });
  const reject = button("Reject", () => act("rejected"), { class: "reject", "aria-keyshortcuts": "r" });
  const field = element("textarea", { id: "note", rows: "1", placeholder: "Note", "aria-label": "Note", "aria-keyshortcuts": "n" });
  field.addEventListener("change", () => note(repository, field.value.trim()));
  field.addEventListener("input", () => fit(field));
  refresh();
  return { parts: [element("div", { class: "verdicts", role: "group", "aria-label": "Decision" }, approve, reject), field], act, refresh };

  function act(decision) {
    const next = decisionOf(repository).decision === decision ? "undecided" : decision;
    decide([repository], next);
    say(`${repository.repository} is ${outcomes[next]}.`);
  }

  function refresh() {
    const { decision, note: text } = decisionOf(repository);
    approve.setAttribute("aria-pressed", String(decision === "approved"));
    reject.setAttribute("aria-pressed", String(decision === "rejected"));
    if (document.activeElement !== field) field.value = text;
    queueMicrotask(() => fit(field));
  }
}

/** The same for repositories with the same change. */
export function decidingAboutGroup(repositories) {
  const apart = exceptions(repositories);
  const box = element("input", { type: "checkbox", id: "with-exceptions" });
  const approve = button("Approve", () => act("approved"), { class: "approve", "aria-keyshortcuts": "a" });
  const reject = button("Reject", () => act("rejected"), { class: "reject", "aria-keyshortcuts": "r" });
  box.addEventListener("change", refresh);
  refresh();
  return {
    parts: [
      element("div", { class: "verdicts", role: "group", "aria-label": "Decision" }, approve, reject),
      apart.length === 0 ? "" : element("label", { class: "with-exceptions" }, box, ` with the ${count(apart.length, "exception")}`),
    ].filter(part => part !== ""),
    act, refresh,
  };

  function act(decision) {
    decideAll(open(), decision);
  }

  function open() {
    return repositories.filter(repository => isUndecided(repository) && (box.checked || !apart.includes(repository)));
  }

  function refresh() {
    const number = open().length;
    approve.textContent = number === 0 ? "All decided" : `Approve ${number.toLocaleString("en")}`;
    reject.textContent = `Reject ${number.toLocaleString("en")}`;
    approve.disabled = reject.hidden = number === 0;
  }
}

/** Decides about an entry of the list: about one, or about those of a group that are open and no exceptions. */
export function decideEntry({ alike, repositories }, decision) {
  if (alike === "") {
    decidingAboutOne(repositories[0]).act(decision);
    return;
  }
  const apart = exceptions(repositories);
  decideAll(repositories.filter(repository => isUndecided(repository) && !apart.includes(repository)), decision);
}

/** Decides the same about every one of these that is still open. */
export function decideAll(repositories, decision) {
  const open = repositories.filter(isUndecided);
  decide(open, decision);
  say(open.length === 0 ? "Nothing here waits for a decision." : `${count(open.length, "repository", "repositories")} ${outcomes[decision]}.`);
}

/** Calls `act` after every change, until the page shows something else. */
export function whileShown(act) {
  let isShown = true;
  onChange(() => { if (isShown) act(); });
  return () => { isShown = false; };
}

function fit(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
