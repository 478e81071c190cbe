import { AccessDeniedError, CredentialsRefusedError, NoCredentialsError } from './aws-account.ts';

export type FindingStatus = 'ok' | 'warning' | 'problem' | 'not-checked';

/** What one check found. */
export type Finding = {
  /** Such as `bootstrap`; several findings may come from one check. */
  readonly check: string;
  /** `problem`: the deployment or the product will fail on it. `warning`: it works, within the limits that are named. */
  readonly status: FindingStatus;
  readonly message: string;
  /** What to do: a command, a path in the console, or the request to file. */
  readonly action?: string;
};

type Make = (check: string, message: string, action?: string) => Finding;

const maker =
  (status: FindingStatus): Make =>
  (check, message, action) => ({ check, status, message, ...(action === undefined ? {} : { action }) });

export const fine: Make = maker('ok');
export const warning: Make = maker('warning');
export const problem: Make = maker('problem');
export const notChecked: Make = maker('not-checked');

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** What is said of a check that could not be made. */
export const unanswered = (check: string, error: unknown): Finding => {
  if (error instanceof AccessDeniedError) {
    return notChecked(
      check,
      `These credentials may not call ${error.action}.`,
      `Allow ${error.action}, which only reads, or run the check as somebody who may.`,
    );
  }
  if (error instanceof NoCredentialsError) return notChecked(check, 'It needs AWS credentials.');
  if (error instanceof CredentialsRefusedError) return notChecked(check, `AWS refused the credentials: ${firstLine(error.message)}`);
  const reason = error instanceof Error ? `${error.name}: ${firstLine(error.message)}` : String(error);
  return notChecked(check, `AWS did not answer the question. ${reason}`);
};

/** A check never ends the others: what it could not find out is its finding. */
export const guarded = async (check: string, run: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await run();
  } catch (error) {
    return [unanswered(check, error)];
  }
};
