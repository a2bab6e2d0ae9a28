import { element } from "./text.js";

// What people who use the konnector notice: its account form and its schedule.

// The labels readers have a text of their own for.
const known = {
  answer: "Answer", birthdate: "Birth date", branchName: "Branch", code: "Code", date: "Date", email: "Email", firstname: "First name", lastname: "Last name",
  login: "Login", password: "Password", phone: "Phone",
};

const signs = { password: "••••••••", dropdown: "▾", date: "dd/mm/yyyy", checkbox: "☐" };

/** The account form as people who use the konnector see it, before and after. */
export function accountForm({ before, after }) {
  return element("section", {},
    element("div", { class: "heading" }, element("h3", {}, "Account form ", element("small", {}, "as people see it"))),
    element("div", { class: "forms-drawn" }, drawn("Before", before, after, "gone"), drawn("After", after, before, "new")));
}

/** The fields of an account form in one line. */
export function formLine(fields) {
  return fields.length === 0 ? element("span", {}, "no fields") : element("span", {}, fields.map((each, index) => [index > 0 ? ", " : "", label(each)]));
}

function drawn(title, fields, others, word) {
  return element("div", { class: "form-drawn" },
    element("h4", {}, title),
    fields.length === 0 ? element("p", { class: "none-of-it" }, "No fields.") : element("ol", {}, fields.map(each => field(each, others.find(other => other.name === each.name), word))));
}

function field(each, other, word) {
  const isSame = JSON.stringify(each) === JSON.stringify(other);
  const note = isSame ? "" : other === undefined ? word : "changed";
  return element("li", { class: `field ${note}` },
    element("span", { class: "field-label" }, label(each),
      each.required ? element("span", { class: "required" }, " required") : element("span", { class: "optional" }, " optional"),
      each.advanced ? element("span", { class: "optional" }, " advanced") : "",
      note === "" ? "" : element("span", { class: "field-note" }, note)),
    element("span", { class: `field-box ${each.type === "hidden" ? "hidden-field" : ""}` },
      element("span", {}, each.type === "hidden" ? "not shown" : each.options ? each.options.join(" / ") : signs[each.type] ?? ""),
      element("span", { class: "field-type" }, each.type)));
}

function label({ name, label: standard, labels }) {
  const language = labels && ("en" in labels ? "en" : Object.keys(labels)[0]);
  const text = standard ? known[standard] ?? standard : language ? labels[language] : "";
  return [
    text === "" ? "" : [element("bdi", { class: "field-text" }, text), " "],
    element("code", {}, name),
    language && language !== "en" ? [" ", element("span", { class: "optional" }, language)] : "",
  ];
}

/** When the konnector runs, before and after. */
export function schedule({ before, after }) {
  return element("section", {},
    element("div", { class: "heading" }, element("h3", {}, "Schedule")),
    element("p", { class: "schedule" },
      element("del", {}, when(before)), element("span", { "aria-hidden": "true" }, " → "), element("span", { class: "unseen" }, " becomes "), element("ins", {}, when(after))));
}

/** A schedule in words. */
export function when({ frequency, from_hour: from, to_hour: to }) {
  return frequency === "hourly" ? "every hour" : `${frequency}, between ${hour(from)} and ${hour(to)}`;
}

function hour(number) {
  const minutes = Math.round(number * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
