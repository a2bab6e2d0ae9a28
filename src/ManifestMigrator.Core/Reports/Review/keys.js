import { keep, kept } from "./storage.js";

const writable = "input:not([type=checkbox]), textarea, select";
const help = document.getElementById("help");
const box = document.getElementById("single-keys");

/** Calls `actions[key]` when a key is pressed alone and nobody is writing. */
export function startKeys(actions) {
  box.checked = kept("single-keys") !== "off";
  box.addEventListener("change", () => keep("single-keys", box.checked ? "on" : "off"));
  document.getElementById("show-help").addEventListener("click", showHelp);
  document.getElementById("close-help").addEventListener("click", () => help.close());
  addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.matches?.(writable)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = event.key === "?" ? showHelp : actions[event.key];
    if (action === undefined || (!box.checked && event.key !== "Escape")) return;
    event.preventDefault();
    action();
  });
}

function showHelp() {
  help.showModal();
}
