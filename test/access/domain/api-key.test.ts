import { describe, expect, it } from 'vitest';
import { looksLikeApiKey, parseApiKey } from '../../../lib/access/domain/api-key.ts';

const keyId = '01jd5q8z7m0000000000000000';
const secret = 'a'.repeat(52);

describe('API key text', () => {
  it('has environment, id and secret', () => {
    expect(parseApiKey(`wb_sandbox_${keyId}_${secret}`)).toEqual({ environment: 'sandbox', keyId, secret });
  });

  it.each([
    ['another environment', `wb_test_${keyId}_${secret}`],
    ['a short id', `wb_live_${keyId.slice(1)}_${secret}`],
    ['a short secret', `wb_live_${keyId}_${secret.slice(1)}`],
    ['a long secret', `wb_live_${keyId}_${secret}a`],
    ['letters outside base32', `wb_live_${keyId}_${secret.slice(1)}1`],
    ['upper case', `WB_LIVE_${keyId}_${secret}`],
    ['a line break', `wb_live_${keyId}_${secret}\n`],
  ])('with %s is none', (_, text) => {
    expect(parseApiKey(text)).toBeUndefined();
  });

  it('is told from a token by its first letters', () => {
    expect(looksLikeApiKey('wb_live_x')).toBe(true);
    expect(looksLikeApiKey('eyJhbGciOiJFUzI1NiJ9.e30.x')).toBe(false);
  });
});
