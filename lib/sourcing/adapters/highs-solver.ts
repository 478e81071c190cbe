import type * as HighsModule from 'highs';
import type { ProgrammeSolver } from '../app/sourcing.ports.ts';
import { solverAddress } from './highs-files.ts';

// HiGHS (MIT), compiled to WebAssembly: 3.5 MB that only a process loads which meets an order too large for the exact search.

type Highs = Awaited<ReturnType<typeof loadHighs>>;

const loadHighs = async () => {
  const loaded = (await import(solverAddress())) as { readonly default: typeof HighsModule.default.default };
  return loaded.default();
};

let instance: Promise<Highs> | undefined;
let hurries = true;

/**
 * Loads the solver of this process, and from now on it takes the time it needs: for runs on virtual time, where neither the pace of
 * the computer nor what it reads from a disk may decide what happens.
 */
export const useSolverWithoutHaste = async (): Promise<void> => {
  hurries = false;
  instance ??= loadHighs();
  await instance;
};

/** Solves mixed-integer programmes within a time. One instance serves a process; one that has broken is replaced. */
export const highsSolver: ProgrammeSolver = {
  solve: async (programme, withinMs) => {
    instance ??= loadHighs();
    try {
      const highs = await instance;
      const { Status, ObjectiveValue, Columns } = highs.solve(programme, {
        output_flag: false,
        ...(hurries ? { time_limit: withinMs / 1_000 } : {}),
        mip_rel_gap: 0,
        mip_abs_gap: 0.5,
        random_seed: 1,
      });
      if (Status !== 'Optimal' && Status !== 'Time limit reached') return undefined;
      const valueOf = (name: string): number => {
        const column = Columns[name];
        return column && 'Primal' in column ? column.Primal : 0;
      };
      return { valueOf, lowest: Status === 'Optimal' ? ObjectiveValue : undefined };
    } catch (error) {
      instance = undefined;
      throw error;
    }
  },
};
