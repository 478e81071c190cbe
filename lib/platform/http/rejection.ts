import type { Refusal } from './refusal.ts';

/** A domain rejection as a refusal. Codes ending in `-not-found` are 404, so that they never tell more than that. */
export const refuse = <R extends { readonly code: string }>(rejection: R, describe: (rejection: R) => string): Refusal => {
  const { code, ...data } = rejection;
  return {
    kind: code.endsWith('-not-found') ? 'not-found' : code.endsWith('-conflict') ? 'conflict' : 'rejected',
    code,
    message: describe(rejection),
    ...(Object.keys(data).length > 0 ? { data } : {}),
  };
};
