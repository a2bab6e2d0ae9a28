import { button, element } from "./text.js";

const status = document.getElementById("said");
const notices = document.getElementById("notices");
const question = document.getElementById("question");

let ending = 0;

/** Says in a few words what was done; they go by themselves. */
export function say(words) {
  clearTimeout(ending);
  status.replaceChildren(element("span", {}, words));
  ending = setTimeout(() => status.replaceChildren(), 6000);
}

/** Shows something that stays in view until the reader closes it, or until the next notice. Gives its element. */
export function notice(...parts) {
  const created = element("div", { class: "notice" }, element("div", { class: "notice-text" }, parts), button("Close", () => created.remove()));
  notices.replaceChildren(created);
  return created;
}

/** Takes the notice away. */
export function closeNotice() {
  notices.replaceChildren();
}

/** Asks something; each choice is [label, act]. The first has the focus; Escape does nothing of it. */
export function ask(title, parts, choices) {
  question.replaceChildren(
    element("h2", { id: "question-title" }, title),
    element("div", { class: "question-text" }, parts),
    element("div", { class: "buttons" },
      choices.map(([label, act], index) => button(label, () => {
        question.close();
        act();
      }, { class: index === 0 ? "first" : "", autofocus: index === 0 })),
      button("Cancel", () => question.close())));
  question.showModal();
}

/** Takes a question away that nobody has answered. */
export function closeQuestion() {
  question.close();
}

/** A text to be copied, with a button that does it. */
export function copyable(text, className = "command") {
  const shown = element(className === "command" ? "code" : "pre", { class: className, tabindex: "0" }, text.split("\n").map(line => element("span", {}, line)));
  return element("div", { class: "copyable" }, shown, copyButton("Copy", () => text, shown));
}

/** A button that copies a text, or else selects where it is shown; that is opened where it is folded away. */
export function copyButton(label, textOf, shown) {
  return button(label, async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      say("Copied.");
    } catch {
      shown.open = true;
      getSelection().selectAllChildren(shown);
      say("The browser does not let the page copy: the text is selected, press Ctrl+C.");
    }
  });
}
