import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awsDoors, type AwsDoors } from '../../bin/commands/aws/doors.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { run } from '../../bin/commands/program.ts';
import { createEnvFileSettings } from '../../lib/operations/adapters/settings.env-file.ts';
import { AccessDeniedError, NoCredentialsError } from '../../lib/operations/app/doctor/aws-account.ts';
import type { Installation } from '../../lib/platform/aws/names.ts';
import type { Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import { fakeAccount, identity } from '../operations/doctor/fake-account.ts';
import { documentOf, type Outcome } from './oms.ts';

let folder: string;
let config: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-doctor-'));
  config = join(folder, 'options.ts');
  writeFileSync(config, "export default { stage: 'prod', region: 'eu-central-1', alarms: { email: 'oncall@example.com' } };\n");
  // What the machine is signed in to must not decide how a test ends.
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_DEFAULT_REGION', undefined);
});
afterEach(() => rmSync(folder, { recursive: true }));

const shut = () => Promise.reject(new Error('this door stays shut'));
const doorsOf = (open: Partial<AwsDoors>): AwsDoors => ({
  account: async () => fakeAccount(),
  settings: shut,
  platform: shut,
  ...open,
});

const omsThrough =
  (doors: AwsDoors, stdin = '') =>
  async (...given: readonly string[]): Promise<Outcome> => {
    const written = { out: '', err: '' };
    const io = {
      out: (text: string) => void (written.out += text),
      err: (text: string) => void (written.err += text),
      readStdin: () => Promise.resolve(Buffer.from(stdin)),
    };
    const exitCode = await run(['--config', config, ...given], io, doors);
    return { exitCode, ...written };
  };

describe('oms doctor', () => {
  const undeployed = doorsOf({ account: async () => fakeAccount({ stacks: async () => [] }) });

  it('tells each finding on a line, and ends with 0 when nothing stands in the way', async () => {
    const { exitCode, out, err } = await omsThrough(undeployed)('doctor');
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(/^ok +options +.*stage prod in eu-central-1\.$/m);
    expect(out).toContain('Nothing that was checked stands in the way.');
  });

  it('ends with 1 on a problem, with the command that mends it', async () => {
    const doors = doorsOf({ account: async () => fakeAccount({ stacks: async () => [], bootstrapVersion: async () => undefined }) });
    const { exitCode, out } = await omsThrough(doors)('doctor');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^PROBLEM +bootstrap .*\n +→ npx cdk bootstrap aws:\/\/111122223333\/eu-central-1$/m);
  });

  it('answers in JSON', async () => {
    const document = documentOf(await omsThrough(undeployed)('doctor', '--json'));
    expect(document.ok).toBe(true);
    expect(document.findings).toContainEqual({ check: 'webhooks', status: 'not-checked', message: expect.any(String) });
  });

  it('names each wrong field of the options, and asks AWS nothing', async () => {
    writeFileSync(config, "export default { stage: 'Prod', region: 'eu-central-1' };\n");
    const doors = doorsOf({ account: async () => fakeAccount({ identity: shut }) });
    const { exitCode, out } = await omsThrough(doors)('doctor');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/PROBLEM +options [^]*stage: must begin with a letter/);
  });

  it('says so when the options file is missing, broken, or of another stage', async () => {
    const oms = omsThrough(doorsOf({}));
    expect((await oms('doctor', '--stage', 'test')).out).toContain('is of stage prod, not test');
    const broken = join(folder, 'broken.ts');
    writeFileSync(broken, 'export default {');
    expect((await oms('doctor', '--config', broken)).out).toContain('cannot be loaded');
    expect((await oms('doctor', '--config', join(folder, 'none.ts'))).out).toContain('There is no options file');
  });

  it('asks more of an account that carries more orders', async () => {
    const account = fakeAccount({
      stacks: async () => [],
      quota: async (_region, quota) => ({ code: 'L-1', name: quota.service, value: 2_000, adjustable: true }),
    });
    const oms = omsThrough(doorsOf({ account: async () => account }));
    expect((await oms('doctor')).out).not.toContain('WARNING');
    expect((await oms('doctor', '--orders-per-day', '1000000')).out).toMatch(/WARNING +quota +DynamoDB/);
  });
});

describe('over a stage', () => {
  let product: Runtime;
  const opened: Installation[] = [];
  beforeEach(() => {
    product = openProduct(join(folder, 'stage'));
    opened.length = 0;
  });
  afterEach(() => product.stop());

  const stageDoors = (account = fakeAccount()) =>
    doorsOf({
      account: async () => account,
      platform: async (installation) => {
        opened.push(installation);
        return product.platform;
      },
    });

  it('commands read and write what is in AWS instead of a data folder', async () => {
    const oms = omsThrough(stageDoors());
    const elsewhere = ['--data-dir', join(folder, 'nowhere'), '--stage', 'prod'];
    expect(await oms(...elsewhere, 'tenant', 'create', 'acme')).toMatchObject({ exitCode: 0, err: '' });
    expect((await oms(...elsewhere, 'tenant', 'list')).out).toContain('acme');
    expect(await oms(...elsewhere, '--tenant', 'nobody', 'user', 'list')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('no tenant nobody'),
    });
    expect(await oms(...elsewhere, '--tenant', 'acme', 'user', 'create', 'kim@example.com', '--role', 'admin')).toMatchObject({
      exitCode: 0,
      err: '',
    });
    expect((await oms(...elsewhere, '--tenant', 'acme', 'user', 'list')).out).toContain('kim@example.com');
    expect(opened[0]).toEqual({ stage: 'prod', region: 'eu-central-1', account: identity.account, partition: 'aws' });
  });

  it('the doctor looks at the channel accounts of the deployed product', async () => {
    const oms = omsThrough(stageDoors());
    expect((await oms('--stage', 'prod', 'tenant', 'create', 'acme')).exitCode).toBe(0);
    expect((await oms('--stage', 'prod', '--tenant', 'acme', 'channel', 'add', 'shopify', 'outlet')).exitCode).toBe(0);
    expect((await oms('doctor')).out).toMatch(/WARNING +webhooks +Nothing has ever come in from shopify outlet/);
  });

  it('--region goes before the options, and another stage than theirs needs it', async () => {
    const oms = omsThrough(stageDoors());
    await oms('--stage', 'prod', '--region', 'us-east-2', 'tenant', 'list');
    expect(opened.map(({ region }) => region)).toEqual(['us-east-2']);
    expect(await oms('--stage', 'test', 'tenant', 'list')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--region') });
  });

  it('no command touches an account other than that of the options', async () => {
    writeFileSync(config, "export default { stage: 'prod', region: 'eu-central-1', account: '444455556666' };\n");
    expect(await omsThrough(stageDoors())('--stage', 'prod', 'tenant', 'list')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('444455556666'),
    });
    expect(opened).toEqual([]);
  });

  it('says in one line why AWS refuses', async () => {
    const none = fakeAccount({ identity: () => Promise.reject(new NoCredentialsError('none')) });
    expect(await omsThrough(stageDoors(none))('--stage', 'prod', 'tenant', 'list')).toMatchObject({
      exitCode: 1,
      out: '',
      err: expect.stringMatching(/^No AWS credentials were found.*\n$/),
    });
    const missing = Object.assign(new Error('Requested resource not found: Table: waybill-prod-ledger not found'), {
      name: 'ResourceNotFoundException',
    });
    const absent = doorsOf({ platform: () => Promise.reject(missing) });
    expect(await omsThrough(absent)('--stage', 'prod', 'tenant', 'list', '--json')).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining('"stage-not-found"'),
    });
  });

  it('refuses what makes sense in this process only', async () => {
    expect(await omsThrough(stageDoors())('--stage', 'prod', 'start')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('runs in AWS'),
    });
  });

  it.each([
    ['--stage', 'Prod'],
    ['--region', 'europe'],
  ])('%s %s is wrong usage', async (option, value) => {
    expect(await omsThrough(stageDoors())(option, value, 'tenant', 'list')).toMatchObject({ exitCode: 2, out: '' });
  });
});

describe('oms secret and oms parameter', () => {
  const makeDataFolder = async (): Promise<string> => {
    const dataDir = join(folder, 'data');
    await openProduct(dataDir).stop();
    return dataDir;
  };

  it('put a secret of a data folder from standard input and show it nowhere', async () => {
    const dataDir = await makeDataFolder();
    const oms = omsThrough(awsDoors, 'tops3cret\n');
    const first = await oms('--data-dir', dataDir, 'secret', 'put', 'shopify-main-webhook-secret');
    expect(first).toMatchObject({ exitCode: 0, err: '' });
    expect(first.out).not.toContain('tops3cret');
    expect(readFileSync(join(dataDir, 'waybill.env'), 'utf8')).toBe("SHOPIFY_MAIN_WEBHOOK_SECRET='tops3cret'\n");
    expect(documentOf(await oms('--data-dir', dataDir, 'secret', 'put', 'shopify-main-webhook-secret', '--json'))).toEqual({
      secret: 'shopify-main-webhook-secret',
      outcome: 'unchanged',
    });
    expect((await oms('--data-dir', dataDir, 'secret', 'retire', 'shopify-main-webhook-secret')).out).toContain('no previous value');
  });

  it('set, print and list parameters', async () => {
    const dataDir = await makeDataFolder();
    const oms = omsThrough(awsDoors);
    expect((await oms('--data-dir', dataDir, 'parameter', 'get', 'sourcing-policy')).out).toContain('its default counts');
    expect((await oms('--data-dir', dataDir, 'parameter', 'put', 'sourcing-policy', 'nearest')).exitCode).toBe(0);
    expect((await oms('--data-dir', dataDir, 'parameter', 'get', 'sourcing-policy')).out).toBe('nearest\n');
    expect(documentOf(await oms('--data-dir', dataDir, 'parameter', 'list', '--json'))).toEqual({
      parameters: [{ name: 'sourcing-policy', value: 'nearest' }],
    });
  });

  it('go to the stage that is named', async () => {
    const file = join(folder, 'stage.env');
    const stages: string[] = [];
    const doors = doorsOf({
      settings: async ({ stage }) => {
        stages.push(stage);
        return createEnvFileSettings(file);
      },
    });
    expect((await omsThrough(doors, 'abc')('--stage', 'prod', 'secret', 'put', 'pagerduty')).out).toBe(
      'Secret pagerduty of stage prod is set.\n',
    );
    expect(readFileSync(file, 'utf8')).toBe("PAGERDUTY='abc'\n");
    expect(stages).toEqual(['prod']);
  });

  it.each([
    ['nothing on standard input', ['secret', 'put', 'pagerduty']],
    ['a secret of the deployment itself', ['secret', 'put', 'internal/mac-key']],
    ['a value as an argument', ['secret', 'put', 'pagerduty', 'abc']],
    ['a parameter that nothing reads', ['parameter', 'put', 'sourcing-polcy', 'nearest']],
    ['an empty parameter', ['parameter', 'put', 'sourcing-policy', '']],
  ])('refuse %s as wrong usage', async (_what, given) => {
    expect(await omsThrough(doorsOf({}))('--stage', 'prod', ...given)).toMatchObject({ exitCode: 2, out: '' });
  });

  it('need a data folder, or a stage', async () => {
    const outcome = await omsThrough(awsDoors, 'abc')('--data-dir', join(folder, 'nowhere'), 'secret', 'put', 'pagerduty');
    expect(outcome).toMatchObject({ exitCode: 1, err: expect.stringContaining('There is no data folder') });
  });

  it('name what AWS does not allow', async () => {
    const denied = Object.assign(new Error('User kim is not authorized to perform: secretsmanager:PutSecretValue'), {
      name: 'AccessDeniedException',
    });
    const settings = {
      ...createEnvFileSettings(join(folder, 'x.env')),
      putSecret: () => Promise.reject(new AccessDeniedError('secretsmanager:PutSecretValue', denied)),
    };
    const outcome = await omsThrough(doorsOf({ settings: async () => settings }), 'abc')('--stage', 'prod', 'secret', 'put', 'pagerduty');
    expect(outcome).toMatchObject({ exitCode: 1, err: expect.stringContaining('secretsmanager:PutSecretValue') });
  });
});
