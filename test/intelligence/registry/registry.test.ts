import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { artefactFolder, type RegisteredArtefact } from '../../../lib/intelligence/index.ts';
import { artefact, caller, main, openRegistry, ownArtefact } from './registry.harness.ts';

let open: ReturnType<typeof openRegistry>;
beforeEach(() => {
  open = openRegistry();
});
afterEach(() => open.close());

const note = { note: 'made for a test' };
const refusalOf = async (given: RegisteredArtefact, model = 'fraud') => {
  const registered = await open.registry.register(caller, model, given, note);
  if (registered.ok) throw new Error('it was registered');
  return registered.error;
};

describe('an artefact', () => {
  it('is kept file by file under what it holds, with the figures of its summary', async () => {
    const registered = await open.registry.register(caller, 'fraud', ownArtefact, note);
    if (!registered.ok) throw new Error(registered.error.code);
    const { version } = registered.value;
    expect(version).toMatchObject({ version: 1, gatesPassed: null, isRetired: false, histogram: null });
    expect(version.files.map(({ path }) => path)).toEqual(['model.json', 'meta/artefact.json', 'meta/features.json', 'meta/golden.json']);
    expect(version.metrics.map(({ name }) => name)).toContain('auc');
    expect(version.training.rows).toBeGreaterThan(0);
    for (const { key } of version.files) expect(await open.artefacts.stored.get(key)).toBeDefined();
  });
  it('that comes again is the version that it was', async () => {
    const [one, other] = [
      await open.registry.register(caller, 'fraud', artefact(0.2), note),
      await open.registry.register(caller, 'fraud', artefact(0.2), note),
    ];
    expect(one.ok && other.ok && [one.value.version.version, other.value.version.version]).toEqual([1, 1]);
  });
  it('whose trees do not give what they gave where they were trained is refused', async () => {
    const golden = (ownArtefact.golden as readonly { readonly score: number }[]).map((vector) => ({
      ...vector,
      score: vector.score + 0.01,
    }));
    expect(await refusalOf({ ...ownArtefact, golden })).toMatchObject({
      code: 'artefact-unusable',
      reason: expect.stringContaining('golden vector 1'),
    });
  });
  it.each([
    ['of another model', { ...ownArtefact, summary: { ...(ownArtefact.summary as object), model: 'routing' } }],
    ['without trees', { ...ownArtefact, model: {} }],
    ['of another form', { ...ownArtefact, summary: 'a text' }],
  ])('%s is refused', async (_what, given) => {
    expect(await refusalOf(given)).toMatchObject({ code: 'artefact-unusable' });
    expect(await open.artefacts.stored.list({ prefix: 'models/', limit: 10 })).toEqual([]);
  });
  it('of other features than this release builds is refused, and leaves nothing behind', async () => {
    const features = structuredClone(ownArtefact.features) as { schema_version: number };
    features.schema_version += 1;
    expect(await refusalOf({ ...ownArtefact, features })).toMatchObject({ code: 'feature-schema-differs' });
    expect(await open.artefacts.stored.list({ prefix: 'models/', limit: 10 })).toEqual([]);
  });
  it('of a model that nobody asks is refused', async () => {
    expect(await refusalOf(ownArtefact, 'weather')).toEqual({ code: 'model-not-found' });
    expect(await refusalOf(ownArtefact, 'toString')).toEqual({ code: 'model-not-found' });
  });
  it('can lie in a folder of the blob store already', async () => {
    const folder = artefactFolder(main, 'fraud', 'run-7');
    const put = (path: string, content: unknown) =>
      open.artefacts.stored.put(folder + path, {
        bytes: new TextEncoder().encode(JSON.stringify(content)),
        contentType: 'application/json',
      });
    const { model, summary, features } = artefact(0.2);
    await put('model.json', model);
    await put('meta/artefact.json', summary);
    expect(await open.registry.registerFolder(caller, 'fraud', folder, note)).toMatchObject({
      ok: false,
      error: { code: 'artefact-unusable' },
    });
    await put('meta/features.json', features);
    await put('meta/experiment.json', { run: 7 });
    const registered = await open.registry.registerFolder(caller, 'fraud', folder, note);
    expect(registered.ok && registered.value.version.files.map(({ path }) => path)).toContain('meta/experiment.json');
  });
});

describe('a model that this release does not know', () => {
  it('has no state', async () => {
    expect(await open.registry.state(main, 'weather')).toBeUndefined();
    expect(open.registry.models).toContain('fraud');
  });
});
