// What somebody has begun to enter. It stays in the tab, so that a reload loses nothing, and goes with the tab, with the person
// who signs out, and with the next person who opens the page: it may hold a customer's name and address.
const prefix = 'waybill.draft.';

type Stored = { readonly owner: string; readonly value: unknown };

/** @param owner who may see it again; what another one left is wiped */
export const readDraft = (name: string, owner: string): unknown => {
  try {
    const text = sessionStorage.getItem(prefix + name);
    const stored = text === null ? undefined : (JSON.parse(text) as Stored);
    if (stored !== undefined && stored.owner !== owner) wipeDraft(name);
    return stored?.owner === owner ? stored.value : undefined;
  } catch {
    return undefined;
  }
};

export const writeDraft = (name: string, owner: string, value: unknown): void => {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify({ owner, value } satisfies Stored));
  } catch {
    // A browser that keeps nothing loses the draft with a reload, and nothing else.
  }
};

export const wipeDraft = (name: string): void => {
  try {
    sessionStorage.removeItem(prefix + name);
  } catch {
    // Nothing is kept where nothing can be reached.
  }
};

/** For the end of a session. */
export const wipeDrafts = (): void => {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
};
