import { changes, meaning } from "./changes.js";
import { decisionOf, isUndecided } from "./decisions.js";
import { difference } from "./difference.js";
import { addressOfRepository, impactLabels, nameOf, numbersOf, verdict } from "./list.js";
import { element } from "./text.js";
import { exceptions, ownFindings } from "./groups.js";
import { findings } from "./findings.js";
import { heading } from "./details.js";

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
      element("ul", { class: "members" }, apart.map(repository => element("li", {},
        member(repository), findings(ownFindings(repository, repositories)))))),
    element("section", {},
      heading(apart.length === 0 ? "Repositories" : "The others", `${alike.filter(isUndecided).length} of ${alike.length} undecided`, "h2"),
      element("ul", { class: "members columns" }, alike.map(repository => element("li", {}, member(repository))))),
    element("p", { class: "lead example" }, "For example ", element("strong", {}, nameOf(example)), ":"),
    example.manifests.filter(manifest => manifest.changes.length > 0).map(manifest => element("section", { class: "manifest" },
      element("h2", {}, element("bdi", { class: "path" }, manifest.path)), meaning(manifest), changes(manifest), difference(manifest))),
  ].flat(Infinity).filter(part => part !== "");
}

function member(repository) {
  const { note } = decisionOf(repository);
  return [
    element("a", { href: addressOfRepository(repository), class: "member" }, verdict([repository]), element("span", {}, nameOf(repository)), element("span", { class: "numbers" }, numbersOf(repository))),
    note === "" ? "" : element("p", { class: "note" }, element("bdi", {}, note)),
  ];
}
