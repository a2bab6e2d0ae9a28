// What the browser keeps for this page from one visit to the next. It may refuse to: then the page works, and says so.

/** The text that was kept under a name; null when there is none. */
export function kept(name) {
  try {
    return localStorage.getItem(`manifest-migrator.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a text under a name; false when the browser does not. */
export function keep(name, text) {
  try {
    localStorage.setItem(`manifest-migrator.${name}`, text);
    return true;
  } catch {
    return false;
  }
}

/** Calls `act` with the new text when another window changes what is kept under a name. */
export function onKeptElsewhere(name, act) {
  addEventListener("storage", event => {
    if (event.key === `manifest-migrator.${name}` && event.newValue !== null) act(event.newValue);
  });
}
