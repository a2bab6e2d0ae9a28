// The run as PageData.cs writes it: JSON texts on a line each, in compressed blocks of base64.

const dataElement = document.getElementById("data");
const encodedBlocks = dataElement.textContent.trim().split("\n");
dataElement.remove();
const jsonLines = (await Promise.all(encodedBlocks.map(inflated))).flatMap(text => text.slice(0, -1).split("\n"));

/** What is known about the run; `started` is when it began, `served_folder` is there when a server sent the page that saves the decisions. */
export const run = { ...JSON.parse(jsonLines.shift()), started: dataElement.dataset.started };

/** Counts over the whole run, and the digest of all it plans. */
export const totals = JSON.parse(jsonLines.pop());

/** A row for each repository, and the text of its details. */
export const records = Array.from({ length: jsonLines.length / 2 }, (_, index) => ({ row: JSON.parse(jsonLines[2 * index]), text: jsonLines[2 * index + 1] }));

async function inflated(block) {
  const bytes = Uint8Array.fromBase64?.(block) ?? Uint8Array.from(atob(block), character => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}
