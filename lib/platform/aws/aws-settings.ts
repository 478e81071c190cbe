import { createHash } from 'node:crypto';
import * as z from 'zod';
import { createHttp } from '../system/http.fetch.ts';
import { systemClock } from '../system/clock.system.ts';
import { createIds } from '../system/ids.system.ts';
import type { Ids, Platform, Timekeeper } from '../ports.ts';
import { type Installation, type Names, namesOf, stagePattern } from './names.ts';

/** What every port of the AWS engine is opened with. */
export type AwsParts = {
  readonly installation: Installation;
  readonly names: Names;
  readonly clock: Timekeeper;
  readonly ids: Ids;
  /** Queues, and dead-letter queues of queues, that keep order. */
  readonly isFifo: (queue: string) => boolean;
  /** Variables of the process, for settings of single ports. */
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Opens some of the ports. A function's bundle holds only the openers that its needs name. */
export type PortOpener = (parts: AwsParts) => Partial<Platform>;

const Environment = z.object({
  WAYBILL_STAGE: z.string().regex(stagePattern),
  WAYBILL_ACCOUNT: z.string().regex(/^\d{12}$/),
  AWS_REGION: z.string().min(1),
});

const partitionOf = (region: string): string => (region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');

/** Which installation this function belongs to. @throws Error that names the variable which is missing or wrong */
export const installationFrom = (env: Readonly<Record<string, string | undefined>>): Installation => {
  const parsed = Environment.safeParse(env);
  if (!parsed.success)
    throw new Error(`The environment is not set up: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
  const { WAYBILL_STAGE: stage, WAYBILL_ACCOUNT: account, AWS_REGION: region } = parsed.data;
  return { stage, account, region, partition: partitionOf(region) };
};

/** @param fifoQueues names of the queues that keep order */
export const awsParts = (
  installation: Installation,
  fifoQueues: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): AwsParts => ({
  installation,
  names: namesOf(installation),
  clock: systemClock,
  ids: createIds(systemClock),
  isFifo: (queue) => fifoQueues.includes(queue.replace(/-dlq$/, '')),
  env,
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A port was called that the function does not declare, so its bundle has no client for it and its role no right. */
export class PortNotOpenedError extends Error {
  override readonly name = 'PortNotOpenedError';
}

const closed = (port: string): never => {
  throw new PortNotOpenedError(`The port ${port} is not opened; lib/function-needs.ts names what this function needs`);
};
const closedPort = (port: string): unknown => new Proxy({}, { get: (_, method) => closed(`${port}.${String(method)}`) });

const portNames = ['ledger', 'views', 'vault', 'bus', 'workflows', 'timers', 'blobs', 'keys', 'secrets', 'parameters', 'models'] as const;

/** The platform of one process in AWS, with the ports that the openers open. */
export const openAwsPorts = (parts: AwsParts, observability: Platform['observability'], openers: readonly PortOpener[]): Platform => {
  const opened = Object.assign({}, ...openers.map((open) => open(parts))) as Partial<Platform>;
  const closedPorts = Object.fromEntries(portNames.map((port) => [port, closedPort(port)])) as Pick<Platform, (typeof portNames)[number]>;
  return {
    queue: (name) => closed(`queue ${name}`),
    ...closedPorts,
    http: createHttp(),
    ...opened,
    clock: parts.clock,
    ids: parts.ids,
    sha256,
    place: { environment: 'live', stage: parts.installation.stage },
    observability,
  };
};
