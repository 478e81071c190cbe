import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelImageUnknownError, modelArchive, xgboostAccounts, xgboostEnvironment, xgboostImage } from '../../lib/stacks/model-images.ts';

const models = join(import.meta.dirname, '..', '..', 'models');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['fraud', 'routing', 'forecast'])('the archive of %s', (name) => {
  const archive = modelArchive(join(models, name));
  const tar = (...args: readonly string[]): string => {
    writeFileSync(join(folder, `${name}.tar.gz`), archive);
    return execFileSync('tar', [...args, '-f', join(folder, `${name}.tar.gz`)], { encoding: 'utf8', cwd: folder });
  };

  it('holds the model alone in its root', () => {
    const files = tar('-tz').trim().split('\n');
    const meta = readdirSync(join(models, name, 'artefact', 'meta')).toSorted();
    expect(meta).toEqual(expect.arrayContaining(['artefact.json', 'features.json', 'golden.json', 'histograms.json']));
    expect(files).toEqual(['model.json', 'code/inference.py', ...meta.map((file) => `meta/${file}`)]);
  });
  it('holds the program that the image is told to run', () => {
    // The image unpacks the archive to /opt/ml/model.
    const program = join(xgboostEnvironment['SAGEMAKER_SUBMIT_DIRECTORY']!, xgboostEnvironment['SAGEMAKER_PROGRAM']!);
    expect(
      tar('-tz')
        .split('\n')
        .map((file) => `/opt/ml/model/${file}`),
    ).toContain(program);
  });
  it('unpacks to the files it was made from', () => {
    tar('-xz');
    for (const [packed, source] of [
      ['model.json', join(name, 'artefact', 'model.json')],
      ['code/inference.py', join('common', 'inference.py')],
      ['meta/golden.json', join(name, 'artefact', 'meta', 'golden.json')],
    ] as const)
      expect(readFileSync(join(folder, packed)).equals(readFileSync(join(models, source)))).toBe(true);
  });
  it('is the same each time, and names neither time nor system', () => {
    expect(modelArchive(join(models, name)).equals(archive)).toBe(true);
    expect([...archive.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
    expect(archive[9]).toBe(255);
  });
});

describe('the image', () => {
  it('is the one of its region', () => {
    expect(xgboostImage('eu-west-1')).toBe('141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.0-5');
    expect(xgboostImage('cn-north-1')).toBe('450853457545.dkr.ecr.cn-north-1.amazonaws.com.cn/sagemaker-xgboost:3.0-5');
  });
  it('is of the release that the models are trained with', () => {
    const pinned = /^xgboost==(\d+\.\d+)\.(\d+)$/m.exec(readFileSync(join(models, 'requirements.txt'), 'utf8'));
    expect(xgboostImage('us-east-1').endsWith(`:${pinned?.[1]}-${pinned?.[2]}`)).toBe(true);
  });
  it('has an account of twelve digits in each region', () => {
    for (const account of Object.values(xgboostAccounts)) expect(account).toMatch(/^\d{12}$/);
  });
  it.each(['mars-north-1', '', 'constructor'])('is refused for %j', (region) =>
    expect(() => xgboostImage(region)).toThrow(ModelImageUnknownError));
});
