import { readFileSync } from 'node:fs';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { expect, it } from 'vitest';
import { stack } from '../../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../../lib/platform/ports.ts';

const platform = {
  observability: { logger: new Logger({ logLevel: 'SILENT' }), metrics: new Metrics({ namespace: 'Test' }) },
} as Partial<Platform> as Platform;

const contextWith = (remainingMs: number): Context =>
  ({ functionName: 'slow', awsRequestId: '1', getRemainingTimeInMillis: () => remainingMs }) as Partial<Context> as Context;

type Retry = { readonly ErrorEquals: readonly string[] };
type State = { readonly Resource?: string; readonly Retry?: readonly Retry[] };

const statesOf = (value: unknown): readonly State[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(statesOf);
  return 'Type' in value ? [value as State, ...inner] : inner;
};

const errorOf = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    () => expect.unreachable('it ran out of its time'),
    (error: Error) => error,
  );

it('a function that runs out of its time fails under a name with which every workflow tries it again', async () => {
  const slow = stack(platform, () => new Promise(() => undefined));
  const { name } = await errorOf(slow({}, contextWith(30)));
  for (const machine of ['order-lifecycle', 'shipment-lifecycle']) {
    const definition: unknown = JSON.parse(readFileSync(new URL(`../../../state-machines/${machine}.asl.json`, import.meta.url), 'utf8'));
    const tasks = statesOf(definition).filter(({ Resource }) => Resource?.startsWith('arn:aws:states:::lambda:invoke'));
    expect(tasks.length).toBeGreaterThan(2);
    const retried = tasks.map(({ Retry = [] }) => Retry.flatMap(({ ErrorEquals }) => ErrorEquals));
    expect(retried.filter((names) => !names.includes(name) && !names.includes('States.ALL'))).toEqual([]);
  }
});

it('a function that ends in time answers', async () => {
  const quick = stack(platform, async () => 'done');
  expect(await quick({}, contextWith(1_000))).toBe('done');
});
