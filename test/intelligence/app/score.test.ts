import { beforeEach, describe, expect, it } from 'vitest';
import { bundledFraudScorer } from '../../../lib/intelligence/adapters/bundled-models.ts';
import { servedModel } from '../../../lib/intelligence/app/model-answer.ts';
import { createScoring, type ModelsMode, modelsMode, type ScoringParts } from '../../../lib/intelligence/app/score.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { createLocalModels, type LocalModel } from '../../../lib/platform/embedded/model-endpoint.local.ts';

const fraud = bundledFraudScorer();
const served = servedModel(fraud);
const features = { total: 310.5, line_count: 1, unit_count: 3, hour: 2, pays_by_card: 1 };

let now: Instant;
let counted: Record<string, number>;
let calls: number;
let endpoint: LocalModel;
beforeEach(() => {
  now = Instant('2026-11-20T14:00:00.000Z');
  counted = {};
  calls = 0;
  endpoint = served;
});

const scoring = (changes: Partial<ScoringParts> = {}) =>
  createScoring({
    models: createLocalModels({
      fraud: (payload) => {
        calls += 1;
        return endpoint(payload);
      },
    }),
    local: { fraud },
    mode: 'sagemaker',
    clock: { now: () => now },
    metrics: {
      addMetric: (name, _unit, value) => {
        counted[name] = (counted[name] ?? 0) + value;
      },
    },
    // Long enough that a busy machine is not taken for a slow endpoint.
    deadlineMs: 10_000,
    ...changes,
  });

const down: LocalModel = () => {
  throw new Error('connection refused');
};

describe('a score', () => {
  it('comes from the endpoint, with version and contributions', async () => {
    const scored = await scoring().score('fraud', features);
    const here = fraud.score(features);
    expect(scored).toEqual({
      source: 'endpoint',
      model: 'fraud',
      version: fraud.version,
      fallback: null,
      assignment: { registryVersion: 0, role: 'starter', propensity: 1, shadows: [] },
      ...(here.ok && here.value),
    });
    expect(counted).toEqual({});
  });
  it('sends the endpoint every feature, what is not known filled in as the schema says', async () => {
    let sent: unknown;
    endpoint = (payload) => {
      sent = payload;
      return served(payload);
    };
    await scoring().score('fraud', { total: null, hour: 2 });
    expect(sent).toMatchObject({ instances: [{ total: null, hour: 2, weekday: null, pays_by_card: 0, discrepancy_count: 0 }] });
  });
  it('comes from this process where there are no endpoints', async () => {
    expect(await scoring({ mode: 'in-process' }).score('fraud', features)).toMatchObject({ source: 'in-process', fallback: null });
    expect(calls).toBe(0);
    expect(counted).toEqual({});
  });
  it('is the same from either', async () => {
    const [one, other] = await Promise.all([scoring().score('fraud', features), scoring({ mode: 'in-process' }).score('fraud', features)]);
    expect(one).toEqual({ ...other, source: 'endpoint' });
  });
});

describe('an endpoint that does not answer', () => {
  it('is replaced by the model in this process, and counted', async () => {
    endpoint = down;
    expect(await scoring().score('fraud', features)).toMatchObject({
      source: 'in-process',
      version: fraud.version,
      fallback: 'endpoint-failed',
    });
    expect(counted).toEqual({ ScoringFallbacks: 1 });
  });
  it('is replaced when its deadline has passed', async () => {
    endpoint = () => new Promise(() => undefined);
    expect(await scoring({ deadlineMs: 20 }).score('fraud', features)).toMatchObject({ source: 'in-process', fallback: 'endpoint-failed' });
  });
  it('leaves no score where there is no model in this process either', async () => {
    endpoint = down;
    expect(await scoring({ local: {} }).score('fraud', features)).toEqual({
      source: 'none',
      model: 'fraud',
      reason: 'no-model',
      feature: null,
      fallback: 'endpoint-failed',
    });
  });
});

describe('an answer', () => {
  const answered = served({ instances: [features] }) as { predictions: { contributions: Record<string, number> }[] };
  const [prediction] = answered.predictions;
  const { total: _total, ...fewer } = prediction!.contributions;

  it.each([
    ['nothing', undefined],
    ['a text', '0.5'],
    ['another version', { ...answered, model_version: '0123456789abcdef' }],
    ['no prediction', { ...answered, predictions: [] }],
    ['two predictions', { ...answered, predictions: [prediction, prediction] }],
    ['a score that is no number', { ...answered, predictions: [{ ...prediction, score: Number.NaN }] }],
    ['a feature too few', { ...answered, predictions: [{ ...prediction, contributions: fewer }] }],
    [
      'a feature too many',
      { ...answered, predictions: [{ ...prediction, contributions: { ...prediction!.contributions, shoe_size: 1 } }] },
    ],
  ])('of %s is refused', async (_what, answer) => {
    endpoint = () => answer;
    expect(await scoring().score('fraud', features)).toMatchObject({ source: 'in-process', fallback: 'answer-refused' });
    expect(counted).toEqual({ ScoringFallbacks: 1 });
  });
  it('of any version is taken where there is no model in this process', async () => {
    endpoint = () => ({ ...answered, model_version: 'challenger' });
    expect(await scoring({ local: {} }).score('fraud', features)).toMatchObject({ source: 'endpoint', version: 'challenger' });
  });
});

describe('five failures in a row', () => {
  const fail = async (port: ReturnType<typeof scoring>, times: number) => {
    endpoint = down;
    for (let index = 0; index < times; index += 1) await port.score('fraud', features);
  };

  it('leave the endpoint alone for 30 seconds', async () => {
    const port = scoring();
    await fail(port, 5);
    expect(counted).toEqual({ ScoringFallbacks: 5, ScoringBreakerOpen: 1 });
    endpoint = served;
    now = plusMs(now, 29_999);
    expect(await port.score('fraud', features)).toMatchObject({ source: 'in-process', fallback: 'breaker-open' });
    expect(calls).toBe(5);
    now = plusMs(now, 1);
    expect(await port.score('fraud', features)).toMatchObject({ source: 'endpoint' });
    expect(await port.score('fraud', features)).toMatchObject({ source: 'endpoint' });
  });
  it('are not five with a success among them', async () => {
    const port = scoring();
    await fail(port, 4);
    endpoint = served;
    await port.score('fraud', features);
    await fail(port, 4);
    expect(counted['ScoringBreakerOpen']).toBeUndefined();
    expect(calls).toBe(9);
  });
  it('let a single caller try after the pause, and pause again when that fails', async () => {
    const port = scoring();
    await fail(port, 5);
    now = plusMs(now, 30_000);
    await Promise.all(Array.from({ length: 4 }, () => port.score('fraud', features)));
    expect(calls).toBe(6);
    now = plusMs(now, 29_999);
    await port.score('fraud', features);
    expect(calls).toBe(6);
    expect(counted['ScoringBreakerOpen']).toBe(2);
  });
  it('of one model say nothing of another', async () => {
    const port = scoring({
      models: createLocalModels({ routing: () => ({ model_version: 'r', predictions: [{ score: 1, contributions: {}, bias: 1 }] }) }),
    });
    await fail(port, 5);
    expect(await port.score('routing', {})).toMatchObject({ source: 'endpoint', model: 'routing' });
  });
});

describe('wrong features', () => {
  it.each([
    ['shoe_size', { shoe_size: 44 }],
    ['total', { total: Number.POSITIVE_INFINITY }],
    ['total', { total: 1e39 }],
    ['hour', { hour: 'two' as unknown as number }],
  ])('are named instead of scored: %s', async (feature, wrong) => {
    expect(await scoring().score('fraud', wrong)).toMatchObject({ source: 'none', reason: 'features-invalid', feature });
    expect(calls).toBe(0);
  });
});

describe('the mode', () => {
  const from = (value: string | undefined) => modelsMode({ get: async () => value });

  it('is in-process unless the parameter says otherwise', async () => {
    expect(await from(undefined)()).toBe('in-process');
    expect(await from('sagemaker')()).toBe('sagemaker');
    await expect(from('cloud')()).rejects.toThrow('models: "cloud" is neither sagemaker nor in-process');
  });
  it('is read anew for each score', async () => {
    let mode: ModelsMode = 'in-process';
    const port = scoring({ mode: async () => mode });
    expect(await port.score('fraud', features)).toMatchObject({ source: 'in-process' });
    mode = 'sagemaker';
    expect(await port.score('fraud', features)).toMatchObject({ source: 'endpoint' });
  });
  it('that cannot be read costs the endpoint, not the score', async () => {
    expect(await scoring({ mode: from('cloud') }).score('fraud', features)).toMatchObject({
      source: 'in-process',
      fallback: 'mode-unknown',
    });
    expect(counted).toEqual({ ScoringFallbacks: 1 });
  });
});

describe('a model served in process', () => {
  it('refuses what an endpoint refuses', () => {
    expect(() => served({ instances: [] })).toThrow('instances');
    expect(() => served({ instances: [{ shoe_size: 1 }] })).toThrow('unknown-feature: shoe_size');
  });
});
