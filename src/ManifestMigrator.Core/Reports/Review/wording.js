// Which words of a removed line and the added line in its place differ.

const word = /[\p{L}\p{N}_$]+|\s+|./gsu;
const mostWords = 300;
const leastLikeness = 0.4;

/** Pairs each removed line with the added line that most likely took its place, in order; gives [indexOfRemoved, indexOfAdded] pairs. */
export function pairs(removed, added) {
  if (removed.length * added.length > 2500) return [];

  // best[i][j] is the greatest likeness of removed lines from i on with added lines from j on.
  const likenesses = removed.map(left => added.map(right => likeness(left, right)));
  const best = Array.from({ length: removed.length + 1 }, () => new Float64Array(added.length + 1));
  for (let i = removed.length - 1; i >= 0; i--)
    for (let j = added.length - 1; j >= 0; j--)
      best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], likenesses[i][j] + best[i + 1][j + 1]);

  const found = [];
  for (let i = 0, j = 0; i < removed.length && j < added.length;) {
    if (best[i][j] === best[i + 1][j]) i++;
    else if (best[i][j] === best[i][j + 1]) j++;
    else found.push([i++, j++]);
  }
  return found;
}

/** The ranges [start, end) of two lines that are not in the other one. */
export function changedRanges(before, after) {
  const left = before.match(word) ?? [];
  const right = after.match(word) ?? [];
  const kept = commonWords(left, right);
  const found = [ranges(left, new Set(kept.map(([i]) => i))), ranges(right, new Set(kept.map(([, j]) => j)))];
  const shown = [withoutBlanks(before, found[0]), withoutBlanks(after, found[1])];
  return shown[0].length + shown[1].length > 0 ? shown : found;
}

// Other blanks are worth a mark only where nothing else is another.
function withoutBlanks(line, found) {
  return found.filter(([from, to]) => line.slice(from, to).trim() !== "");
}

// From 0, no likeness at all, to 1 and more: the part of the words in common, and more of it where the lines begin with the same one.
function likeness(before, after) {
  const left = wordsOf(before);
  const right = wordsOf(after);
  if (left.length === 0 || right.length === 0) return left.length === right.length && before.trimEnd().replace(/,$/, "") === after.trimEnd().replace(/,$/, "") ? 1 : 0;

  const counts = new Map();
  for (const each of left) counts.set(each, (counts.get(each) ?? 0) + 1);
  let common = 0;
  for (const each of right) {
    const rest = counts.get(each) ?? 0;
    if (rest > 0) common += each.length;
    counts.set(each, rest - 1);
  }
  const part = common / Math.max(left.join("").length, right.join("").length);
  return left[0] === right[0] ? 0.5 + part : part >= leastLikeness ? part : 0;
}

// The words of a line, those of a name like vendorLink or vendor_link apart.
function wordsOf(line) {
  return (line.slice(0, 2000).match(/\p{Lu}?\p{Ll}+|\p{Lu}+|\p{L}|\p{N}+/gu) ?? []).map(each => each.toLowerCase());
}

// The longest common subsequence as pairs of indices.
function commonWords(left, right) {
  if (left.length > mostWords || right.length > mostWords) return commonEnds(left, right);

  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i][j] = left[i] === right[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);

  const found = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) found.push([i++, j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
    else j++;
  }
  return found;
}

function commonEnds(left, right) {
  const found = [];
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) found.push([head, head++]);
  for (let tail = 1; tail <= shorter - head && left.at(-tail) === right.at(-tail); tail++) found.push([left.length - tail, right.length - tail]);
  return found;
}

function ranges(all, kept) {
  const found = [];
  let at = 0;
  all.forEach((each, index) => {
    if (!kept.has(index)) {
      if (found.at(-1)?.[1] === at) found.at(-1)[1] = at + each.length;
      else found.push([at, at + each.length]);
    }
    at += each.length;
  });
  return found;
}
