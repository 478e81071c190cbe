/**
 * Why a definition was not loaded. `invalid`: Step Functions would refuse it too. `unsupported`: it is valid there, but
 * uses something that this engine does not have.
 */
export type LoadProblem = {
  readonly kind: 'invalid' | 'unsupported';
  /** State names from the outside in, joined by ` / `; empty for the machine itself. */
  readonly state: string;
  /** Field such as `Retry[0].ErrorEquals`; empty when the state as a whole is meant. */
  readonly field: string;
  readonly message: string;
};

export const describeProblem = (problem: LoadProblem): string => {
  const where = [
    problem.state === '' ? 'machine' : `state ${JSON.stringify(problem.state)}`,
    problem.field === '' ? '' : `field ${problem.field}`,
  ];
  return `${problem.kind}: ${where.filter((part) => part !== '').join(', ')}: ${problem.message}`;
};

/** A definition that this engine cannot run; `problems` says everything that is wrong with it. */
export class MachineLoadError extends Error {
  override readonly name = 'MachineLoadError';
  readonly problems: readonly LoadProblem[];
  constructor(machine: string, problems: readonly LoadProblem[]) {
    super(`State machine ${JSON.stringify(machine)} cannot be loaded: ${problems.map(describeProblem).join('; ')}`);
    this.problems = problems;
  }
}

/** Collects problems, so that one reading of a definition reports all of them. */
export type ProblemSink = {
  readonly problems: LoadProblem[];
  invalid(state: string, field: string, message: string): void;
  unsupported(state: string, field: string, message: string): void;
};

export const createProblemSink = (): ProblemSink => {
  const problems: LoadProblem[] = [];
  return {
    problems,
    invalid: (state, field, message) => void problems.push({ kind: 'invalid', state, field, message }),
    unsupported: (state, field, message) => void problems.push({ kind: 'unsupported', state, field, message }),
  };
};

export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
