import { describe, expect, it } from 'vitest';
import { healthOf, type ReadingNow } from '../../../lib/channels/domain/account-health.ts';
import { type PollState, startPolling } from '../../../lib/channels/domain/poll-state.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';

const now = Instant('2026-11-20T14:00:00.000Z');
const ago = (minutes: number): Instant => plusMs(now, -minutes * 60_000);
const account = { removedAt: null, settings: {}, addedAt: ago(600), connectedAt: ago(500) };

const read = (upTo: number, more: Partial<PollState> = {}, failingFor?: number): ReadingNow => ({
  state: { ...startPolling(ago(upTo), now), ...more },
  ...(failingFor === undefined ? {} : { failingSince: ago(failingFor) }),
});

describe('the health of an account', () => {
  it('is ok while its orders are read as they come', () =>
    expect(healthOf(account, { polling: read(3) }, now)).toMatchObject({ state: 'ok', since: null }));

  it('is behind from half an hour on, since the moment up to which it has been read', () => {
    expect(healthOf(account, { polling: read(29) }, now).state).toBe('ok');
    expect(healthOf(account, { polling: read(30) }, now)).toMatchObject({ state: 'behind', since: ago(30) });
  });

  it('is behind when nobody has read it for long, and ok when it is new', () => {
    expect(healthOf({ ...account, connectedAt: ago(2) }, {}, now)).toMatchObject({ state: 'ok', since: ago(2) });
    expect(healthOf(account, {}, now)).toMatchObject({ state: 'behind', since: ago(500) });
  });

  it.each([
    ['unavailable', 1, 'ok'],
    ['unavailable', 5, 'failing'],
    ['throttled', 4, 'ok'],
    ['throttled', 9, 'failing'],
    ['unauthorized', 0, 'failing'],
    ['refused', 0, 'failing'],
  ] as const)('with %s for %d minutes is %s', (problem, minutes, state) =>
    expect(healthOf(account, { polling: read(3, { failures: 1, problem }, minutes) }, now).state).toBe(state));

  it('says why it fails, and since when', () =>
    expect(healthOf(account, { polling: read(90, { failures: 9, problem: 'unauthorized' }, 85) }, now)).toEqual({
      state: 'failing',
      sentence: 'Its orders cannot be read: the channel refuses the credentials, or they are not set up.',
      since: ago(85),
    }));

  it('is failing when the daily comparison fails, though polling goes on', () =>
    expect(healthOf(account, { polling: read(3), comparison: read(900, { failures: 4, problem: 'refused' }, 60) }, now)).toMatchObject({
      state: 'failing',
      sentence: expect.stringContaining('daily comparison'),
    }));

  it('of one that only takes deliveries is not_connected, and of a removed one removed', () => {
    expect(healthOf({ ...account, settings: null }, {}, now)).toMatchObject({ state: 'not_connected', since: ago(600) });
    expect(healthOf({ ...account, removedAt: ago(9) }, { polling: read(90, { failures: 9 }, 85) }, now)).toMatchObject({
      state: 'removed',
      since: ago(9),
    });
  });
});
