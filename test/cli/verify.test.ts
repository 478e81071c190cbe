import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOms, documentOf } from './oms.ts';

const body = '{"id":"evt_1"}';
const now = 1_795_000_000;
const signature = `t=${now},v1=${createHmac('sha256', 'whsec_new').update(`${now}.${body}`).digest('hex')}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-verify-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

const verify = async (stdin: string, ...given: readonly string[]) => {
  const outcome = await createOms('/no/such/folder', stdin)('verify', ...given);
  expect(outcome.err).toBe('');
  return { exitCode: outcome.exitCode, document: documentOf(outcome) };
};

describe('oms verify', () => {
  const headers = () => fileOf('headers.json', JSON.stringify({ 'STRIPE-signature': [signature] }));
  const given = () => ['stripe', '--headers', headers(), '--now', String(now)];

  it('says that a body was signed, with the secret before the current one too', async () => {
    const file = fileOf('body.json', body);
    expect(await verify('', ...given(), '--secret', 'whsec_new', file)).toEqual({ exitCode: 0, document: { ok: true } });
    expect(await verify(body, ...given(), '--secret', 'whsec_newer', '--secret', 'whsec_new', '-')).toEqual({
      exitCode: 0,
      document: { ok: true },
    });
  });

  it('takes the clock where it is told no time', async () => {
    expect(await verify(body, 'stripe', '--headers', headers(), '--secret', 'whsec_new', '-')).toMatchObject({
      exitCode: 3,
      document: { ok: false, problems: [{ field: 'stripe-signature', code: expect.stringMatching(/^timestamp-(too-old|in-future)$/) }] },
    });
  });

  it.each<[string, () => readonly string[], object]>([
    [
      'another body',
      () => [...given(), '--secret', 'whsec_new', fileOf('body.json', '{}')],
      { field: 'stripe-signature', code: 'signature-invalid' },
    ],
    ['no secret', () => [...given(), '-'], { field: 'secret', code: 'secret-missing' }],
    ['an empty secret', () => [...given(), '--secret', '', '-'], { field: 'secret', code: 'secret-missing' }],
    [
      'a scheme that there is not',
      () => ['paypal', '--headers', headers(), '--secret', 'a', '-'],
      { field: 'scheme', code: 'scheme-unknown' },
    ],
    ['a body that is not there', () => [...given(), '--secret', 'a', join(folder, 'none')], { field: 'file', code: 'file-unreadable' }],
    [
      'headers that are not there',
      () => ['stripe', '--headers', join(folder, 'none'), '--secret', 'a', '-'],
      { field: 'headers', code: 'file-unreadable' },
    ],
    [
      'headers that are no JSON',
      () => ['stripe', '--headers', fileOf('h', '{'), '--secret', 'a', '-'],
      { field: 'headers', code: 'not-json' },
    ],
    [
      'headers in another encoding',
      () => ['stripe', '--headers', fileOf('h', Buffer.from('{"a":"\xff"}', 'latin1')), '--secret', 'a', '-'],
      { field: 'headers', code: 'not-json' },
    ],
    [
      'headers that are a list',
      () => ['stripe', '--headers', fileOf('h', '[]'), '--secret', 'a', '-'],
      { field: 'headers', code: 'not-an-object' },
    ],
    ['both from standard input', () => ['stripe', '--headers', '-', '--secret', 'a', '-'], { field: 'headers', code: 'input-read-twice' }],
  ])('refuses %s by name', async (_what, args, problem) => {
    const { exitCode, document } = await verify(body, ...args());
    expect(exitCode).toBe(3);
    expect(document).toEqual({ ok: false, problems: [{ message: expect.any(String), ...problem }] });
  });

  it('asks for what is left out, and for a time that can be', async () => {
    expect(await createOms('/no/such/folder')('verify', 'stripe', '-')).toMatchObject({ exitCode: 2, out: '' });
    expect(await createOms('/no/such/folder')('verify', ...given(), '--now', 'soon', '-')).toMatchObject({ exitCode: 2, out: '' });
  });
});
