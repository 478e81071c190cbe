/** Keeps calling `step` while it finds work; otherwise sleeps until woken or until the interval has passed. */
export type Pump = {
  readonly wake: () => void;
  /** Waits for the step under way; no other begins. */
  readonly stop: () => Promise<void>;
  /** True while a step runs or another is due. */
  readonly busy: () => boolean;
};

export type PumpOptions = {
  /** @returns whether there may be more to do at once */
  readonly step: () => Promise<boolean>;
  /** Milliseconds between looks when nothing wakes the pump: covers delays, and writers in other processes. */
  readonly idleMs: number;
  /** Steps side by side, default 1. */
  readonly concurrency?: number;
  readonly onError: (error: unknown) => void;
};

export const startPump = ({ step, idleMs, concurrency = 1, onError }: PumpOptions): Pump => {
  let stopped = false;
  let running = 0;
  let wanted = true;
  let timer: NodeJS.Timeout | undefined;
  const ended: (() => void)[] = [];

  const run = async (): Promise<void> => {
    running += 1;
    let more = false;
    try {
      more = await step();
    } catch (error) {
      onError(error);
    }
    running -= 1;
    if (more) wanted = true;
    advance();
  };

  const advance = (): void => {
    if (stopped) {
      if (running === 0) for (const resolve of ended.splice(0)) resolve();
      return;
    }
    clearTimeout(timer);
    if (wanted && running < concurrency) {
      wanted = false;
      void run();
    }
    // Also beside a step under way, which may be waiting for somebody slow.
    timer = setTimeout(wake, idleMs);
  };

  const wake = (): void => {
    wanted = true;
    advance();
  };

  setImmediate(advance);
  return {
    wake,
    busy: () => running > 0 || wanted,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      if (running > 0) await new Promise<void>((resolve) => ended.push(resolve));
    },
  };
};
