import { count, element, excerpt } from "./text.js";
import { details } from "./details.js";
import { impacts, statuses } from "./words.js";

const contentOf = new WeakMap();

// What is open is written when it comes near the window, so that opening two thousand costs no more than opening one.
const nearWindow = new IntersectionObserver(write, { rootMargin: "100% 0px" });

addEventListener("beforeprint", () => {
  for (const body of document.querySelectorAll("details[open] > .body")) fill(body);
});

/** The line of one repository, closed; its details are written when somebody opens it. */
export function row(repository) {
  const body = element("div", { class: "body" });
  contentOf.set(body, repository);
  const created = element("details", { class: `repository ${repository.status}` }, summary(repository), body);
  created.addEventListener("toggle", () => created.open ? nearWindow.observe(body) : nearWindow.unobserve(body));
  return created;
}

function write(entries) {
  for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
}

function fill(body) {
  nearWindow.unobserve(body);
  if (!contentOf.has(body)) return;
  body.append(details(contentOf.get(body)));
  contentOf.delete(body);
}

function summary(repository) {
  const slash = repository.repository.lastIndexOf("/") + 1;
  return element("summary", {},
    element("span", { class: `status ${repository.status}` }, repository.status),
    element("span", { class: "identity" },
      element("bdi", { class: "owner" }, excerpt(repository.repository.slice(0, slash))),
      element("bdi", { class: "name" }, excerpt(repository.repository.slice(slash)))),
    element("span", { class: "traits" },
      element("span", { class: "impacts" },
        repository.impacts.map(impact => element("span", { class: `impact impact-${impact}`, title: impacts[impact] }, impact))),
      element("span", { class: "forms" }, repository.forms.join(", "))),
    element("span", { class: "numbers" },
      repository.errors > 0 ? element("span", { class: "errors" }, count(repository.errors, "error")) : "",
      repository.warnings > 0 ? element("span", { class: "warnings" }, count(repository.warnings, "warning")) : "",
      repository.changes > 0 ? element("span", { class: "lines" },
        element("span", { class: "plus" }, `+${repository.linesAdded}`), " ",
        element("span", { class: "minus" }, `−${repository.linesRemoved}`)) : ""),
    gist(repository));
}

function gist(repository) {
  if (repository.status === "migrated" || repository.status === "current") return "";
  return element("bdi", { class: "gist" }, excerpt(repository.message || statuses[repository.status]));
}
