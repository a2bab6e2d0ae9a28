import { changes, meaning } from "./changes.js";
import { difference, showLine } from "./difference.js";
import { element } from "./text.js";
import { external, findings } from "./findings.js";
import { accountForm, formLine } from "./form.js";
import { schedule, when } from "./schedule.js";
import { references } from "./references.js";
import { impactLabels, nameOf } from "./list.js";
import { statuses } from "./words.js";

/** All there is to say about one repository. */
export function details(repository) {
  return [
    element("header", { class: "title" },
      element("h1", { tabindex: "-1" }, nameOf(repository)),
      element("p", { class: "labels" },
        element("span", { class: `status ${repository.status}` }, repository.status),
        impactLabels(repository),
        repository.manifests.length === 1 && repository.forms.length === 1 ? element("span", { class: "forms" }, `was ${repository.forms[0]}`) : "")),
    facts([
      ["Outcome", `${statuses[repository.status]}.`, element("code", {}, repository.reason), repository.message && element("bdi", {}, repository.message)],
      ["Source", element("bdi", {}, repository.source)],
      ["Branch", element("bdi", {}, repository.branch)],
      ["Commit", commit(repository)],
      ["Delivery", ...delivery(repository.delivery)],
    ]),
    repository.findings.length > 0 ? element("section", {}, heading("Findings about the repository", "", "h2"), findings(repository.findings)) : "",
    repository.manifests.map(each => manifestPart(each, repository.manifests.length > 1)),
    repository.references.length > 0 ? references(repository.references) : "",
  ].flat(Infinity).filter(part => part !== "");
}

/** A title of a part; one that stands inside of no other part has the level `h2`. */
export function heading(title, note = "", level = "h3") {
  return element("div", { class: "heading" }, element(level, {}, title, note === "" ? "" : [" ", element("small", {}, note)]));
}

/** How far it has been delivered, and where a request can be opened; nothing before that was tried. */
function delivery({ step, branch, commit, request, reason, message }) {
  if (commit === "" && reason === "") return [""];
  return [
    commit === "" ? "" : element("span", {}, `${step}: ${commit.slice(0, 12)} on `, element("bdi", {}, branch)),
    reason === "" ? "" : element("code", {}, reason), message === "" ? "" : element("bdi", {}, message),
    /^https?:/.test(request) ? external(request, "open a request") : "",
  ].filter(part => part !== "");
}

function commit(repository) {
  if (repository.commit === "") return "";
  const name = element("code", { title: repository.commit }, repository.commit.slice(0, 12));
  return repository.commitPage === "" ? name : external(repository.commitPage, name);
}

/** All there is to say about one manifest. */
export function manifestPart(manifest, isOneOfSeveral) {
  const shown = manifest.hunks === "" ? "" : difference(manifest);
  const lines = {
    has: line => shown !== "" && shown.querySelector(`tr[data-line="${line}"]`) !== null,
    show: line => showLine(shown, line),
  };
  return element("section", { class: "manifest" },
    element("h2", {},
      element("bdi", { class: "path" }, manifest.path),
      isOneOfSeveral ? [" ", element("span", { class: `status ${manifest.status}` }, manifest.status)] : ""),
    facts([
      ["Konnector", element("bdi", {}, manifest.name), manifest.slug && element("code", {}, manifest.slug)],
      ["Form before", isOneOfSeveral && manifest.status !== "unreadable" ? manifest.form : ""],
      ["UUID", manifest.uuid && element("code", {}, manifest.uuid)],
    ]),
    manifest.findings.length > 0 ? element("section", {}, heading("Findings", manifest.findings.length), findings(manifest.findings, lines)) : "",
    manifest.changes.length > 0 ? changeOf(manifest) : "",
    shown);
}

// First what people notice, then what was done to the file.
function changeOf(manifest) {
  const form = manifest.accountForm;
  const times = manifest.schedule;
  return [
    element("section", {}, heading("What it means"), meaning(manifest), facts([
      ["Account form", form && !form.after && ["stays the same: ", formLine(form.before)]],
      ["Schedule", times && !times.after && `stays the same: ${when(times.before)}`],
      ["Folder", destination(manifest)],
    ])),
    form?.after ? accountForm(form) : "",
    times?.after ? schedule(times) : "",
    changes(manifest),
  ];
}

// Where the files of a new connection go, when another part of the manifest says it from now on.
function destination({ changes: all }) {
  const folders = all.find(change => change.kind === "insert" && change.pointerAfter === "/folders");
  const folder = folders?.valueAfter.match(/"defaultDir":\s*"([^"]+)"/)?.[1];
  return folder && ["the destination now comes from ", element("code", {}, "folders"), "; new connections keep it: ", element("code", {}, folder)];
}

function facts(entries) {
  const known = entries.map(([name, ...values]) => [name, values.filter(hasContent)]).filter(([, values]) => values.length > 0);
  return element("dl", { class: "facts" }, known.map(([name, values]) =>
    element("div", {}, element("dt", {}, name), values.map(value => element("dd", {}, value)))));
}

function hasContent(value) {
  return value instanceof Node ? value.hasChildNodes() : Boolean(value);
}
