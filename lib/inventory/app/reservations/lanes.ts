/** Work that is waiting, and the items it is about. */
type Waiting<Work, Answer> = {
  readonly names: readonly string[];
  readonly work: Work;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
};

type Batch<Work, Answer> = { readonly names: Set<string>; readonly waiting: Waiting<Work, Answer>[] };

/** Hands work in. @returns its answer */
export type Lanes<Work, Answer> = (names: readonly string[], work: Work) => Promise<Answer>;

/**
 * Lets the callers of one process take turns on each item, and those who may share a turn go together. Correctness does not
 * rest on it: the conditional write decides among processes. It spares the retries that many buyers of one article would
 * otherwise cause one another.
 *
 * Work keeps its place in the line of every item that it is about, so nobody is passed over for ever and nobody waits in a
 * circle. Work on items with nothing in common is carried out at once.
 * @param parts.carryOut one turn: work that has items in common, in the order of its coming; answers each in the same order
 * @param parts.mayShare whether work on this item may share its turn with other work on it
 * @param parts.shareMax pieces of work in one turn, at least 1
 */
export const createLanes = <Work, Answer>(parts: {
  readonly carryOut: (works: readonly Work[]) => Promise<readonly PromiseSettledResult<Answer>[]>;
  readonly mayShare: (name: string) => boolean;
  readonly shareMax: number;
}): Lanes<Work, Answer> => {
  const busy = new Set<string>();
  /** Items on which nothing new may begin: their turn is taken, or somebody has been waiting for it longer. */
  let claimed = new Set<string>();
  let waiting: Waiting<Work, Answer>[] = [];
  let isPlanned = false;

  const end = (batch: Batch<Work, Answer>): void => {
    for (const name of batch.names) busy.delete(name);
    if (waiting.length === 0) claimed = new Set(busy);
    else plan();
  };

  const run = async (batch: Batch<Work, Answer>): Promise<void> => {
    try {
      const settled = await parts.carryOut(batch.waiting.map(({ work }) => work));
      for (const [index, { resolve, reject }] of batch.waiting.entries()) {
        const own = settled[index];
        if (own?.status === 'fulfilled') resolve(own.value);
        else reject(own ? own.reason : new RangeError('every piece of work is answered'));
      }
    } catch (error) {
      for (const { reject } of batch.waiting) reject(error);
    } finally {
      end(batch);
    }
  };

  /** The batch that a caller comes into, or undefined when there is no room for him in this round. */
  const batchFor = (caller: Waiting<Work, Answer>, batchOf: Map<string, Batch<Work, Answer>>): Batch<Work, Answer> | undefined => {
    if (caller.names.some((name) => claimed.has(name))) return undefined;
    const shared = caller.names.filter((name) => batchOf.has(name));
    if (!shared.every(parts.mayShare)) return undefined;
    const batches = new Set(shared.map((name) => batchOf.get(name) as Batch<Work, Answer>));
    const together = [...batches].flatMap((batch) => batch.waiting);
    if (together.length >= parts.shareMax) return undefined;
    const [first] = batches;
    if (first && batches.size === 1) return first;
    return { names: new Set([...batches].flatMap((batch) => [...batch.names])), waiting: together };
  };

  const beginTurns = (): void => {
    isPlanned = false;
    claimed = new Set(busy);
    const batchOf = new Map<string, Batch<Work, Answer>>();
    const left: Waiting<Work, Answer>[] = [];
    for (const caller of waiting) {
      const batch = batchFor(caller, batchOf);
      if (!batch) {
        left.push(caller);
        for (const name of caller.names) claimed.add(name);
        continue;
      }
      batch.waiting.push(caller);
      for (const name of caller.names) batch.names.add(name);
      for (const name of batch.names) batchOf.set(name, batch);
    }
    waiting = left;
    for (const batch of new Set(batchOf.values())) {
      for (const name of batch.names) {
        busy.add(name);
        claimed.add(name);
      }
      void run(batch);
    }
  };

  const plan = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    // After whoever else comes in this very moment.
    queueMicrotask(beginTurns);
  };

  return (names, work) =>
    new Promise((resolve, reject) => {
      waiting.push({ names, work, resolve, reject });
      if (!names.some((name) => claimed.has(name))) plan();
    });
};
