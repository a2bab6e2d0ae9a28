import { element } from "./text.js";

/** When the konnector runs, before and after. */
export function schedule({ before, after }) {
  return element("section", {},
    element("div", { class: "heading" }, element("h3", {}, "Schedule")),
    element("p", { class: "schedule" },
      element("del", {}, when(before)), element("span", { "aria-hidden": "true" }, " → "), element("span", { class: "unseen" }, " becomes "), element("ins", {}, when(after))));
}

/** A schedule in words. */
export function when({ frequency, fromHour, toHour }) {
  return frequency === "hourly" ? "every hour" : `${frequency}, between ${hour(fromHour)} and ${hour(toHour)}`;
}

function hour(number) {
  const minutes = Math.round(number * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
