import { count } from "./text.js";
import { emptyFilter, isEmpty, matches } from "./filter.js";
import { describeRun, drawFacets, showChosen } from "./overview.js";
import { repositories } from "./repositories.js";
import { row } from "./list.js";

const rows = repositories.map(repository => ({ repository, row: row(repository) }));
const filter = emptyFilter();
const words = document.getElementById("words");

describeRun();
drawFacets(filter, show);
document.getElementById("repositories").append(...rows.map(each => each.row));
show();
document.getElementById("review").hidden = false;

words.addEventListener("input", () => {
  filter.words = words.value;
  show();
});

document.getElementById("clear").addEventListener("click", () => {
  words.value = filter.words = "";
  for (const values of filter.chosen.values()) values.clear();
  show();
});

document.getElementById("open").addEventListener("click", () => {
  for (const each of rows) if (!each.row.hidden) each.row.open = true;
});

document.getElementById("close").addEventListener("click", () => {
  for (const each of rows) each.row.open = false;
});

function show() {
  let shown = 0;
  for (const each of rows) {
    each.row.hidden = !matches(filter, each.repository);
    if (!each.row.hidden) shown++;
  }
  showChosen(filter);
  document.getElementById("clear").disabled = isEmpty(filter);
  document.getElementById("nothing").hidden = shown > 0 || rows.length === 0;
  document.getElementById("shown").textContent =
    `${shown.toLocaleString("en")} of ${count(rows.length, "repository", "repositories")}, highest risk first`;
}
