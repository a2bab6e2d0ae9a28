import { keep, kept } from "./storage.js";

const writable = "input:not([type=checkbox]), textarea, select";
const help = document.getElementById("help");
const box = document.getElementById("single-keys");

/** Calls `actions[key]` when a key is pressed alone and nobody is writing; `escape` with the field that somebody is writing in, if any. */
export function startKeys(actions, escape) {
  box.checked = kept("single-keys") !== "off";
  box.addEventListener("change", () => keep("single-keys", box.checked ? "on" : "off"));
  document.getElementById("show-help").addEventListener("click", showHelp);
  document.getElementById("close-help").addEventListener("click", () => help.close());
  addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const field = event.target.matches?.(writable) ? event.target : undefined;
    if (event.key === "Escape") {
      event.preventDefault();
      escape(field);
      return;
    }
    const action = event.key === "?" ? showHelp : actions[event.key];
    if (field || action === undefined || !box.checked) return;
    event.preventDefault();
    // A key that is held down must not decide on what nobody has seen yet.
    if (event.repeat && event.key !== "j" && event.key !== "k") return;
    action();
  });
}

function showHelp() {
  help.showModal();
}
