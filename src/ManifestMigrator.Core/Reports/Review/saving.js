import { canUndo, fileText, isKeptByBrowser, load, onChange, partText, progress, saved, saving, takenOver, undo } from "./decisions.js";
import { button, count, element } from "./text.js";
import { closeNotice, copyable, notice, say } from "./notices.js";
import { folder, runName } from "./repositories.js";
import { run, totals } from "./data.js";
import { stack } from "./charts.js";

const file = document.getElementById("file");
const state = document.getElementById("saving-state");
const isServed = Boolean(run.served_folder);
const pauseBeforeTryingAgain = 2000;

// Keys whose decisions the server has not written yet.
const unsent = new Set();
let isSending = false;
let hasSent = false;
let lastFailure = "";
// The notice with the line to copy, when there is one: it is about the file as it was downloaded.
let command;

/** Makes the buttons for all decisions together work, and shows how far the review is. */
export function startSaving() {
  document.getElementById("save").hidden = isServed;
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("load").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    if (file.files.length > 0) await take(file.files[0]);
    file.value = "";
  });
  onChange(keys => {
    if (isServed) {
      for (const key of keys) unsent.add(key);
      send();
    }
    if (command?.isConnected) {
      if (saving.isChanged) command.remove();
      else showCommand();
    }
    showProgress();
  });
  addEventListener("beforeunload", event => {
    if (isServed ? unsent.size > 0 : !isKeptByBrowser && saving.isChanged) event.preventDefault();
  });
  showProgress();
  if (takenOver) notice(element("p", {}, [
    takenOver.number > 0 || takenOver.others === 0 ? `${count(takenOver.number, "decision")} taken over from run ${takenOver.run}, where the same was planned.` : "",
    takenOver.others > 0 ? `${count(takenOver.others, "decision")} from earlier runs ${takenOver.others === 1 ? "is" : "are"} about another plan: decide again.` : "",
    "Undo takes them back.",
  ].filter(words => words !== "").join(" ")));
}

/** Takes the last step back. Gives the repositories that it was about. */
export function takeBack() {
  const changed = undo();
  if (changed.length > 0) say(`Taken back: ${changed.length === 1 ? changed[0].repository : count(changed.length, "repository", "repositories")}.`);
  return changed;
}

/** Gives the browser the decisions as a file; where a server saves them, there is nothing to do. */
export function save() {
  if (isServed) {
    say(unsent.size === 0 ? "Everything is saved in decisions.json already." : "Not everything is saved yet.");
    return;
  }
  download();
}

// The name is another one each time: what an earlier download left behind must not be taken for this one.
function download() {
  const name = `decisions-${runName}-${new Date().toTimeString().slice(0, 8).replaceAll(":", "")}.json`;
  const address = URL.createObjectURL(new Blob([fileText()], { type: "application/json" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  saved(name);
  showCommand();
}

// What the page knows: that the browser was given a file. Not where it put it, and not what became of it.
function showCommand() {
  const { approved, undecided } = progress();
  command = notice(
    element("p", {}, element("strong", {}, saving.download), " went to your browser's downloads. This page cannot see whether it lies in the run folder. To put it there",
      approved > 0 ? " and deliver what you approved:" : ":"),
    copyable(commandLine(approved > 0)),
    folder === "" ? element("p", {}, element("code", {}, "RUN"), " is the run folder; this page does not lie in it.") : "",
    undecided > 0 ? element("p", {}, `${count(undecided, "repository is", "repositories are")} undecided and would not be delivered.`) : "",
    element("p", { class: "aside" }, "Decisions are saved without this step by ", element("code", {}, `${run.program} review --serve ${quoted(folder || "RUN")}`)));
}

function commandLine(isToApply) {
  const target = folder || "RUN";
  const apply = `${run.program} apply ${totals.is_in_place ? "--in-place " : ""}${quoted(target)}`;
  if (/^[A-Za-z]:\\/.test(target)) {
    const move = `Move-Item -Force "$HOME\\Downloads\\${saving.download}" ${quoted(`${target}\\decisions.json`)}`;
    return isToApply ? `${move}; if ($?) { ${apply} }` : move;
  }
  const move = `mv ~/Downloads/${saving.download} ${quoted(`${target}/decisions.json`)}`;
  return isToApply ? `${move} && ${apply}` : move;
}

// As a shell takes it: PowerShell doubles a quote inside of quotes, the others end and begin them.
function quoted(path) {
  if (/^[\w./:@%+=,-]+$/.test(path)) return path;
  return /^[A-Za-z]:\\/.test(path) ? `'${path.replaceAll("'", "''")}'` : `'${path.replaceAll("'", "'\\''")}'`;
}

async function take(chosen) {
  try {
    const { taken, others } = load(await chosen.text());
    notice(element("p", {}, `${count(taken, "decision")} taken from `, element("bdi", {}, chosen.name), ".",
      others === 0 ? "" : ` ${others === 1 ? "1 other kept as it is" : `${others.toLocaleString("en")} others kept as they are`}, and not counted here: nothing is planned for the repository any more, or something else is. Look at it again.`));
  } catch (error) {
    notice(element("p", {}, "Nothing was taken from ", element("bdi", {}, chosen.name), `: ${error.message}`));
  }
}

async function send() {
  if (isSending || unsent.size === 0) return;
  isSending = true;
  const keys = [...unsent];
  unsent.clear();
  try {
    const answer = await fetch("decisions", { method: "POST", headers: { "Content-Type": "application/json" }, body: partText(keys) });
    if (!answer.ok) throw new Error((await answer.text()).trim() || `the server answered ${answer.status}`);
    if (lastFailure !== "") closeNotice();
    lastFailure = "";
    hasSent = true;
  } catch (error) {
    for (const key of keys) unsent.add(key);
    showFailure(error instanceof TypeError ? "the server does not answer; it has probably ended" : error.message);
    setTimeout(send, pauseBeforeTryingAgain);
  }
  isSending = false;
  if (lastFailure === "") send();
  showProgress();
}

function showFailure(cause) {
  if (lastFailure === cause) return;
  lastFailure = cause;
  notice(
    element("p", {}, element("strong", {}, "Not saved: "), `${cause.replace(/\.$/, "")}. The page tries again while it is open. `, button("Download the decisions instead", download)));
}

function showProgress() {
  const { approved, rejected, undecided, all } = progress();
  document.getElementById("progress").replaceChildren(
    stack([["approved", approved], ["rejected", rejected], ["undecided", undecided]]),
    element("span", {}, undecided === 0 && all > 0 ? `All ${all.toLocaleString("en")} decided` : `${(all - undecided).toLocaleString("en")} of ${all.toLocaleString("en")} decided`));
  document.getElementById("undo").disabled = !canUndo();
  document.getElementById("undo").title = canUndo() ? "" : "Nothing to undo since the page was opened";
  state.replaceChildren(...savingState());
  state.className = lastFailure !== "" || (!isServed && saving.isChanged) ? "saving-state unsaved" : "saving-state";
}

function savingState() {
  if (isServed) return [lastFailure !== "" ? "Not saved" : unsent.size > 0 || isSending ? "Saving…" : hasSent ? "Saved in decisions.json" : "Each decision is saved at once"];
  if (saving.isChanged) return [isKeptByBrowser ? "Not in a file yet" : "Kept nowhere yet: save before you leave"];
  return saving.download === "" ? [] : [button("Downloaded: how to go on", showCommand, { class: "link" })];
}
