import { decisionOf } from "./decisions.js";
import { addressOfRepository, impactLabels, nameOf, numbersOf, verdict } from "./list.js";
import { button, element } from "./text.js";
import { exceptions, ownFindings } from "./groups.js";
import { findings } from "./findings.js";
import { heading, manifestPart } from "./details.js";

const membersAtOnce = 60;
const repositoryOfMember = new WeakMap();

/** All there is to say about repositories with the same change; the first one stands for all of them. */
export function groupDetails(repositories) {
  const example = repositories[0];
  const apart = exceptions(repositories);
  const alike = repositories.filter(repository => !apart.includes(repository));
  return [
    element("header", { class: "title" },
      element("h1", { tabindex: "-1" }, `${repositories.length.toLocaleString("en")} repositories with the same change`),
      element("p", { class: "labels" }, element("span", { class: `status ${example.status}` }, example.status), impactLabels(example))),
    element("p", { class: "lead" }, "The same rules do the same to each of them; names of fields and their own values may differ. A decision here is about all",
      apart.length === 0 ? "." : " but the exceptions."),
    apart.length === 0 ? "" : element("section", {},
      heading("Exceptions", "something was found in them that is not in all the others: look at each", "h2"),
      members("members", apart, repository => [member(repository), findings(ownFindings(repository, repositories))])),
    element("p", { class: "lead example" }, "For example ", element("strong", {}, nameOf(example)), ":"),
    example.manifests.filter(manifest => manifest.changes.length > 0).map(manifest => manifestPart(manifest, false)),
    element("section", {},
      heading(apart.length === 0 ? "Repositories" : "The others", alike.length.toLocaleString("en"), "h2"),
      members("members columns", alike, member)),
  ].flat(Infinity).filter(part => part !== "");
}

/** Makes the members that are shown say what was decided. */
export function showMemberVerdicts() {
  for (const link of document.querySelectorAll(".member")) link.querySelector(".verdict").replaceWith(verdict([repositoryOfMember.get(link)]));
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
  const { note } = decisionOf(repository);
  const link = element("a", { href: addressOfRepository(repository), class: "member" },
    verdict([repository]), element("span", {}, nameOf(repository)), element("span", { class: "numbers" }, numbersOf(repository)));
  repositoryOfMember.set(link, repository);
  return [
    link,
    note === "" ? "" : element("p", { class: "note" }, element("bdi", {}, note)),
  ];
}
