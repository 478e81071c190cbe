/** Keys that stand twice in the same JSON object. `JSON.parse` silently keeps the last, which hides a lost state or rule. */
export const findDuplicateKeys = (text: string): readonly string[] => {
  const duplicates: string[] = [];
  // One set of keys per open object, undefined per open array. The text has been parsed before, so it is well-formed.
  const open: (Set<string> | undefined)[] = [];
  const tokenPattern = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let pending: string | undefined;
  for (const [token] of text.matchAll(tokenPattern)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && pending !== undefined) {
      const keys = open.at(-1);
      if (keys?.has(pending)) duplicates.push(pending);
      keys?.add(pending);
    }
    pending = token.startsWith('"') ? (JSON.parse(token) as string) : undefined;
  }
  return duplicates;
};

/**
 * Replaces `${Name}` inside a definition's text, as CloudFormation's definition substitutions do. Values are escaped to
 * stand inside a JSON string.
 * @returns the text, and the names for which no value was given
 */
export const substitute = (
  text: string,
  substitutions: Readonly<Record<string, string>>,
): { readonly text: string; readonly missing: readonly string[] } => {
  const missing = new Set<string>();
  const replaced = text.replace(/\$\{([A-Za-z0-9_.:-]+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(substitutions, name) ? substitutions[name] : undefined;
    if (value === undefined) {
      missing.add(name);
      return whole;
    }
    return JSON.stringify(value).slice(1, -1);
  });
  return { text: replaced, missing: [...missing] };
};
