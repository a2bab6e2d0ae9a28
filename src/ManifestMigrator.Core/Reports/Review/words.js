// The words of the run folder's files, what the page calls them, and what they mean to a reader. Each list is in order of risk, highest first.

export const statuses = {
  unreadable: "A manifest is no file, or no JSON object; nothing will be written",
  blocked: "A check failed or an error was found; nothing will be written",
  failed: "The repository could not be read",
  interrupted: "The run was stopped before it was read",
  "no-manifest": "The repository was read, and has no manifest",
  migrated: "Changes are planned, and every check on them holds",
  current: "Nothing to do",
  skipped: "Left out, or given twice",
};

export const impacts = {
  identity: "It becomes another konnector: slug or editor changes.",
  consent: "Permissions change: the stack waits for the user’s consent.",
  form: "The account form changes.",
  schedule: "The konnector runs at other times.",
  none: "Nobody who uses the konnector notices.",
  label: "Only uuid or manifest_version is added; no reader looks at them yet.",
};

const names = { migrated: "ready", form: "account form", none: "nothing noticed", label: "label only" };

/** What the page calls a status or an impact: most have the word of the files. */
export function nameOfWord(word) {
  return names[word] ?? word;
}

// What today's readers make of the manifest, compared with before.
export const effects = {
  unexpected: "Readers see another konnector, and no rule says so.",
  "on-purpose": "Readers see what the manifest meant all along.",
  same: "Readers see the same konnector as before.",
};

export const replacements = {
  "same-call": "stays as it is called",
  renamed: "has another name",
  "different-call": "is called in another way",
  doctype: "becomes the name of a doctype",
  removed: "has no successor",
};

export const forms = {
  2017: "The first manifests: type node, fields.account, fields.save_folder",
  catalogue: "The shape of the old catalogue: hasDescriptions, oauth_scope",
  camel: "Catalogue keys in camelCase inside a manifest: dataType, vendorLink",
  leftovers: "Version 2 with single remains of an older form",
  v2: "Version 2",
};

export const verdicts = {
  undecided: "Changes are planned, and nobody has decided about them",
  rejected: "It will not be delivered",
  approved: "What is planned may be delivered",
};

export const deliveries = {
  approved: "Somebody approved what is planned",
  applied: "The commit was made",
  written: "The files were written in the local folder",
  pushed: "The branch was pushed",
  open: "The request is open",
  "checks passed": "The request is open, and its checks passed",
  "checks failed": "The request is open, and its checks failed",
  landed: "The migration is on the branch it was planned on",
  declined: "A person closed the request without merging it",
  changed: "A person added to the branch",
};

export const severities = ["error", "warning", "info"];

export const kinds = { insert: "Added", remove: "Removed", rename: "Renamed", replace: "Replaced", move: "Moved", repair: "Repaired" };
