import type { Problem } from './generated/types.gen.ts';

/** What the API answers from 400 on. `code` is stable: decide by it, show `message`. */
export class WaybillError extends Error {
  override readonly name = 'WaybillError';
  readonly problem: Problem;
  readonly status: number;
  readonly code: string;
  readonly response: Response;

  constructor(problem: Problem, response: Response) {
    super(problem.title);
    this.problem = problem;
    this.status = response.status;
    this.code = problem.code;
    this.response = response;
  }
}
