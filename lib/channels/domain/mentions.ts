/** What a payload may be searched for when a person asks to be forgotten and nothing else tells whose it is. */
export type PersonTraits = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Ids that the channel gave the person and their orders. */
  readonly ids?: readonly string[];
};

// Fewer digits are no telephone number that could tell one person from another.
const phoneDigitsMin = 7;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Whether a text names the person: by e-mail in any case, by phone however it is spaced, or by an id that stands alone. */
export const mentionsPerson = (text: string, traits: PersonTraits): boolean => {
  const email = traits.email?.trim().toLowerCase() ?? '';
  if (email !== '' && text.toLowerCase().includes(email)) return true;
  const digits = (traits.phone ?? '').replace(/\D/g, '');
  if (digits.length >= phoneDigitsMin && new RegExp(`(?<!\\d)${digits.split('').join('[ ().\\-/]{0,2}')}(?!\\d)`).test(text)) return true;
  return (traits.ids ?? []).some((id) => id !== '' && new RegExp(`(?<![\\w-])${escaped(id)}(?![\\w-])`).test(text));
};
