import type { SimulationOptions, SimulationReport } from './run.ts';

type Run = (options: SimulationOptions) => Promise<SimulationReport>;

const triesMax = 24;

/**
 * Looks for a shorter run that still breaks an invariant: fewer orders first, then fewer kinds of faults. Tries at most 24
 * runs and keeps what took the fewest actions.
 */
export const shrink = async (failing: SimulationReport, options: SimulationOptions, run: Run): Promise<SimulationReport> => {
  let best = { report: failing, options };
  let tries = 0;
  const attempt = async (smaller: SimulationOptions): Promise<boolean> => {
    if (tries >= triesMax) return false;
    tries += 1;
    const report = await run(smaller);
    if (report.violations.length === 0 || report.steps > best.report.steps) return false;
    best = { report, options: smaller };
    return true;
  };
  for (let orders = Math.floor(options.orders / 2); orders >= 1; orders = Math.floor(orders / 2))
    await attempt({ ...best.options, orders });
  for (const kind of options.faults)
    await attempt({ ...best.options, faults: new Set([...best.options.faults].filter((other) => other !== kind)) });
  return best.report;
};
