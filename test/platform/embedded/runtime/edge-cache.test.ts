import { describe, expect, it } from 'vitest';
import { createEdgeCache } from '../../../../lib/platform/embedded/runtime/edge-cache.ts';
import { createVirtualClock } from '../../../../lib/platform/embedded/virtual-clock.ts';
import type { Reply } from '../../../../lib/platform/http/reply.ts';
import { startOfTests } from '../../../contract/engine.ts';

const open = () => {
  const clock = createVirtualClock(startOfTests);
  const cache = createEdgeCache({ clock });
  let asked = 0;
  const keepable = { 'cache-control': 'public, max-age=0, s-maxage=30', etag: '"one"' };
  const answer = (path: string, given: { query?: string; ifNoneMatch?: string; reply?: Reply } = {}) =>
    cache.answer({ path, query: given.query ?? '', ifNoneMatch: given.ifNoneMatch }, async () => {
      asked += 1;
      return given.reply ?? { statusCode: 200, headers: keepable, body: `answer ${asked}` };
    });
  return { clock, cache, answer, asked: () => asked, keepable };
};

describe('an answer before the API', () => {
  it('is kept by path and query for as long as it says, and its age is told', async () => {
    const { clock, answer, asked } = open();
    await answer('/a');
    clock.advanceMs(29_000);
    const kept = await answer('/a');
    expect(kept).toMatchObject({ body: 'answer 1', headers: { age: '29' } });
    expect((await answer('/a', { query: 'b=1' })).body).toBe('answer 2');
    clock.advanceMs(1_000);
    expect((await answer('/a')).body).toBe('answer 3');
    expect(asked()).toBe(3);
  });

  it('is not sent to who has it', async () => {
    const { answer, asked } = open();
    await answer('/a');
    const known = await answer('/a', { ifNoneMatch: '"one"' });
    expect([known.statusCode, known.body, asked()]).toEqual([304, undefined, 1]);
  });

  it('is not kept when it does not say so, or is a refusal', async () => {
    const { answer, asked, keepable } = open();
    for (const reply of [
      { statusCode: 200, headers: { 'cache-control': 'no-store' }, body: '' },
      { statusCode: 200, headers: { 'cache-control': 'public, s-maxage=0' }, body: '' },
      { statusCode: 404, headers: keepable, body: '' },
      { statusCode: 200, body: '' },
    ])
      await answer('/a', { reply });
    await answer('/a');
    expect(asked()).toBe(5);
  });

  it('that is thrown out on its way does not come back with it', async () => {
    const { cache, answer, keepable } = open();
    const reply = { statusCode: 200, headers: keepable, body: 'old' };
    await cache.answer({ path: '/a', query: '', ifNoneMatch: undefined }, async () => {
      await cache.port.purge({ paths: ['/a'], reference: 'one' });
      return reply;
    });
    expect((await answer('/a')).body).toBe('answer 1');
  });
});
