import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { TrainingPlace } from '../../lib/stacks/training.construct.ts';

const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });
let folder: string;
let template: Template;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-training-'));
  const stack = new Stack(new App({ outdir: join(folder, 'cdk') }), 'Models', { env: { region: 'eu-central-1', account: '123456789012' } });
  const modelsDir = join(import.meta.dirname, '..', '..', 'models');
  new TrainingPlace(stack, 'Training', { names, region: 'eu-central-1', models: ['fraud'], modelsDir, outDir: folder });
  template = Template.fromStack(stack);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('where models are trained', () => {
  it('is a role that SageMaker takes, with rights on training sets and nothing else of the bucket', () => {
    const [role] = Object.values(template.findResources('AWS::IAM::Role'));
    expect(role?.['Properties']).toMatchObject({
      RoleName: 'waybill-test-training-eu-central-1',
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'sagemaker.amazonaws.com' } }] },
    });
    const text = JSON.stringify(role);
    expect(text).toContain(':s3:::waybill-test-blobs-123456789012-eu-central-1/training/*');
    expect(text).not.toContain('blobs-123456789012-eu-central-1/*');
  });
  it('tells the function that begins jobs what they run by', () => {
    const [parameter] = Object.values(template.findResources('AWS::SSM::Parameter'));
    expect(parameter?.['Properties']).toMatchObject({ Name: '/waybill/test/training' });
    const text = JSON.stringify(parameter);
    expect(text).toContain('sagemaker-xgboost:3.0-5');
    expect(text).toContain('ml.m5.large');
  });
  it('packs the script with its features and what scripts share, the same bytes each time', () => {
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.tar.gz'));
    const archive = readFileSync(join(folder, name));
    expect(archive[9]).toBe(255);
    expect([...archive.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
    const text = archive.toString('latin1');
    for (const file of ['train.py', 'features.json', 'artefact.py', 'distillation.py', 'histograms.py']) expect(text).toContain(file);
  });
});
