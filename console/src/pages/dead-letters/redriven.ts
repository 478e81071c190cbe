import { ProblemError } from '../../shared/problem.tsx';

/** What came of sending letters back. */
export type Redriven = { readonly queue: string; readonly redriven: number; readonly failed: number };

/** Sending back that moved nothing is a refusal for whoever pressed the button. @throws ProblemError */
export const refuseNothingSent = (redriven: Redriven): Redriven => {
  if (redriven.redriven > 0) return redriven;
  throw new ProblemError(
    redriven.failed > 0
      ? {
          status: 0,
          code: 'failed-again',
          title: 'It failed again',
          detail: 'It was handled once more, with the same end, and stays where it is. The cause has to be mended first.',
        }
      : {
          status: 0,
          code: 'nothing-sent-back',
          title: 'Nothing was sent back',
          detail: 'The letter is gone already, or somebody is looking at it at this moment. Try again in half a minute.',
        },
  );
};
