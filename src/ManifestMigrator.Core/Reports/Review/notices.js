import { button, element } from "./text.js";

const status = document.getElementById("said");
const notices = document.getElementById("notices");

let ending = 0;

/** Says in a few words what was done; they go by themselves. */
export function say(words) {
  clearTimeout(ending);
  status.replaceChildren(element("span", {}, words));
  ending = setTimeout(() => status.replaceChildren(), 6000);
}

/** Shows something that stays until the reader has read it. */
export function notice(...parts) {
  const created = element("div", { class: "notice" }, element("p", {}, parts), button("Close", () => created.remove()));
  notices.replaceChildren(created);
}
