export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** A step has failed and been reported; what builds on it cannot be tried. */
export class StepFailedError extends Error {
  override readonly name = 'StepFailedError';
}

/** One line for each step, and how many of each kind there were. */
export type Report = {
  /** What the step answers stands behind its name. @throws StepFailedError */
  readonly step: <T>(name: string, run: () => Promise<T>, detail?: (result: T) => string) => Promise<T>;
  readonly leftOut: (name: string, reason: string) => void;
  /** Steps that build on each other: the first that fails ends them, and the run goes on behind them. @returns whether all were well */
  readonly part: (title: string, run: () => Promise<void>) => Promise<boolean>;
  readonly count: () => Count;
};

const detailLengthMax = 600;

const line = (verdict: string, name: string, detail: string): string =>
  `${verdict.padEnd(8)}  ${name}${detail === '' ? '' : `: ${detail.slice(0, detailLengthMax).trimEnd()}`}`;

export const createReport = (tell: (text: string) => void): Report => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const step: Report['step'] = async (name, run, detail = () => '') => {
    try {
      const result = await run();
      tell(line('ok', name, detail(result)));
      counts.passed += 1;
      return result;
    } catch (error) {
      tell(line('failed', name, (error as Error).message));
      counts.failed += 1;
      throw new StepFailedError(name, { cause: error });
    }
  };
  return {
    step,
    leftOut: (name, reason) => {
      counts.skipped += 1;
      tell(line('left out', name, reason));
    },
    part: async (title, run) => {
      tell(`\n${title}`);
      try {
        await run();
        return true;
      } catch (error) {
        if (error instanceof StepFailedError) return false;
        // Something between two steps broke, which is a failure as well.
        await step('between the steps', () => Promise.reject(error as Error)).catch(() => undefined);
        return false;
      }
    },
    count: () => ({ ...counts }),
  };
};
