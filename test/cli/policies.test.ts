import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { createOms, documentOf } from './oms.ts';

let dataDir: string;
let oms: ReturnType<typeof createOms>;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-policies-'));
  writeFileSync(join(dataDir, 'waybill.env'), 'SOURCING_POLICY=cheapest\n');
  await openProduct(dataDir).stop();
  oms = createOms(dataDir);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const set = (preset: string, ...more: readonly string[]) =>
  oms('policy', 'set', 'sourcing', '--value', JSON.stringify({ preset }), '--note', `now ${preset}`, ...more);

describe('oms policy', () => {
  it('shows what decides and who decided so', async () => {
    const { out } = await oms('policy', 'list');
    expect(out).toMatch(/sourcing\s+\{"preset":"cheapest"\}\s+set for the installation/);
    expect(out).toMatch(/completion\s+\{"delay_seconds":1209600\}\s+default/);
    expect((await oms('policy', 'versions', 'sourcing')).out).toContain('has decided nothing');
  });

  it('sets a policy, shows its versions, and takes an earlier one up again', async () => {
    expect((await set('nearest')).out).toContain('as version 1');
    expect((await set('balanced')).out).toContain('as version 2');
    expect((await set('balanced')).out).toContain('stood like this before');
    const restored = documentOf(await oms('policy', 'restore', 'sourcing', '1', '--note', 'as before', '--json'));
    expect(restored).toMatchObject({ changed: true, policy: { version: 3, value: { preset: 'nearest' }, note: 'as before' } });
    const { items } = documentOf(await oms('policy', 'versions', 'sourcing', '--json'));
    expect(items.map((one: { version: number; restored_from: number | null }) => [one.version, one.restored_from])).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ]);
    expect((await oms('policy', 'show', 'sourcing', '--version', '2')).out).toContain('now balanced');
    expect((await oms('policy', 'show', 'sourcing')).out).toContain('version 3');
  });

  it('is each tenant’s own', async () => {
    await set('nearest');
    await oms('tenant', 'create', 'acme');
    expect((await oms('policy', 'list', '--tenant', 'acme')).out).toMatch(/sourcing\s+\{"preset":"cheapest"\}/);
  });

  it('takes a value from a file', async () => {
    const file = join(dataDir, 'completion.json');
    writeFileSync(file, '{ "delay_seconds": 60 }');
    expect((await oms('policy', 'set', 'completion', '--value', `@${file}`, '--note', 'quick')).exitCode).toBe(0);
  });

  it('takes a whole sourcing policy made from an example, and warns of what it would leave out', async () => {
    const { examples } = documentOf(await oms('policy', 'schema', 'sourcing'));
    const { value } = examples.find(({ title }: { title: string }) => title === 'own, as balanced');
    const avoiding = { policy: { ...value.policy, preferences: [{ kind: 'avoid', location_ids: ['nowhere'], penalty_minor: 5 }] } };
    const runtime = openProduct(dataDir);
    const place = { location_id: 'east', name: 'East', type: 'warehouse', country: 'US', region: 'NJ', active: true } as const;
    await compose(runtime.platform).catalog.putLocation('main', place);
    await runtime.stop();
    const { exitCode, out } = await oms('policy', 'set', 'sourcing', '--value', JSON.stringify(avoiding), '--note', 'my own');
    expect(exitCode).toBe(0);
    expect(out).toContain('as version 1');
    expect(out).toContain('Warning: value.policy.preferences.0.location_ids.0: there is no location nowhere.');
    const nowhere = { policy: { ...value.policy, constraints: { location_types: ['store'] } } };
    expect(await oms('policy', 'set', 'sourcing', '--value', JSON.stringify(nowhere), '--note', 'n')).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining('value.policy.constraints.location_types'),
    });
  });

  it.each([
    ['a value that makes no sense', ['set', 'sourcing', '--value', '{"preset":"fastest"}', '--note', 'n'], 3, 'value.preset'],
    ['what is no JSON', ['set', 'sourcing', '--value', 'nearest', '--note', 'n'], 2, 'JSON object'],
    ['no reason', ['set', 'sourcing', '--value', '{"preset":"nearest"}'], 2, '--note'],
    ['an unknown policy', ['show', 'colour'], 2, 'Allowed choices are'],
    ['a version that is not there', ['restore', 'sourcing', '4', '--note', 'n'], 1, 'no such policy-version'],
    [
      'a version that is not in force',
      ['set', 'sourcing', '--value', '{"preset":"nearest"}', '--note', 'n', '--expected-version', '7'],
      1,
      'was faster',
    ],
  ])('refuses %s', async (_, given, exitCode, hint) => {
    expect(await oms('policy', ...given)).toMatchObject({ exitCode, out: '', err: expect.stringContaining(hint) });
  });
});
