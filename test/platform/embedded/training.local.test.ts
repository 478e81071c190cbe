import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLocalTraining, type LocalTrainingParts } from '../../../lib/platform/embedded/training.local.ts';
import { archiveOf, type Blob, type BlobStore, type Queue, type TrainingEnd } from '../../../lib/platform/ports.ts';

const job = {
  name: 'fraud-1',
  model: 'fraud',
  input: 'training/main/fraud/1/input/',
  output: 'training/main/fraud/1/output/',
  seed: 3,
  secondsMax: 60,
};
let blobs: Map<string, Blob>;
let ends: TrainingEnd[];
let ended: PromiseWithResolvers<void>;

const open = (run: NonNullable<LocalTrainingParts['run']>) =>
  createLocalTraining({
    blobs: {
      put: async (key: string, blob: Blob) => void blobs.set(key, blob),
      get: async (key: string) => blobs.get(key),
      list: async ({ prefix }: { readonly prefix: string }) => [...blobs.keys()].filter((key) => key.startsWith(prefix)),
    } as Pick<BlobStore, 'put' | 'get' | 'list'> as BlobStore,
    queue: () =>
      ({
        send: async ([message]: readonly { readonly body: string }[]) => {
          ends.push(JSON.parse(message?.body ?? '{}') as TrainingEnd);
          ended.resolve();
        },
      }) as Pick<Queue, 'send'> as Queue,
    run,
  });

beforeEach(() => {
  ends = [];
  ended = Promise.withResolvers();
  blobs = new Map([[`${job.input}history.csv`, { bytes: Buffer.from('a,label\n1,0\n'), contentType: 'text/csv' }]]);
});

const argument = (args: readonly string[], name: string): string => args[args.indexOf(name) + 1] ?? '';

describe('a training beside the product', () => {
  it.each([
    [{}, undefined],
    [{ distil: true }, '1'],
  ])('tells the script whether a small model learns from a large one: %j', async (asked, said) => {
    let seen: string | undefined;
    const training = open(async (_tool, args) => {
      if (args[0]?.endsWith('train.py')) seen = args.includes('--distil') ? argument(args, '--distil') : undefined;
      return { exitCode: 0, output: '' };
    });
    await training.start({ ...job, ...asked });
    await ended.promise;
    expect(seen).toBe(said);
  });
  it('gives the script its history and its seed, and keeps what it leaves', async () => {
    let seen = '';
    const training = open(async (_tool, args, { env = {} } = {}) => {
      if (args[0]?.endsWith('train.py')) {
        seen = `${argument(args, '--seed')} ${readFileSync(`${env['SM_CHANNEL_TRAIN']}/history.csv`, 'utf8')}`;
        writeFileSync(`${argument(args, '--out')}/model.json`, '{}');
      }
      // The program that packs names the archive first.
      if (args[0] === '-c' && args.length === 4) {
        mkdirSync(dirname(args[2] ?? ''), { recursive: true });
        writeFileSync(args[2] ?? '', 'packed');
      }
      return { exitCode: 0, output: '' };
    });
    await training.start(job);
    await training.start(job);
    await ended.promise;
    expect(seen).toBe('3 a,label\n1,0\n');
    expect(ends).toMatchObject([{ name: 'fraud-1', ok: true, reason: null }]);
    expect(Buffer.from(blobs.get(archiveOf(job))?.bytes ?? []).toString()).toBe('packed');
  });

  it('that fails says how, with the end of what the script wrote', async () => {
    await open(async (_tool, args) =>
      args[0]?.endsWith('train.py') ? { exitCode: 1, output: 'Traceback\nValueError: no rows' } : { exitCode: 0, output: '' },
    ).start(job);
    await ended.promise;
    expect(ends[0]).toMatchObject({ ok: false, reason: 'train.py of fraud ended with 1: Traceback\nValueError: no rows' });
    expect(blobs.has(archiveOf(job))).toBe(false);
  });

  it('that leaves nothing is no training', async () => {
    await open(async () => ({ exitCode: 0, output: '' })).start(job);
    await ended.promise;
    expect(ends[0]).toMatchObject({ ok: false, reason: 'train.py of fraud left no model' });
  });
});
