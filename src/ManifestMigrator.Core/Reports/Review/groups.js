import { planned } from "./repositories.js";

const numbers = new Map();
for (const { alike } of planned) numbers.set(alike, (numbers.get(alike) ?? 0) + 1);

/**
 * Repositories with the same change stand together, once; the rest stand alone. Each entry keeps the place of its first repository.
 * An entry is { alike, repositories }; `alike` is empty for a repository alone.
 */
export function grouped(repositories) {
  const entries = new Map();
  for (const repository of repositories) {
    const name = repository.alike === "" ? repository.key : repository.alike;
    if (!entries.has(name)) entries.set(name, { alike: repository.alike, repositories: [] });
    entries.get(name).repositories.push(repository);
  }
  return [...entries.values()].map(entry => entry.repositories.length > 1 ? entry : { alike: "", repositories: entry.repositories });
}

/** How many repositories of the run have the same change. */
export function countAlike(alike) {
  return numbers.get(alike) ?? 0;
}

/** Each repository on its own. */
export function ungrouped(repositories) {
  return repositories.map(repository => ({ alike: "", repositories: [repository] }));
}

/** Those of a group in which something was found that was not found in all of them: each deserves a look of its own. */
export function exceptions(repositories) {
  const shared = sharedCodes(repositories);
  return repositories.filter(repository => worthALook(repository).some(finding => !shared.has(finding.code)));
}

/** What was found in a repository, worth a look, and not in all others of its group. */
export function ownFindings(repository, repositories) {
  const shared = sharedCodes(repositories);
  return worthALook(repository).filter(finding => !shared.has(finding.code));
}

function sharedCodes(repositories) {
  return repositories.reduce((shared, { codes }) => new Set(codes.filter(code => shared.has(code))), new Set(repositories[0].codes));
}

function worthALook(repository) {
  return [...repository.findings, ...repository.manifests.flatMap(manifest => manifest.findings)].filter(finding => finding.severity !== "info");
}
