import { keep, kept, keptUnder, onKeptElsewhere } from "./storage.js";
import { planned, plans, runName } from "./repositories.js";
import { run } from "./data.js";

// What was decided, by the key of the repository: { decision, note }. A repository without an entry is undecided and has no note.
const entries = new Map();
// Entries of a file that are not about what is planned here, as they stand there: written again unless the repository is decided anew.
const others = new Map();
// Each step is a map from a key to what stood there before: [entry, other].
const steps = [];
const listeners = [];
const keptPlace = `decisions.${plans}`;
const undecided = Object.freeze({ decision: "undecided", note: "" });
const byKey = new Map(planned.map(repository => [repository.key, repository]));
const pauseBeforeKeeping = 150;

let keeping = 0;

/** Whether something was changed since the decisions were last written to a file; whether that file was downloaded, and its name. */
export const saving = { isChanged: false, download: "" };

/** False when the browser keeps nothing, so that closing the page loses what was not saved. */
export let isKeptByBrowser = true;

/** How many decisions were taken over from another run because its plan is the same, from which, and how many about other plans; undefined when there are none. */
export let takenOver;

/** How many decisions the run folder had when the page was written: about these plans, and about other plans of these repositories. */
export const written = decidedIn(run.decisions === "" ? { taken: new Map(), left: new Map() } : parsed(run.decisions, true));

/** The decision about a repository and its note. */
export function decisionOf(repository) {
  return entries.get(repository.key) ?? (others.has(repository.key) ? { ...undecided, note: others.get(repository.key).note ?? "" } : undecided);
}

/** Whether a repository waits for a decision. */
export function isUndecided(repository) {
  return repository.status === "migrated" && decisionOf(repository).decision === "undecided";
}

/** What was decided about another plan of a repository while nobody has decided about this one: approved or rejected; empty for nothing. */
export function decidedBefore(repository) {
  const decision = isUndecided(repository) ? others.get(repository.key)?.decision : undefined;
  return decision === "approved" || decision === "rejected" ? decision : "";
}

/** Whether a repository was rejected in another plan of it, and nobody has decided about this one. */
export function wasRejected(repository) {
  return decidedBefore(repository) === "rejected";
}

/** Whether a repository can be approved together with others: it waits for a decision, and was not rejected in another plan. */
export function isApprovable(repository) {
  return isUndecided(repository) && !wasRejected(repository);
}

/** The notes on a repository: each line of the text that the file has for it. */
export function notesOf(repository) {
  return decisionOf(repository).note.split("\n").filter(line => line.trim() !== "");
}

/** Decides the same about several repositories, as one step that can be taken back. */
export function decide(repositories, decision) {
  change(repositories, entry => ({ ...entry, decision }));
}

/** Adds a note to each of several repositories. */
export function addNote(repositories, text) {
  const line = text.trim().replace(/\s*\n\s*/g, " ");
  if (line !== "") change(repositories, entry => ({ ...entry, note: entry.note.trim() === "" ? line : `${entry.note}\n${line}` }));
}

/** Removes one of the notes on a repository, by its place in `notesOf`. */
export function removeNote(repository, index) {
  change([repository], entry => ({ ...entry, note: notesOf(repository).toSpliced(index, 1).join("\n") }));
}

/** Takes the last step back. Gives the repositories that it was about. */
export function undo() {
  const step = steps.pop();
  if (step === undefined) return [];
  for (const [key, before] of step) put(key, before);
  changed(step.keys());
  return [...step.keys()].map(key => byKey.get(key)).filter(repository => repository !== undefined);
}

export function canUndo() {
  return steps.length > 0;
}

/** How far the review is. */
export function progress() {
  const counts = { approved: 0, rejected: 0, undecided: 0 };
  for (const repository of planned) counts[decisionOf(repository).decision]++;
  return { ...counts, all: planned.length };
}

/** Calls `act` after every change, with the keys that it was about. */
export function onChange(act) {
  listeners.push(act);
}

/** The content of decisions.json, as DecisionsJson.cs describes and writes it. */
export function fileText() {
  return fileOf([...new Set([...entries.keys(), ...others.keys()])], writtenEntry);
}

/** The same for some keys alone; one that the file shall not have any more is undecided there, without a note. */
export function partText(keys) {
  return fileOf(keys, key => writtenEntry(key) ?? { ...undecided, plan: byKey.get(key)?.plan ?? "0".repeat(64) });
}

/** Remembers that everything is in a file; `download` is its name where the browser saved it. */
export function saved(download) {
  Object.assign(saving, { isChanged: false, download });
  changed([]);
}

/**
 * Takes the decisions of a file, in the place of those about the same repositories; the rest stay. Gives how many counted, and how
 * many were about something that is not planned here; those are kept for the next file.
 */
export function load(text) {
  const { taken, left } = parsed(text);
  remember([...taken.keys(), ...left.keys()]);
  for (const [key, entry] of left) others.set(key, entry);
  for (const [key, entry] of taken) set(key, entry);
  saving.isChanged = fileText() !== text;
  changed([...taken.keys(), ...left.keys()]);
  return { taken: taken.size, others: left.size };
}

function fileOf(keys, entryOf) {
  const sorted = [...keys].sort((left, right) => left < right ? -1 : 1);
  return JSON.stringify({ format: 1, decisions: Object.fromEntries(sorted.map(key => [key, entryOf(key)])) }, null, 2) + "\n";
}

function writtenEntry(key) {
  const [entry, other] = [entries.get(key), others.get(key)];
  if (entry === undefined) return other;
  return other !== undefined && entry.decision === "undecided" && other.decision !== "undecided"
    ? { ...other, note: entry.note }
    : { ...entry, plan: byKey.get(key).plan };
}

// In the file of this run itself, a decision that names no plan is about the plan of this run.
function parsed(text, isOfThisRun = false) {
  const file = JSON.parse(text);
  if (!Number.isInteger(file?.format) || typeof file.decisions !== "object" || file.decisions === null) throw new Error("It is not a decisions.json.");
  if (file.format > 1) throw new Error(`It has format ${file.format}, and this page knows format 1.`);

  const taken = new Map();
  const left = new Map();
  for (const [key, entry] of Object.entries(file.decisions)) {
    const { decision, note = "", plan } = entry;
    if (!["approved", "rejected", "undecided"].includes(decision) || typeof note !== "string") throw new Error(`The decision about ${key} is none of approved, rejected, undecided.`);
    if (byKey.has(key) && (plan === byKey.get(key).plan || (plan === undefined && (isOfThisRun || decision === "rejected")))) taken.set(key, { decision, note });
    else left.set(key, entry);
  }
  return { taken, left };
}

function decidedIn({ taken, left }) {
  return {
    number: [...taken.values()].filter(entry => entry.decision !== "undecided").length,
    others: [...left].filter(([key, entry]) => byKey.has(key) && entry.decision !== "undecided").length,
  };
}

function change(repositories, entryOf) {
  const ours = repositories.filter(repository => byKey.has(repository.key));
  if (ours.length === 0) return;
  remember(ours.map(repository => repository.key));
  for (const repository of ours) set(repository.key, entryOf(decisionOf(repository)));
  saving.isChanged = true;
  changed(ours.map(repository => repository.key));
}

function remember(keys) {
  steps.push(new Map(keys.map(key => [key, [entries.get(key), others.get(key)]])));
}

function put(key, [entry, other]) {
  if (entry === undefined) entries.delete(key);
  else entries.set(key, entry);
  if (other === undefined) others.delete(key);
  else others.set(key, other);
  saving.isChanged = true;
}

function set(key, { decision, note }) {
  if (decision === "undecided" && note === "" && !others.has(key)) entries.delete(key);
  else entries.set(key, { decision, note });
}

function changed(keys) {
  clearTimeout(keeping);
  keeping = setTimeout(keepEntries, pauseBeforeKeeping);
  const about = [...keys];
  for (const listener of listeners) listener(about);
}

function keepEntries() {
  clearTimeout(keeping);
  keeping = 0;
  const wasKept = isKeptByBrowser;
  isKeptByBrowser = keep(keptPlace, JSON.stringify({ ...saving, run: runName, written: run.decisions, file: fileText() }));
  if (wasKept !== isKeptByBrowser) for (const listener of listeners) listener([]);
}

function adopt(text, isOfThisRun = false) {
  const { isChanged, download, file } = JSON.parse(text);
  const { taken, left } = parsed(file, isOfThisRun);
  entries.clear();
  others.clear();
  for (const [key, entry] of left) others.set(key, entry);
  for (const [key, entry] of taken) set(key, entry);
  Object.assign(saving, { isChanged: isChanged === true, download: typeof download === "string" ? download : "" });
}

// What the run folder had when the page was written counts, unless the browser kept something that is newer.
function begin() {
  const before = readKept();
  if (run.decisions !== "" && before?.written !== run.decisions) adopt(JSON.stringify({ file: run.decisions }), true);
  if (run.served_folder) return;
  if (before === undefined) {
    takeOver();
  } else if (before.written === run.decisions) {
    adopt(JSON.stringify(before));
  } else if (before.isChanged) {
    const { taken, left } = parsed(before.file);
    for (const [key, entry] of left) others.set(key, entry);
    for (const [key, entry] of taken) set(key, entry);
    saving.isChanged = true;
  }
}

// What was kept of this run; undefined when there is nothing, or nothing that can be read.
function readKept() {
  try {
    const before = JSON.parse(kept(keptPlace));
    parsed(before.file);
    return before;
  } catch {
    return undefined;
  }
}

// What was kept by another run's page counts here where the same is planned. Where something else is, it is a decision about another plan;
// of several of those a rejection counts.
function takeOver() {
  const found = new Map();
  const before = new Map();
  let from = "";
  for (const name of keptUnder("decisions.")) {
    try {
      const { run: other, file } = JSON.parse(kept(name));
      const { taken, left } = parsed(file);
      for (const [key, entry] of taken) {
        if (entry.decision === "undecided" || found.has(key) || entries.has(key)) continue;
        found.set(key, entry);
        from = other;
      }
      for (const [key, entry] of left) {
        if (!byKey.has(key) || entry.decision === "undecided" || entries.has(key) || others.has(key)) continue;
        if (!before.has(key) || entry.decision === "rejected") before.set(key, entry);
        from ||= other;
      }
    } catch {
      // Nobody can say any more what another version of the page meant.
    }
  }
  for (const key of found.keys()) before.delete(key);
  if (found.size + before.size === 0) return;
  remember([...found.keys(), ...before.keys()]);
  for (const [key, entry] of before) others.set(key, entry);
  for (const [key, entry] of found) set(key, entry);
  saving.isChanged = true;
  takenOver = { number: found.size, others: before.size, run: from };
  keepEntries();
}

begin();
addEventListener("pagehide", () => {
  if (keeping !== 0) keepEntries();
});
onKeptElsewhere(keptPlace, text => {
  adopt(text);
  for (const listener of listeners) listener([]);
});
