import { fromEpochMs } from '../../kernel/instant.ts';
import { createIds } from '../system/ids.system.ts';
import { type Item, type Page, type Platform, UnavailableError } from '../ports.ts';
import type { Faults } from './faults.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import { RefusedForNowError } from './table.capacity.ts';

/** One process of the product: it has a clock and ids of its own, and everything it asks of the machine takes time. */
export type Process = {
  readonly name: string;
  readonly platform: Platform;
  readonly isDead: () => boolean;
  /** Ends the process where it stands; `onDeath` hears of it. */
  readonly kill: () => void;
};

export type ProcessParts = {
  readonly name: string;
  readonly machine: Platform;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: Random;
  readonly onDeath: () => void;
  /** Moment of the deployment whose code this process runs; states stored before it are of another shape. */
  readonly deployedAt: string | undefined;
};

const callMs = { from: 1, to: 15 } as const;
const delayMs = { from: 200, to: 8_000 } as const;
const dropMs = 3_000;
const skewMs = 2_000;
const triesMax = 4;

type PortName = 'ledger' | 'views' | 'vault' | 'bus' | 'workflows' | 'timers' | 'blobs' | 'keys' | 'secrets' | 'parameters';
const portNames: readonly PortName[] = ['ledger', 'views', 'vault', 'bus', 'workflows', 'timers', 'blobs', 'keys', 'secrets', 'parameters'];

type Method = (...args: readonly unknown[]) => Promise<unknown>;

const subjectOf = ([first]: readonly unknown[]): string => {
  if (typeof first === 'string') return first.length > 60 ? '' : first;
  const {
    PK,
    SK = '',
    item,
    key,
  } = ((Array.isArray(first) ? first[0] : first) ?? {}) as {
    readonly PK?: string;
    readonly SK?: string;
    readonly item?: Item;
    readonly key?: Item;
  };
  const at = item ?? key;
  if (at) return `${at.PK} ${at.SK}`;
  return PK === undefined ? '' : `${PK} ${SK}`;
};

/** What stands in a commit or snapshot was folded by earlier code; the new code must not take it as it is. */
const asOldShape = (value: unknown, deployedAt: string): unknown => {
  const page = value as Partial<Page> | undefined;
  if (page?.items === undefined) return value;
  return {
    ...page,
    items: page.items.map((item) =>
      typeof item['state_version'] === 'number' && String(item['recorded_at']) < deployedAt ? { ...item, state_version: -1 } : item,
    ),
  };
};

/** How one call reaches the machine, and what becomes of it. */
const createCaller = (parts: ProcessParts, isDead: () => boolean, kill: () => void) => {
  const { name, scheduler, faults, random } = parts;

  const latencyMs = (): number =>
    random.between(callMs.from, callMs.to) + (faults.strikes('delay') ? random.between(delayMs.from, delayMs.to) : 0);

  return (label: string, act: () => Promise<unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const answer = (settle: () => void): void => {
        if (!isDead()) settle();
      };
      const refuse = (why: string): void => answer(() => reject(new UnavailableError(why)));
      const carryOut = async (tries: number): Promise<void> => {
        try {
          const value = await act();
          if (faults.strikes('crash')) kill();
          else if (faults.strikes('lost-reply')) refuse('The answer was lost');
          else answer(() => resolve(value));
        } catch (error) {
          // Adapters repeat by themselves what was refused for the moment.
          if (error instanceof RefusedForNowError && faults.isActive('throttle')) faults.record('throttle');
          if (error instanceof RefusedForNowError && tries < triesMax) send(tries + 1, 100 * 2 ** tries);
          else answer(() => reject(error as Error));
        }
      };
      const arrive = (tries: number): void => {
        if (faults.strikes('crash')) return kill();
        if (faults.outageUntilMs() > scheduler.nowMs()) return refuse('The region does not answer');
        if (faults.strikes('drop')) {
          scheduler.after(dropMs, `${name} gives up on ${label}`, () => refuse('No answer came'));
          return;
        }
        void carryOut(tries);
      };
      const send = (tries: number, waitMs: number): void => {
        scheduler.after(waitMs + latencyMs(), `${name} ${label}${tries > 1 ? ` try ${tries}` : ''}`, () => arrive(tries));
      };
      if (!isDead()) send(1, 0);
    });
};

export const createProcess = (parts: ProcessParts): Process => {
  const { machine, random, faults, scheduler, deployedAt } = parts;
  let dead = false;
  const kill = (): void => {
    if (dead) return;
    dead = true;
    scheduler.note(`${parts.name} dies`);
    parts.onDeath();
  };
  const call = createCaller(parts, () => dead, kill);
  const offMs = faults.isActive('clock-skew') ? random.between(-skewMs, skewMs) : 0;
  if (offMs !== 0) faults.record('clock-skew');
  const clock = {
    now: () => fromEpochMs(scheduler.nowMs() + offMs),
    sleep: (ms: number) => scheduler.sleep(ms, `${parts.name} waits`),
  };

  const reach = <T extends object>(port: T, name: string): T =>
    new Proxy(port, {
      get: (target, method) => {
        const found: unknown = Reflect.get(target, method);
        if (typeof found !== 'function' || typeof method !== 'string') return found;
        return async (...args: readonly unknown[]) => {
          const value = await call(`${name}.${method} ${subjectOf(args)}`, () => (found as Method).apply(target, [...args]));
          return name === 'ledger' && deployedAt !== undefined ? asOldShape(value, deployedAt) : value;
        };
      },
    });

  const ports = Object.fromEntries(portNames.map((name) => [name, reach(machine[name], name)])) as Pick<Platform, PortName>;
  const platform: Platform = {
    ...machine,
    ...ports,
    queue: (name) => reach(machine.queue(name), `queue ${name}`),
    models: reach(machine.models, 'models'),
    http: reach(machine.http, 'http'),
    ...(machine.edge ? { edge: reach(machine.edge, 'edge') } : {}),
    ...(machine.messages ? { messages: reach(machine.messages, 'messages') } : {}),
    clock,
    ids: createIds(clock, random.fork('ids').bytes),
  };
  return { name: parts.name, platform, isDead: () => dead, kill };
};
