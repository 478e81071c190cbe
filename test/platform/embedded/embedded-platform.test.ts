import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type EmbeddedPlatform,
  type EmbeddedPlatformOptions,
  openEmbeddedPlatform,
  type WorkflowParts,
} from '../../../lib/platform/embedded/embedded-platform.ts';
import { openEnvSource, variableName } from '../../../lib/platform/embedded/env-file.ts';
import { masterKeyFileName, openLocalKeys } from '../../../lib/platform/embedded/keys.local.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import type { Workflows } from '../../../lib/platform/ports.ts';
import type { ContextWiring } from '../../../lib/platform/wiring.ts';
import { startOfTests, temporaryFolder } from '../../contract/engine.ts';

const wirings: readonly ContextWiring[] = [
  {
    context: 'orders',
    queues: [{ name: 'order-events', handler: 'orders/on-event' }],
    subscriptions: [{ name: 'orders', pattern: { source: ['oms.orders'] }, queue: 'order-events' }],
    streams: [{ name: 'publisher', table: 'ledger', handler: 'platform/publish' }],
  },
];

const observability = {
  logger: new Logger({ serviceName: 'test', logLevel: 'SILENT' }),
  metrics: new Metrics({ namespace: 'Test', serviceName: 'test' }),
  tracer: new Tracer({ serviceName: 'test', enabled: false }),
};

/** Counts starts in the table it was given: enough to see what the platform hands to a workflow engine. */
const countingWorkflows = ({ table }: WorkflowParts): Workflows & { readonly starts: () => Promise<unknown> } => {
  const refuse = async (): Promise<never> => {
    throw new Error('This engine only starts');
  };
  return {
    start: async ({ machine, name }) => {
      await table.update({ PK: 'STARTS', SK: machine }, { add: { count: 1 } });
      return { executionId: name, started: true };
    },
    starts: async () => (await table.get({ PK: 'STARTS', SK: 'order-lifecycle' }))?.['count'],
    succeed: refuse,
    fail: refuse,
    heartbeat: refuse,
    stop: refuse,
    describe: refuse,
    list: refuse,
  };
};

describe('embedded platform', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let opened: EmbeddedPlatform<ReturnType<typeof countingWorkflows>>;

  const open = (options: Partial<EmbeddedPlatformOptions<Workflows>> = {}): typeof opened =>
    openEmbeddedPlatform({
      dataDir: folder.path,
      wirings,
      clock: createVirtualClock(startOfTests),
      observability,
      ...options,
      workflows: countingWorkflows,
    });

  beforeEach(() => {
    folder = temporaryFolder();
    opened = open();
  });
  afterEach(async () => {
    await opened.close();
    folder.remove();
  });

  it('keeps records, messages, timers, blobs and keys over a restart', async () => {
    const { platform } = opened;
    await platform.ledger.put({ PK: 'P', SK: 'A' });
    await platform.bus.publish([{ source: 'oms.orders', detailType: 'OrderCreated', detail: { order_id: 'o1' } }]);
    await platform.timers.schedule({ name: 't', at: startOfTests, queue: 'order-events', body: 'tick' });
    await platform.blobs.put('raw/1', { bytes: Uint8Array.of(1), contentType: 'text/plain' });
    await platform.workflows.start({ machine: 'order-lifecycle', name: 'o1', input: {} });
    const { plaintext, wrapped } = await platform.keys.generateDataKey({ person: 'p1' });
    await opened.close();

    opened = open();
    expect(await opened.platform.ledger.get({ PK: 'P', SK: 'A' })).toEqual({ PK: 'P', SK: 'A' });
    expect((await opened.feeds.ledger.read({ limit: 10 })).map((record) => record.kind)).toEqual(['insert']);
    expect(await opened.timers.moveDue(10)).toBe(1);
    const bodies = (await opened.platform.queue('order-events').receive({ max: 10, visibilitySeconds: 30 })).map((message) => message.body);
    expect(bodies.some((body) => body === 'tick')).toBe(true);
    expect(bodies.some((body) => body.includes('"detail":{"order_id":"o1"}'))).toBe(true);
    expect((await opened.platform.blobs.get('raw/1'))?.bytes).toEqual(Uint8Array.of(1));
    expect(await opened.workflows.starts()).toBe(1);
    expect(Buffer.from(await opened.platform.keys.unwrap(wrapped, { person: 'p1' })).equals(Buffer.from(plaintext))).toBe(true);
  });

  it('keeps its tables apart and streams the ledger alone', async () => {
    const { platform, feeds } = opened;
    await platform.views.put({ PK: 'P', SK: 'view' });
    await platform.vault.put({ PK: 'P', SK: 'person' });
    expect(await platform.ledger.get({ PK: 'P', SK: 'view' })).toBeUndefined();
    expect(await platform.views.get({ PK: 'P', SK: 'person' })).toBeUndefined();
    expect(await feeds.ledger.read({ limit: 10 })).toEqual([]);
  });

  it('has dead-letter queues for queues and for readers of streams, and no queue without wiring', () => {
    expect(opened.queues.names).toEqual(['order-events', 'order-events-dlq', 'publisher-dlq']);
    expect(() => opened.platform.queue('nowhere')).toThrow('nowhere');
  });

  it('leaves no readable byte of an erased key in any file', async () => {
    const { platform, store } = opened;
    const people = Array.from({ length: 60 }, (_, index) => `p${index}`);
    const wrapped = new Map<string, string>();
    for (const person of people) {
      const key = await platform.keys.generateDataKey({ person });
      wrapped.set(person, key.wrapped);
      await platform.vault.put({ PK: 'main#PERSON', SK: person, key: key.wrapped, box: 'x'.repeat(900) });
      await platform.vault.update({ PK: 'main#PERSON', SK: person }, { set: { box: 'y'.repeat(1_300) } });
    }
    const erased = people.filter((_, index) => index % 4 === 1);
    for (const person of erased) await platform.vault.delete({ PK: 'main#PERSON', SK: person });
    await store.destroyTraces();
    const bytes = Buffer.concat(readdirSync(folder.path).map((file) => readFileSync(join(folder.path, file))));
    const found = people.filter((person) => bytes.includes(wrapped.get(person) as string));
    expect(found).toEqual(people.filter((person) => !erased.includes(person)));
  });

  describe('settings', () => {
    it('come from the data folder, and the environment wins', async () => {
      await opened.close();
      writeFileSync(join(folder.path, 'waybill.env'), 'SHOPIFY_MAIN_WEBHOOK=from file\nREGION="eu west" # comment\n');
      opened = open({ env: { SHOPIFY_MAIN_WEBHOOK: 'from environment' } });
      expect(await opened.platform.secrets.get('shopify/main/webhook')).toEqual({ current: 'from environment' });
      expect(await opened.platform.parameters.get('region')).toBe('eu west');
    });

    it('are read again when the file appears, changes and goes', () => {
      const file = join(folder.path, 'other.env');
      const source = openEnvSource({ file, env: {} });
      expect(source.get('NAME')).toBeUndefined();
      writeFileSync(file, 'NAME=one');
      expect(source.get('NAME')).toBe('one');
      writeFileSync(file, 'NAME=other');
      expect(source.get('NAME')).toBe('other');
      writeFileSync(file, 'NAME=');
      expect(source.get('NAME')).toBeUndefined();
    });

    it.each([
      ['shopify/main/webhook-secret', 'SHOPIFY_MAIN_WEBHOOK_SECRET'],
      ['order-completion-delay-seconds', 'ORDER_COMPLETION_DELAY_SECONDS'],
      ['/leading/and/trailing/', 'LEADING_AND_TRAILING'],
    ])('%s is the variable %s', (name, variable) => {
      expect(variableName(name)).toBe(variable);
    });
  });

  describe('master key', () => {
    it('stands beside the database, for its owner alone', () => {
      expect(statSync(join(folder.path, masterKeyFileName)).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder.path).filter((file) => file.startsWith(masterKeyFileName))).toEqual([masterKeyFileName]);
    });

    it('is refused when its file has been spoilt', () => {
      writeFileSync(join(folder.path, masterKeyFileName), 'short');
      expect(() => openLocalKeys(folder.path, opened.platform.ids)).toThrow('32 bytes');
    });
  });
});
