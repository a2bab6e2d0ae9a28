// What the browser keeps for this page from one visit to the next. It may refuse to: then the page works, and says so.

const prefix = "manifest-migrator.";

/** The text that was kept under a name; null when there is none. */
export function kept(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a text under a name; false when the browser does not. */
export function keep(name, text) {
  try {
    localStorage.setItem(prefix + name, text);
    return true;
  } catch {
    return false;
  }
}

/** The names that begin like this and have a text. */
export function keptUnder(beginning) {
  try {
    return Object.keys(localStorage).filter(name => name.startsWith(prefix + beginning)).map(name => name.slice(prefix.length));
  } catch {
    return [];
  }
}

/** Calls `act` with the new text when another window changes what is kept under a name. */
export function onKeptElsewhere(name, act) {
  addEventListener("storage", event => {
    if (event.key === prefix + name && event.newValue !== null) act(event.newValue);
  });
}
