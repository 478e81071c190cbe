import type { FieldProblem } from './refusal.ts';

/** Deeper than anything we ask for, and shallow enough for every function that walks a body. */
const depthMax = 100;

type Flaw = Pick<FieldProblem, 'code' | 'message'> & { readonly path: readonly string[] };

const flawOf = (value: unknown, depth: number): Flaw | undefined => {
  if (typeof value === 'string') {
    // JSON can escape one, UTF-8 cannot hold it: no store could keep this text.
    return value.isWellFormed()
      ? undefined
      : { path: [], code: 'text-invalid', message: 'must be Unicode text; half of a surrogate pair is none' };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === depthMax) return { path: [], code: 'too-deep', message: `must not be nested more than ${depthMax} levels deep` };
  for (const [key, inner] of Object.entries(value)) {
    const flaw = flawOf(key, depth) ?? flawOf(inner, depth + 1);
    if (flaw) return { ...flaw, path: [key.toWellFormed(), ...flaw.path] };
  }
  return undefined;
};

/** The JSON value of a body in UTF-8, or what keeps it from being one that can be stored. */
export const readJson = (rawBody: Uint8Array): { readonly value: unknown } | { readonly problem: FieldProblem } => {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch (error) {
    return {
      problem: { field: 'body', code: 'not-json', message: `The body must be one JSON value in UTF-8. ${(error as Error).message}` },
    };
  }
  const flaw = flawOf(value, 0);
  return flaw ? { problem: { field: flaw.path.join('.') || 'body', code: flaw.code, message: flaw.message } } : { value };
};
