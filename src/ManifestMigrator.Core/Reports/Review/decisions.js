import { keep, kept, onKeptElsewhere } from "./storage.js";
import { planned, totals } from "./repositories.js";

// What was decided, by the key of the repository: { decision, note }. A repository without an entry is undecided and has no note.
const entries = new Map();
// Entries of a file that are not about what is planned here, as they stand there: written again unless the repository is decided anew.
const others = new Map();
const earlier = [];
const listeners = [];
const keptUnder = `decisions.${totals.plans}`;
const undecided = Object.freeze({ decision: "undecided", note: "" });
const isKey = new Set(planned.map(repository => repository.key));
const planOf = new Map(planned.map(repository => [repository.key, repository.plan]));
const pauseBeforeKeeping = 150;

let isSaved = true;
let keeping = 0;

/** False when the browser keeps nothing, so that closing the page loses what was not saved. */
export let isKeptByBrowser = true;

/** The decision about a repository and its note. */
export function decisionOf(repository) {
  return entries.get(repository.key) ?? (others.has(repository.key) ? { ...undecided, note: others.get(repository.key).note ?? "" } : undecided);
}

/** Whether a repository waits for a decision. */
export function isUndecided(repository) {
  return repository.status === "migrated" && decisionOf(repository).decision === "undecided";
}

/** Decides the same about several repositories, as one step that can be taken back. */
export function decide(repositories, decision) {
  change(repositories, entry => ({ ...entry, decision }));
}

/** Writes a note on a repository. */
export function note(repository, text) {
  if (decisionOf(repository).note !== text) change([repository], entry => ({ ...entry, note: text }));
}

/** Takes the last step back. Gives how many repositories it was about. */
export function undo() {
  const step = earlier.pop();
  if (step === undefined) return 0;
  for (const [key, entry] of step) set(key, entry);
  changed();
  return step.size;
}

export function canUndo() {
  return earlier.length > 0;
}

/** How far the review is. */
export function progress() {
  const counts = { approved: 0, rejected: 0, undecided: 0 };
  for (const repository of planned) counts[decisionOf(repository).decision]++;
  return { ...counts, all: planned.length, isSaved };
}

/** Calls `act` after every change. */
export function onChange(act) {
  listeners.push(act);
}

/** The content of decisions.json, as DecisionsJson.cs describes and writes it. */
export function fileText() {
  const keys = [...new Set([...entries.keys(), ...others.keys()])].sort((left, right) => left < right ? -1 : 1);
  const written = keys.map(key => [key, writtenEntry(key)]);
  return JSON.stringify({ format: 1, decisions: Object.fromEntries(written) }, null, 2) + "\n";
}

function writtenEntry(key) {
  const [entry, other] = [entries.get(key), others.get(key)];
  if (entry === undefined) return other;
  return other !== undefined && entry.decision === "undecided" && other.decision !== "undecided"
    ? { ...other, note: entry.note }
    : { ...entry, plan: planOf.get(key) };
}

/** Remembers that everything is in a file. */
export function saved() {
  isSaved = true;
  changed();
}

/**
 * Takes the decisions of a file, in the place of those about the same repositories; the rest stay. Gives how many counted, and how
 * many were about something that is not planned here; those are kept for the next file.
 */
export function load(text) {
  const { taken, left } = parsed(text);
  isSaved = isSaved && [...entries.keys()].every(key => taken.has(key)) && [...others.keys()].every(key => left.has(key));
  earlier.push(new Map([...taken.keys()].map(key => [key, entries.get(key)])));
  for (const [key, entry] of left) others.set(key, entry);
  for (const [key, entry] of taken) set(key, entry);
  changed();
  return { taken: taken.size, others: left.size };
}

function parsed(text) {
  const file = JSON.parse(text);
  if (!Number.isInteger(file?.format) || typeof file.decisions !== "object" || file.decisions === null) throw new Error("It is no decisions.json.");
  if (file.format > 1) throw new Error(`It has format ${file.format}, and this page knows format 1.`);

  const taken = new Map();
  const left = new Map();
  for (const [key, entry] of Object.entries(file.decisions)) {
    const { decision, note = "", plan } = entry;
    if (!["approved", "rejected", "undecided"].includes(decision) || typeof note !== "string") throw new Error(`The decision about ${key} is none of approved, rejected, undecided.`);
    if (isKey.has(key) && (plan === planOf.get(key) || (plan === undefined && decision === "rejected"))) taken.set(key, { decision, note });
    else left.set(key, entry);
  }
  return { taken, left };
}

function change(repositories, entryOf) {
  const step = new Map();
  for (const repository of repositories) {
    if (!isKey.has(repository.key)) continue;
    step.set(repository.key, entries.get(repository.key));
    set(repository.key, entryOf(decisionOf(repository)));
  }
  if (step.size === 0) return;
  earlier.push(step);
  isSaved = false;
  changed();
}

function set(key, entry) {
  const isEmpty = entry === undefined || (entry.decision === "undecided" && entry.note === "" && !others.has(key));
  if (isEmpty) entries.delete(key);
  else entries.set(key, { decision: entry.decision, note: entry.note });
}

function changed() {
  clearTimeout(keeping);
  keeping = setTimeout(keepEntries, pauseBeforeKeeping);
  for (const listener of listeners) listener();
}

function keepEntries() {
  clearTimeout(keeping);
  keeping = 0;
  isKeptByBrowser = keep(keptUnder, JSON.stringify({ isSaved, file: fileText() }));
  if (!isKeptByBrowser) for (const listener of listeners) listener();
}

function adopt(text) {
  const { isSaved: wasSaved, file } = JSON.parse(text);
  const { taken, left } = parsed(file);
  entries.clear();
  others.clear();
  for (const [key, entry] of left) others.set(key, entry);
  for (const [key, entry] of taken) set(key, entry);
  isSaved = wasSaved;
}

const earlierVisit = kept(keptUnder);
if (earlierVisit !== null) {
  try {
    adopt(earlierVisit);
  } catch {
    entries.clear();
  }
}
addEventListener("pagehide", () => {
  if (keeping !== 0) keepEntries();
});
onKeptElsewhere(keptUnder, text => {
  adopt(text);
  for (const listener of listeners) listener();
});
