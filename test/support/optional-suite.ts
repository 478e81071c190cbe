import { describe } from 'vitest';

/** Something that a suite needs and that `npm ci` does not bring. */
export type Requirement = {
  /** What is missing, as half a sentence; undefined when nothing is. */
  readonly missing: string | undefined;
  /** Command that installs it. */
  readonly install: string;
};

/** Set where every suite has to run, as in continuous integration: what is missing then fails the suite. */
const requiresAll = (): boolean => process.env['WAYBILL_REQUIRE_ALL_SUITES'] === '1';

/** The line that tells of a suite that did not run. */
export const notRunLine = (suite: string, { missing, install }: Requirement): string =>
  `SUITE NOT RUN: ${suite}: ${missing}. To run it: ${install}`;

/**
 * Whether a suite can run; says so loudly when it cannot.
 * @throws Error when it cannot and every suite has to
 */
export const canRun = (suite: string, requirement: Requirement): boolean => {
  if (requirement.missing === undefined) return true;
  const line = notRunLine(suite, requirement);
  if (requiresAll()) throw new Error(line);
  console.error(line);
  return false;
};

/** A suite that is left out, and counted as left out, where what it needs is missing. */
export const describeOptional = (suite: string, requirement: Requirement, define: () => void): void => {
  // Name and content are the caller's.
  // oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback
  describe.runIf(canRun(suite, requirement))(suite, define);
};
