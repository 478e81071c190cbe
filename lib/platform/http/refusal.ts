/** One thing wrong with an input: where, what, and what would be allowed. */
export type FieldProblem = { readonly field: string; readonly code: string; readonly message: string };

export type RefusalKind =
  | 'invalid-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'too-large'
  | 'rejected'
  | 'too-many-requests'
  | 'unavailable';

/** An expected refusal of a use case. `code` is stable and kebab-case; clients and tests match on it. */
export type Refusal = {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly FieldProblem[];
  /** Facts a caller needs to react, in camelCase; shown in the answer. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
};

/** The one table from kind of refusal to HTTP status; the domain knows no status. */
export const statusOf: Readonly<Record<RefusalKind, number>> = {
  'invalid-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-large': 413,
  rejected: 422,
  'too-many-requests': 429,
  unavailable: 503,
};

export const notFound = (what: string): Refusal => ({ kind: 'not-found', code: `${what}-not-found`, message: `There is no such ${what}.` });

export const invalidInput = (problems: readonly FieldProblem[]): Refusal => ({
  kind: 'invalid-input',
  code: 'invalid-input',
  message: problems.length === 1 ? `${problems[0]?.field}: ${problems[0]?.message}` : `${problems.length} fields are not as they must be.`,
  problems,
});
