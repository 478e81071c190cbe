import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProduct } from '../../bin/commands/open-product.ts';
import { createOms, documentOf } from './oms.ts';

let dataDir: string;
let folder: string;
let oms: ReturnType<typeof createOms>;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-models-'));
  folder = join(dataDir, 'artefact');
  cpSync(new URL('../../models/fraud/artefact', import.meta.url), folder, { recursive: true });
  await openProduct(dataDir).stop();
  oms = createOms(dataDir);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const must = async (...given: readonly string[]) => {
  const outcome = await oms('models', ...given);
  if (outcome.exitCode !== 0) throw new Error(`${given.join(' ')}: ${outcome.err}`);
  return outcome.out;
};
const gatesFile = (auc: number): string => {
  const file = join(dataDir, 'gates.json');
  writeFileSync(file, JSON.stringify({ gates: [{ name: 'auc', value: auc, bound: 0.8, wants: 'at_least' }] }));
  return file;
};

describe('oms models', () => {
  it('lists the models of the release with their starters', async () => {
    expect(await must('list')).toMatch(/fraud\s+starter/);
    expect(documentOf(await oms('models', 'list', '--json')).items[0]).toMatchObject({ champion: 0, versions_total: 1 });
  });

  it('takes a version from its folder to the champion and back', async () => {
    expect(await must('register', 'fraud', folder, '--note', 'by hand')).toMatch(/\n1\s+registered/);
    const early = await oms('models', 'promote', 'fraud', '1', '--reason', 'at once', '--json');
    expect(early.exitCode).toBe(1);
    expect(documentOf(early).error).toMatchObject({ code: 'gates-not-evaluated' });
    await must('gates', 'fraud', '1', gatesFile(0.9));
    await must('shadow', 'fraud', '1', '--reason', 'to look');
    await must('challenge', 'fraud', '1', '--share', '50', '--watch', '600', '--reason', 'a canary');
    expect(await must('list')).toMatch(/version 1, 5 %/);
    await must('approve', 'fraud', '1', '--reason', 'fine');
    expect(await must('promote', 'fraud', '1', '--reason', 'better', '--watch', '3600')).toContain('the version 1 answers');
    await must('slot', 'fraud', 'b', '1');
    const shown = documentOf(await oms('models', 'show', 'fraud', '--json'));
    expect(shown).toMatchObject({ champion: 1, slots: { a: 0, b: 1 }, history: expect.arrayContaining([expect.anything()]) });
    expect(await must('rollback', 'fraud', '--reason', 'too many reviews')).toContain('the starter answers');
    await must('retire', 'fraud', '1', '--reason', 'no good');
    expect(await must('show', 'fraud')).toContain('Version 1 was retired.');
  });

  it('says what is wrong with an artefact, a share, or a name', async () => {
    writeFileSync(join(folder, 'model.json'), '{}');
    expect((await oms('models', 'register', 'fraud', folder, '--note', 'x')).err).toContain('The artefact cannot be used');
    expect((await oms('models', 'show', 'weather')).err).toContain('There is no such model');
    expect((await oms('models', 'challenge', 'fraud', '1', '--reason', 'x')).exitCode).toBe(2);
    expect((await oms('models', 'promote', 'fraud', 'one', '--reason', 'x')).exitCode).toBe(2);
    expect((await oms('models', 'slot', 'fraud', 'b', '0', '--tenant', 'acme')).exitCode).toBe(2);
    writeFileSync(join(folder, 'meta', 'histogram.json'), JSON.stringify({ edges: [1], shares: [0.2, 0.2] }));
    expect((await oms('models', 'register', 'fraud', folder, '--note', 'x')).exitCode).toBe(3);
    expect(readFileSync(join(folder, 'model.json'), 'utf8')).toBe('{}');
  });

  it('holds a drill that touches nothing of the installation', async () => {
    const report = documentOf(await oms('models', 'drill', '--json'));
    expect(report).toMatchObject({ failed_calls: 0, passed: true });
    expect(report.gone_after_seconds).toBeLessThan(60);
    expect(documentOf(await oms('models', 'show', 'fraud', '--json')).history).toEqual([]);
  }, 60_000);
});
