import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assumptions } from '../../lib/operations/domain/costs/assumptions.ts';
import { addUsage, type Usage, usageSince } from '../../lib/operations/domain/costs/meters.ts';
import type { StoredBytes } from '../../lib/operations/domain/costs/storage.ts';
import type { Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import { wirings } from '../../lib/wirings.ts';
import { type MeteredInstallation, openMeteredInstallation } from './installation.ts';
import type { Invocations } from './invocation-meter.ts';
import type { Contribution } from './meter.ts';
import { openRetail } from './retail.ts';

/** What orders of one kind took together. */
export type Group = { readonly shipments: 1 | 2; readonly orders: number; readonly usage: Usage };

export type Measurement = {
  readonly orders: number;
  readonly shipments: number;
  readonly groups: readonly Group[];
  readonly usage: Usage;
  readonly contributions: readonly Contribution[];
  readonly invocations: Invocations;
  /** Bytes that these orders have left in storage. */
  readonly stored: StoredBytes;
};

/** Of ten orders three go out in two shipments. */
const splitShare = 0.3;

type Reading = Omit<Measurement, 'orders' | 'shipments' | 'groups'>;

/** Transitions of every execution so far. */
const transitionsOf = async ({ platform, embedded }: Runtime): Promise<number> => {
  let transitions = 0;
  for (const { name: machine } of wirings.flatMap((wiring) => wiring.machines ?? [])) {
    let cursor: string | undefined;
    do {
      const page = await platform.workflows.list({ machine, limit: 100, ...(cursor === undefined ? {} : { cursor }) });
      for (const { executionId } of page.executions) transitions += (await embedded.workflows.trace(executionId))?.transitionCount ?? 0;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return transitions;
};

const read = async ({ runtime, ports, functions, logBytes }: MeteredInstallation): Promise<Reading> => ({
  usage: addUsage(ports.usage(), { 'step-functions.transitions': await transitionsOf(runtime), 'cloudwatch.log-bytes': logBytes() }),
  contributions: ports.contributions(),
  invocations: functions.invocations(),
  stored: ports.stored(),
});

const contributionsSince = (before: readonly Contribution[], after: readonly Contribution[]): readonly Contribution[] => {
  const known = new Map(before.map((one) => [one.record, one]));
  return after
    .map(({ record, writes, writeUnits }) => ({
      record,
      writes: writes - (known.get(record)?.writes ?? 0),
      writeUnits: writeUnits - (known.get(record)?.writeUnits ?? 0),
    }))
    .filter(({ writes }) => writes > 0)
    .toSorted((left, right) => right.writeUnits - left.writeUnits);
};

const difference = <K extends string>(before: Readonly<Record<K, number>>, after: Readonly<Record<K, number>>): Record<K, number> =>
  Object.fromEntries((Object.keys(after) as K[]).map((key) => [key, after[key] - before[key]])) as Record<K, number>;

/** Serves orders of five lines from the request to completion, one after the other, and counts what they took. */
export const measure = async (options: {
  readonly orders: number;
  readonly seed: number;
  readonly assumed: Assumptions;
  readonly tell?: (line: string) => void;
}): Promise<Measurement> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'waybill-costs-'));
  const installation = await openMeteredInstallation(dataDir, options.assumed);
  try {
    const retail = openRetail(installation, options.seed);
    await retail.stockUp();
    options.tell?.('stock is in');
    const before = await read(installation);
    const split = Math.round(options.orders * splitShare);
    const groups: Group[] = [];
    let last = before;
    for (const [shipments, orders] of [
      [1, options.orders - split],
      [2, split],
    ] as const) {
      for (let order = 0; order < orders; order += 1) await retail.serve(shipments);
      const now = await read(installation);
      groups.push({ shipments, orders, usage: usageSince(last.usage, now.usage) });
      last = now;
      options.tell?.(`${orders} orders in ${shipments} shipment${shipments === 1 ? '' : 's'} are completed`);
    }
    return {
      orders: options.orders,
      shipments: options.orders + split,
      groups: groups.filter(({ orders }) => orders > 0),
      usage: usageSince(before.usage, last.usage),
      contributions: contributionsSince(before.contributions, last.contributions),
      invocations: difference(before.invocations, last.invocations),
      stored: difference(before.stored, last.stored),
    };
  } finally {
    await installation.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
