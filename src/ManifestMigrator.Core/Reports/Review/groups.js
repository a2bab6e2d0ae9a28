import { keep, kept } from "./storage.js";
import { plans } from "./repositories.js";

const seenPlace = `seen.${plans}`;
const seen = new Set(readSeen());

/**
 * Repositories of a group stand together, once; the rest stand alone. Each entry keeps the place of its first repository.
 * An entry is { group, repositories }; `group` is empty for a repository alone.
 */
export function grouped(repositories) {
  return [...Map.groupBy(repositories, repository => repository.group)].map(([group, members]) => ({ group: members.length > 1 ? group : "", repositories: members }));
}

/** Each repository on its own. */
export function ungrouped(repositories) {
  return repositories.map(alone);
}

export function alone(repository) {
  return { group: "", repositories: [repository] };
}

/** Remembers that somebody has looked at this entry. */
export function markSeen({ group, repositories }) {
  const before = seen.size;
  seen.add(repositories[0].group);
  if (group === "") seen.add(repositories[0].key);
  if (seen.size > before) keep(seenPlace, JSON.stringify([...seen]));
}

/** Whether somebody has looked at an entry of the list. */
export function isSeen({ group, repositories }) {
  return seen.has(group === "" ? repositories[0].key : group);
}

/** Whether somebody has looked at a repository of the same group. */
export function isOneOfItsGroupSeen(repository) {
  return seen.has(repository.group);
}

function readSeen() {
  try {
    const names = JSON.parse(kept(seenPlace) ?? "[]");
    return Array.isArray(names) ? names : [];
  } catch {
    return [];
  }
}
