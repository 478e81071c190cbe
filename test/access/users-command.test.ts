// `oms user` where people sign in elsewhere: the first administrator of an installation in AWS is made with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { awsDoors } from '../../bin/commands/aws/doors.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { run } from '../../bin/commands/program.ts';
import type { AwsAccount } from '../../lib/operations/app/doctor/doctor.ts';
import type { Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import { createFakeDirectory, type FakeDirectory } from '../support/fake-directory.ts';

const identity = { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/operator/ada' };
let pool: FakeDirectory;
let runtime: Runtime;
let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-users-'));
  pool = await createFakeDirectory();
  runtime = openProduct(dataDir);
  await oms('tenant', 'create', 'main');
});
afterEach(async () => {
  await runtime.stop();
  rmSync(dataDir, { recursive: true });
});

const oms = async (...given: readonly string[]) => {
  const written = { out: '', err: '' };
  const io = {
    out: (text: string) => void (written.out += text),
    err: (text: string) => void (written.err += text),
    readStdin: async () => Buffer.from('a long enough password'),
  };
  const doors = {
    ...awsDoors,
    account: async () => ({ identity: async () => identity }) as unknown as AwsAccount,
    platform: async () => ({ ...runtime.platform, directory: pool.directory }),
  };
  const exitCode = await run([...given, '--stage', 'test', '--region', 'eu-central-1'], io, doors);
  return { exitCode, ...written };
};

it('has the first administrator invited, and tells no password', async () => {
  const { exitCode, out } = await oms('user', 'create', 'ada.quill@example.com', '--role', 'admin');
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^User [0-9a-z]{26} is admin of tenant main\.\nWhat they need to sign in has been mailed to them\.\n$/);
  expect(pool.mails).toEqual([{ to: 'ada.quill@example.com', what: 'invitation' }]);
});

it('takes no password, resets by mail, and erases', async () => {
  const refused = await oms('user', 'create', 'ada.quill@example.com', '--role', 'admin', '--password-stdin');
  expect(refused.exitCode).not.toBe(0);
  expect(refused.err).toContain('People choose their passwords themselves');
  await oms('user', 'create', 'ada.quill@example.com', '--role', 'admin');
  const { out } = await oms('user', 'set-password', 'ada.quill@example.com');
  expect(out).toMatch(/^The password of user [0-9a-z]{26} is void\.\nWhat they need to sign in has been mailed to them\.\n$/);
  expect((await oms('user', 'erase', 'ada.quill@example.com')).out).toMatch(/^User [0-9a-z]{26} is erased\.\n$/);
  expect((await oms('user', 'list')).out).toContain('(erased)');
  expect(pool.entries.size).toBe(0);
});
