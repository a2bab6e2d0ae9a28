import { canUndo, fileText, isKeptByBrowser, load, onChange, progress, saved, undo } from "./decisions.js";
import { count, element } from "./text.js";
import { notice, say } from "./notices.js";
import { stack } from "./charts.js";

const fileName = "decisions.json";
const file = document.getElementById("file");

/** Makes the buttons for all decisions together work, and shows how far the review is. */
export function startSaving() {
  document.getElementById("undo").addEventListener("click", takeBack);
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("load").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    if (file.files.length > 0) await take(file.files[0]);
    file.value = "";
  });
  onChange(showProgress);
  showProgress();
}

/** Takes the last step back. */
export function takeBack() {
  const number = undo();
  if (number > 0) say(`Taken back: ${count(number, "repository", "repositories")}.`);
}

/** Gives the browser the decisions as a file. */
export function save() {
  const address = URL.createObjectURL(new Blob([fileText()], { type: "application/json" }));
  element("a", { href: address, download: fileName }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  saved();
  notice("Your browser saves ", element("code", {}, fileName), ". Put it into the run folder, beside this page: ", element("code", {}, folder()),
    ". Then deliver what you approved: ", element("code", {}, "manifest-migrator apply"));
}

async function take(chosen) {
  try {
    const { taken, others } = load(await chosen.text());
    notice(`${count(taken, "decision")} taken from `, element("bdi", {}, chosen.name), ".",
      others === 0 ? "" : ` ${count(others, "other")} kept as they are, and not counted here: nothing is planned for the repository any more, or something else is. Look at it again.`);
  } catch (error) {
    notice("Nothing was taken from ", element("bdi", {}, chosen.name), `: ${error.message}`);
  }
}

function folder() {
  if (location.protocol !== "file:") return "the folder of this page";
  const path = location.pathname.slice(0, location.pathname.lastIndexOf("/"));
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function showProgress() {
  const { approved, rejected, undecided, all, isSaved } = progress();
  document.getElementById("progress").replaceChildren(
    stack([["approved", approved], ["rejected", rejected], ["undecided", undecided]]),
    element("span", {}, `${(all - undecided).toLocaleString("en")} of ${all.toLocaleString("en")} decided`));
  document.getElementById("unsaved").textContent = isSaved ? "" : isKeptByBrowser ? "not in a file yet" : "kept nowhere yet: save before you leave";
  document.getElementById("undo").disabled = !canUndo();
}
