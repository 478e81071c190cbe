import { describe, expect, it } from 'vitest';

import { createCountingIds, invoke, invokeWithToken, machineOf, openEngine } from './support/engine.ts';

describe('After a restart', () => {
  it('a call under way is made again, with the same payload', async () => {
    const payloads: unknown[] = [];
    const machines = { m: machineOf('T', { T: invoke('f', { End: true }, { key: '{% $uuid() %}' }) }) };
    const first = await openEngine({
      machines,
      functions: {
        f: (payload: never) => {
          payloads.push(payload);
          return new Promise(() => undefined);
        },
      },
    });
    await first.workflows.start({ machine: 'm', name: 'first', input: {} });
    await first.workflows.close();

    const second = await openEngine({
      disk: first.disk,
      clock: first.clock,
      ids: createCountingIds(2),
      functions: { f: (payload: never) => void payloads.push(payload) },
    });
    expect(await second.workflows.resume()).toEqual({ executions: 1 });
    await second.workflows.settled();
    expect((await second.describe('m')).status).toBe('succeeded');
    expect(payloads).toHaveLength(2);
    expect(payloads[1]).toEqual(payloads[0]);
  });

  it('a token given before still works, and the function that got it is not called again', async () => {
    const tokens: string[] = [];
    const keep = ({ token }: { token: string }): void => void tokens.push(token);
    const machines = { m: machineOf('T', { T: invokeWithToken('keep', { TimeoutSeconds: 60, End: true }) }) };
    const first = await openEngine({ machines, functions: { keep } });
    await first.run('m', {});
    await first.workflows.close();

    const second = await openEngine({ disk: first.disk, clock: first.clock, functions: { keep } });
    await second.workflows.resume();
    await second.advanceSeconds(59);
    await second.workflows.succeed(tokens[0] ?? '', 'kept');
    expect(await second.describe('m')).toMatchObject({ status: 'succeeded', output: 'kept' });
    expect(tokens).toHaveLength(1);
  });

  it('nothing is lost of a token that a function was given: it is stored before', async () => {
    const stored: boolean[] = [];
    const look = ({ token }: { token: string }): void =>
      void stored.push([...engine.disk.values()].some((item) => String(item['body']).includes(token)));
    const engine = await openEngine({
      machines: { m: machineOf('T', { T: invokeWithToken('look', { End: true }) }) },
      functions: { look },
    });
    await engine.run('m', {});
    expect(stored).toEqual([true]);
  });

  it('waits and timeouts keep their moments, also those that passed while nothing ran', async () => {
    const machines = {
      waiting: machineOf('W', { W: { Type: 'Wait', Seconds: 100, End: true } }),
      asking: machineOf('T', { T: invokeWithToken('keep', { TimeoutSeconds: 30, End: true }) }),
    };
    const first = await openEngine({ machines, functions: { keep: () => null } });
    await first.run('waiting', {});
    await first.run('asking', {});
    await first.workflows.close();

    first.clock.set('2026-11-20T10:01:00.000Z' as never);
    const second = await openEngine({ disk: first.disk, clock: first.clock });
    await second.workflows.resume();
    expect(await second.describe('asking')).toMatchObject({ status: 'failed', error: 'States.Timeout' });
    expect(second.workflows.nextDueAt()).toBe('2026-11-20T10:01:40.000Z');
    await second.advanceSeconds(40);
    expect(await second.describe('waiting')).toMatchObject({ status: 'succeeded', stoppedAt: '2026-11-20T10:01:40.000Z' });
  });

  it('executions of a machine that is no longer deployed go on', async () => {
    const first = await openEngine({ machines: { old: machineOf('W', { W: { Type: 'Wait', Seconds: 5, Output: 'rested', End: true } }) } });
    await first.run('old', {});
    const second = await openEngine({ disk: first.disk, clock: first.clock });
    await second.workflows.resume();
    await second.advanceSeconds(5);
    expect(await second.describe('old')).toMatchObject({ status: 'succeeded', output: 'rested' });
    await expect(second.workflows.start({ machine: 'old', name: 'new', input: {} })).rejects.toThrow('no machine "old"');
  });

  it('two engines over one table do not run an execution twice to its end', async () => {
    const machines = { m: machineOf('W', { W: { Type: 'Wait', Seconds: 5, Next: 'Z' }, Z: { Type: 'Succeed' } }) };
    const first = await openEngine({ machines });
    await first.run('m', {});
    const second = await openEngine({ disk: first.disk, clock: first.clock, machines });
    await second.workflows.resume();
    await first.advanceSeconds(5);
    await second.workflows.tick();
    const trace = await first.workflows.trace('arn:aws:states:local:000000000000:execution:m:first');
    expect((await second.describe('m')).status).toBe('succeeded');
    expect(trace?.transitionCount).toBe(4);
    expect(second.errors).toEqual([]);
  });
});
