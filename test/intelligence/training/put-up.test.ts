import { describe, expect, it } from 'vitest';
import { createPutUp, type PutUpParts } from '../../../lib/intelligence/app/training/put-up.ts';
import { initialModel, type ModelState, type ModelVersion } from '../../../lib/intelligence/domain/registry/model.state.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { type PutUpState, type ServedArchive, UnavailableError } from '../../../lib/platform/ports.ts';

const main = TenantId('main');
const version = { version: 2, modelVersion: '0123456789abcdef', isRetired: false } as ModelVersion;

const open = (
  answers: readonly (PutUpState | Error)[] | undefined,
  { model = 'fraud', served = null }: { readonly model?: string; readonly served?: number | null } = {},
) => {
  let state: ModelState = { ...initialModel, versions: [version], slots: { a: 0, b: served } };
  const [asked, slots, kept, told]: [ServedArchive[], (number | null)[], string[], string[]] = [[], [], [], []];
  const queue = [...(answers ?? [])];
  const parts = {
    platform: {
      blobs: {
        get: (key: string) => Promise.resolve(key === 'left.tar.gz' ? { bytes: new Uint8Array([1]) } : undefined),
        put: (key: string) => Promise.resolve(void kept.push(key)),
      },
      ...(answers
        ? {
            training: {
              putUp: (one: ServedArchive) => {
                asked.push(one);
                const answer = queue.shift() ?? 'ready';
                return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
              },
            },
          }
        : { training: {} }),
      observability: { metrics: { addMetric: (name: string) => void told.push(name) }, logger: { error: () => undefined } },
    },
    registry: {
      state: () => Promise.resolve({ state }),
      assignSlot: (_caller: unknown, _model: string, slot: 'b', one: number | null) => {
        slots.push(one);
        state = { ...state, slots: { ...state.slots, [slot]: one } };
        return Promise.resolve({ ok: true });
      },
    },
    steps: { runOf: () => Promise.resolve({ runId: 'run', model, version: 2 }), archiveKey: () => 'left.tar.gz' },
  } as unknown as PutUpParts;
  return { putUp: createPutUp(parts), asked, slots, kept, told };
};

describe('the endpoint of a trained version', () => {
  it('is told of to the registry once it is in service, and no sooner', async () => {
    const { putUp, asked, slots, kept } = open(['pending', 'pending', 'ready']);
    expect(await putUp(main, 'run')).toEqual({ endpoint: 'pending' });
    expect(await putUp(main, 'run')).toEqual({ endpoint: 'pending' });
    expect(slots).toEqual([]);
    expect(await putUp(main, 'run')).toEqual({ endpoint: 'ready' });
    expect(slots).toEqual([2]);
    const archive = 'models/endpoints/fraud/0123456789abcdef.tar.gz';
    expect(asked[0]).toEqual({ model: 'fraud', version: '0123456789abcdef', archive });
    expect(new Set(kept)).toEqual(new Set([archive]));
    // Done again after a break it asks nobody.
    expect(await putUp(main, 'run')).toEqual({ endpoint: 'ready' });
    expect(asked).toHaveLength(3);
  });
  it('is taken from the version before first, which then answers in process', async () => {
    const { putUp, slots } = open(['pending', 'ready'], { served: 1 });
    await putUp(main, 'run');
    expect(slots).toEqual([null]);
    await putUp(main, 'run');
    expect(slots).toEqual([null, 2]);
  });
  it('that fails leaves the version to answer in process', async () => {
    for (const answer of ['failed', new Error('no right')] as const) {
      const { putUp, slots, told } = open([answer]);
      expect(await putUp(main, 'run')).toEqual({ endpoint: 'failed' });
      expect(slots).toEqual([]);
      expect(told).toEqual(['ModelEndpointsFailed']);
    }
  });
  it('is asked for again where nobody answers for a moment', async () => {
    const { putUp, told } = open([new UnavailableError('busy'), 'ready']);
    expect(await putUp(main, 'run')).toEqual({ endpoint: 'pending' });
    expect(told).toEqual([]);
    expect(await putUp(main, 'run')).toEqual({ endpoint: 'ready' });
  });
  it('is none on an engine without endpoints, for another tenant, and for models that nobody waits for', async () => {
    expect(await open(undefined).putUp(main, 'run')).toEqual({ endpoint: 'none' });
    expect(await open([]).putUp(TenantId('other'), 'run')).toEqual({ endpoint: 'none' });
    expect(await open([], { model: 'forecast' }).putUp(main, 'run')).toEqual({ endpoint: 'none' });
  });
});
