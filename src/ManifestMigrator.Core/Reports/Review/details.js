import { button, count, element } from "./text.js";
import { changes, meaning } from "./changes.js";
import { difference, showLine } from "./difference.js";
import { external, findings } from "./findings.js";
import { accountForm, formLine, schedule, when } from "./form.js";
import { detailsOf, lineAddress } from "./repositories.js";
import { impactLabels, nameOf, standing } from "./list.js";
import { nameOfWord, replacements, statuses } from "./words.js";

const placesAtOnce = 30;

const leftOut = { "not-approved": "left out: nobody had approved it", rejected: "left out: it was rejected" };

/** All there is to say about one repository. */
export function repositoryParts(repository) {
  const details = detailsOf(repository);
  const { result } = details;
  return [
    element("header", { class: "title" },
      element("h1", { tabindex: "-1" }, nameOf(repository)),
      element("p", { class: "labels" }, standing([repository]), impactLabels(repository),
        result.manifests.length === 1 && repository.forms.length === 1 ? element("span", { class: "forms" }, `manifest form before: ${repository.forms[0]}`) : "")),
    origin(details),
    repository.status === "migrated" && result.message === "" ? ""
      : element("p", { class: "outcome" }, `${statuses[repository.status]}. `, result.message && [element("bdi", {}, result.message), " "], element("code", { class: "code-name" }, result.reason)),
    delivery(result.delivery),
    result.findings.length > 0 ? element("section", {}, heading("About the repository", "", "h2"), findings(result.findings, details)) : "",
    result.manifests.map(each => manifestPart(each, details, result.manifests.length > 1)),
    result.references.length > 0 ? references(result.references, details) : "",
  ].flat(Infinity).filter(part => part !== "");
}

/** A title of a part; one that stands inside of no other part has the level `h2`. */
export function heading(title, note = "", level = "h3") {
  return element("div", { class: "heading" }, element(level, {}, title, note === "" ? "" : [" ", element("small", {}, note)]));
}

/** All there is to say about one manifest: first what asks for attention, then what people notice, then what was done to the file. */
export function manifestPart(manifest, details, isOneOfSeveral) {
  const shown = manifest.hunks === "" ? "" : difference(manifest, details);
  const lines = {
    has: line => shown !== "" && shown.querySelector(`tr[data-line="${line}"]`) !== null,
    show: line => showLine(shown, line),
  };
  return element("section", { class: "manifest" },
    element("h2", {},
      element("bdi", { class: "path" }, manifest.path),
      isOneOfSeveral ? [" ", element("span", { class: `status ${manifest.status}` }, nameOfWord(manifest.status))] : ""),
    facts([
      ["Konnector", element("bdi", {}, manifest.name), manifest.slug && element("code", {}, manifest.slug)],
      ["Manifest form before", isOneOfSeveral && manifest.status !== "unreadable" ? manifest.form : ""],
    ]),
    manifest.findings.length > 0 ? element("section", {}, heading("Findings", manifest.findings.length), findings(manifest.findings, details, manifest.path, lines)) : "",
    manifest.changes.length > 0 ? changeOf(manifest, details) : "",
    shown);
}

function origin({ result, commit_page: page }) {
  const commit = result.commit === "" ? "" : element("code", { title: result.commit }, result.commit.slice(0, 12));
  return element("p", { class: "origin" }, [
    ["read from ", element("bdi", {}, result.source)],
    result.branch === "" ? "" : ["branch ", element("bdi", {}, result.branch)],
    commit === "" ? "" : ["commit ", page === "" ? commit : external(page, commit)],
  ].filter(part => part !== "").flatMap((part, index) => index === 0 ? part : [" · ", ...part]));
}

// How far it was delivered; nothing before that was tried.
function delivery({ step, branch, commit, request, request_state: state, checks, reason, message }) {
  if (commit === "" && reason === "" && step !== "written") return "";
  return facts([["Delivery",
    step === "written" ? "written in the local folder" : commit === "" ? "" : element("span", {}, `${step}: ${commit.slice(0, 12)} on `, element("bdi", {}, branch)),
    /^https?:/.test(request) ? external(request, state === "" || state === "none" ? "open a request" : `request: ${state}`) : "",
    checks === "" ? "" : `checks: ${checks}`,
    message === "" ? "" : element("bdi", {}, message),
    leftOut[reason] ?? (reason === "" ? "" : element("code", {}, reason))]]);
}

function changeOf(manifest, details) {
  const form = manifest.account_form;
  const times = manifest.schedule;
  return [
    element("section", {}, heading("What people notice"), meaning(manifest), facts([
      ["Account form", form && !form.after && ["stays the same: ", formLine(form.before)]],
      ["Schedule", times && !times.after && `stays the same: ${when(times.before)}`],
      ["Folder", destination(manifest)],
    ])),
    form?.after ? accountForm(form) : "",
    times?.after ? schedule(times) : "",
    changes(manifest, details),
  ];
}

// Where the files of a new connection go, when another part of the manifest says it from now on.
function destination({ changes: all }) {
  const folders = all.find(change => change.kind === "insert" && change.pointer_after === "/folders");
  const folder = folders?.value_after.match(/"defaultDir":\s*"([^"]+)"/)?.[1];
  return folder && ["the destination now comes from ", element("code", {}, "folders"), "; new connections keep it: ", element("code", {}, folder)];
}

function facts(entries) {
  const known = entries.map(([name, ...values]) => [name, values.filter(hasContent)]).filter(([, values]) => values.length > 0);
  return known.length === 0 ? "" : element("dl", { class: "facts" }, known.map(([name, values]) =>
    element("div", {}, element("dt", {}, name), values.map(value => element("dd", {}, value)))));
}

function hasContent(value) {
  return value instanceof Node ? value.hasChildNodes() : Boolean(value);
}

// Where the source code uses modules that konnectors once shared, and what becomes of each: the migration changes none of it.
function references(all, details) {
  const body = element("tbody");
  writePlaces(body, all, details);
  return element("section", { class: "manifest" },
    element("h2", {}, "Old modules in the source code"),
    element("p", { class: "lead" }, `${count(all.length, "place")}. The migration of the manifest leaves them as they are.`),
    element("div", { class: "scrolled", tabindex: "0", role: "region", "aria-label": "Old modules" }, element("table", { class: "references" },
      element("thead", {}, element("tr", {}, ["Place", "Module", "What becomes of it"].map(title => element("th", { scope: "col" }, title)))),
      body)));
}

function writePlaces(body, rest, details) {
  body.append(...rest.slice(0, placesAtOnce).map(each => usage(each, details)));
  const left = rest.slice(placesAtOnce);
  if (left.length === 0) return;
  const more = element("tr", {}, element("td", { colspan: "3" }, button(`Show ${count(left.length, "more place")}`, () => {
    more.remove();
    writePlaces(body, left, details);
  })));
  body.append(more);
}

function usage({ path, line, specifier, module, kind, replacement, hint }, details) {
  const words = element("code", {}, `${path}:${line}`);
  const address = lineAddress(details, path, line);
  return element("tr", {},
    element("td", {}, address === "" ? words : external(address, words)),
    element("td", {}, element("code", {}, specifier), specifier === module ? "" : [" ", element("small", {}, element("code", {}, module))]),
    element("td", {}, `It ${replacements[kind]}`, replacement === "" ? "." : [": ", element("code", {}, replacement)], hint === "" ? "" : element("p", { class: "hint" }, element("bdi", {}, hint))));
}
