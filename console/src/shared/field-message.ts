import { notSent, ProblemError } from './problem.tsx';

/** What a refusal says of a field, by any of the names that the API may have for it. */
export type MessageOf = (...fields: readonly string[]) => string | undefined;

export const fieldMessage = (error: unknown, ...fields: readonly string[]): string | undefined => {
  if (!(error instanceof ProblemError)) return undefined;
  const found = (error.problem.problems ?? []).filter(({ field }) => fields.includes(field)).map(({ message }) => message);
  return found.length === 0 ? undefined : found.join('; ');
};

export type FieldProblem = { readonly field: string; readonly message: string };

/** Whether the form itself has refused, before anything was sent. */
export const isNotSent = (error: unknown): boolean => error instanceof ProblemError && error.problem.code === notSent;

/** What stands at the end of a form: all of what the API says, and of the form's own words only that they stand beside the fields. */
export const summaryOf = (error: unknown): unknown => {
  if (!(error instanceof ProblemError) || !isNotSent(error)) return error;
  const { problems: _besideTheFields, ...problem } = error.problem;
  return new ProblemError(problem);
};

/** Leads to the first field that was refused; on a phone it may be far up. */
export const focusRefused = (form: HTMLElement | null): void => {
  // Once the messages have been drawn.
  setTimeout(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
};

/** What can be told of the fields without asking the API, in the form that its refusals have. */
export const inputError = (problems: readonly FieldProblem[]): ProblemError =>
  new ProblemError({
    status: 400,
    code: notSent,
    title: problems.length === 1 ? 'One field needs another look' : `${problems.length} fields need another look`,
    detail: 'Nothing was sent. What is wrong stands beside each field.',
    problems,
  });
