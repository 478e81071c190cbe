import { describe, expect, it } from 'vitest';
import { checkPassword } from '../../../lib/access/domain/password.ts';
import { normaliseEmail } from '../../../lib/access/domain/user.ts';

describe('e-mail address', () => {
  it.each([
    ['  Mara.Lind@Example.COM ', 'mara.lind@example.com'],
    ['o\u0308zil@example.com', 'özil@example.com'],
    ['a+shop@mail.example.co.uk', 'a+shop@mail.example.co.uk'],
  ])('%j is compared as %j', (text, expected) => {
    expect(normaliseEmail(text)).toBe(expected);
  });

  it.each([
    '',
    'mara',
    'mara@',
    '@example.com',
    'mara@example',
    'ma ra@example.com',
    'a@b@example.com',
    `${'a'.repeat(65)}@example.com`,
    'a\u0000b@example.com',
  ])('%j cannot be one', (text) => {
    expect(normaliseEmail(text)).toBeUndefined();
  });
});

describe('password', () => {
  it.each([
    ['elevenchars', 'too-short'],
    ['x'.repeat(257), 'too-long'],
    ['Mara.Lind@example.com', 'same-as-email'],
  ])('%j is refused as %s', (text, reason) => {
    expect(checkPassword(text, 'mara.lind@example.com')).toEqual({ ok: false, error: { code: 'password-too-weak', reason } });
  });

  it('counts characters, not their encoding, and gives one form for two ways of typing', () => {
    expect(checkPassword('😀'.repeat(11), 'a@example.com').ok).toBe(false);
    expect(checkPassword('😀'.repeat(12), 'a@example.com').ok).toBe(true);
    expect(checkPassword('gro\u0308ßere Kiste', '')).toEqual(checkPassword('größere Kiste', ''));
  });
});
