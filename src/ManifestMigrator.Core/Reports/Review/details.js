import { count, element } from "./text.js";
import { difference } from "./difference.js";
import { findings } from "./findings.js";
import { impacts, statuses } from "./words.js";
import { changes } from "./changes.js";

/** All there is to say about one repository. */
export function details(repository) {
  const written = document.createDocumentFragment();
  written.append(origin(repository));
  if (repository.findings.length > 0) written.append(element("section", {}, findings(repository.findings)));
  written.append(...repository.manifests.map(manifest));
  return written;
}

function origin(repository) {
  return facts([
    ["Status", `${repository.status}: ${statuses[repository.status]}`],
    ["Reason", element("code", {}, repository.reason), repository.message],
    ["Repository", element("bdi", {}, repository.repository)],
    ["Source", element("bdi", {}, repository.source)],
    ["Branch", repository.branch],
    ["Commit", repository.commit && element("code", {}, repository.commit)],
  ]);
}

function manifest(manifest) {
  return element("section", { class: "manifest" },
    element("h3", {},
      element("bdi", { class: "path" }, manifest.path),
      element("span", { class: `status ${manifest.status}` }, manifest.status)),
    facts([
      ["Konnector", element("bdi", {}, manifest.name), manifest.slug && element("code", {}, manifest.slug)],
      ["Form before", manifest.status === "unreadable" ? "" : manifest.form],
      ["Impact", manifest.changes.length > 0 && `${manifest.impact}: ${impacts[manifest.impact]}`],
      ["UUID", manifest.uuid && element("code", {}, manifest.uuid)],
    ]),
    manifest.findings.length > 0 ? [heading("Findings", count(manifest.findings.length, "finding")), findings(manifest.findings)] : "",
    manifest.changes.length > 0 ? [heading("What the rules did", count(manifest.changes.length, "change")), changes(manifest.changes)] : "",
    manifest.hunks !== "" ? [heading("Difference", `+${manifest.linesAdded} −${manifest.linesRemoved}`), difference(manifest)] : "");
}

function heading(title, number) {
  return element("h4", {}, title, " ", element("small", {}, number));
}

function facts(entries) {
  const known = entries.map(([name, ...values]) => [name, values.filter(hasContent)]).filter(([, values]) => values.length > 0);
  return element("dl", { class: "facts" }, known.map(([name, values]) =>
    element("div", {}, element("dt", {}, name), values.map(value => element("dd", {}, value)))));
}

function hasContent(value) {
  return value instanceof Node ? value.hasChildNodes() : Boolean(value);
}
