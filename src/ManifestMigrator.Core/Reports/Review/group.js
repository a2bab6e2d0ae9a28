import { addressOf, decidedBeforeLines, impactLabels, nameOf, numbersOf, standing, verdict } from "./list.js";
import { alone } from "./groups.js";
import { button, element } from "./text.js";
import { detailsOf } from "./repositories.js";
import { heading, manifestPart } from "./details.js";
import { notesOf } from "./decisions.js";
import { sentences } from "./findings.js";

const membersAtOnce = 60;
const repositoryOfMember = new WeakMap();

/** All there is to say about a group; its first repository stands for all of them. */
export function groupParts(repositories) {
  const example = repositories[0];
  const details = detailsOf(example);
  return [
    element("header", { class: "title" },
      element("h1", { tabindex: "-1" }, `${repositories.length.toLocaleString("en")} repositories with the same change`),
      element("p", { class: "labels" }, standing(repositories), impactLabels(example))),
    element("p", { class: "lead" }, "The same rules do the same to each of them",
      example.isWarned ? ", and each has the same kinds of warnings" : ", and none has a warning",
      "; names of fields and their own values may differ."),
    example.isWarned ? element("section", {}, heading("Warnings", "", "h2"), members("members", repositories, repository => [member(repository), warningsOf(repository)])) : "",
    element("p", { class: "lead example" }, "For example ", element("strong", {}, nameOf(example)), ":"),
    details.result.manifests.filter(manifest => manifest.changes.length > 0).map(manifest => manifestPart(manifest, details, false)),
    element("section", {},
      heading("All of them", repositories.length.toLocaleString("en"), "h2"),
      members("members columns", repositories, member)),
  ].flat(Infinity).filter(part => part !== "");
}

/** Makes the members that are shown say what was decided. */
export function showMemberVerdicts() {
  for (const link of document.querySelectorAll(".member")) {
    const repository = repositoryOfMember.get(link);
    link.querySelector(".verdict").replaceWith(verdict([repository]));
    link.nextElementSibling.replaceWith(memberNotes(repository));
  }
}

function members(className, repositories, part) {
  const list = element("ul", { class: className });
  const write = (from, to) => list.append(...repositories.slice(from, to).map(repository => element("li", {}, part(repository))));
  write(0, membersAtOnce);
  if (repositories.length <= membersAtOnce) return list;

  const all = button(`Show all ${repositories.length.toLocaleString("en")}`, () => {
    all.remove();
    write(membersAtOnce);
  });
  return [list, all];
}

function member(repository) {
  const link = element("a", { href: addressOf(alone(repository)), class: "member" },
    verdict([repository]), element("span", {}, nameOf(repository)), element("span", { class: "numbers" }, numbersOf(repository)));
  repositoryOfMember.set(link, repository);
  return [link, memberNotes(repository)];
}

function memberNotes(repository) {
  return element("div", { class: "note" }, [...decidedBeforeLines(repository), ...notesOf(repository)].map(line => element("p", {}, element("bdi", {}, line))));
}

function warningsOf(repository) {
  const { result } = detailsOf(repository);
  const warnings = [...result.findings, ...result.manifests.flatMap(manifest => manifest.findings)].filter(finding => finding.severity !== "info");
  return element("ul", { class: "findings" }, warnings.map(finding => element("li", { class: `finding ${finding.severity}` }, sentences(finding))));
}
