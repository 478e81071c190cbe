import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isSystemName, type SystemName, systemNames } from './systems.ts';

export type PeersOptions = {
  /** Orders of each run that are measured, at least 1. */
  readonly orders: number;
  /** Orders before them, which are not. */
  readonly warmUp: number;
  readonly clients: number;
  /** Times that every system has its turn. */
  readonly rounds: number;
  readonly only: readonly SystemName[];
  readonly scratch: string;
  readonly json: boolean;
  readonly write?: string;
};

export const usage =
  'npm run bench:peers -- [--orders 120] [--warm-up 80] [--rounds 2] [--clients 8] [--only waybill,vendure,medusa] [--scratch DIR] [--json] [--write docs/peers.md]';

const countOf = (name: string, text: string | undefined, otherwise: number): number => {
  const count = Number(text ?? otherwise);
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`--${name} takes a whole number from 1, not ${String(text)}`);
  return count;
};

/** Reads the command line. @throws Error that says what is wrong with it */
export const parseOptions = (args: readonly string[]): PeersOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string' },
      'warm-up': { type: 'string' },
      rounds: { type: 'string' },
      clients: { type: 'string' },
      only: { type: 'string' },
      scratch: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'string' },
    },
  });
  const asked = values.only?.split(',') ?? [...systemNames];
  const unknown = asked.find((name) => !isSystemName(name));
  if (unknown !== undefined) throw new RangeError(`There is no system ${unknown}; there are ${systemNames.join(', ')}`);
  // A page that compares some of them would look as if it compared all.
  if (values.write !== undefined && values.only !== undefined) throw new RangeError('--write takes every system');
  return {
    orders: countOf('orders', values.orders, 120),
    warmUp: countOf('warm-up', values['warm-up'], 80),
    rounds: countOf('rounds', values.rounds, 2),
    clients: countOf('clients', values.clients, 8),
    only: systemNames.filter((name) => asked.includes(name)),
    scratch: values.scratch ?? join(tmpdir(), 'waybill-peers'),
    json: values.json,
    ...(values.write === undefined ? {} : { write: values.write }),
  };
};
