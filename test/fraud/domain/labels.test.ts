import { describe, expect, it } from 'vitest';
import { contributionReasons } from '../../../lib/fraud/domain/contribution-words.ts';
import { drawOf, explore, notExplored } from '../../../lib/fraud/domain/exploration.ts';
import { defaultFraudBands } from '../../../lib/fraud/app/default-bands.ts';
import { type FraudFacts, isFraudCode, labelAt } from '../../../lib/fraud/domain/labels.ts';
import { toE164 } from '../../../lib/fraud/domain/phone.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';

const placed = Instant('2026-01-01T12:00:00.000Z');
const day = (days: number): Instant => plusMs(placed, days * 86_400_000);
const facts = (known: Partial<FraudFacts> = {}): FraudFacts => ({ chargebacks: [], review: null, verification: null, ...known });
const labelled = (known: Partial<FraudFacts>, days: number) => labelAt(facts(known), placed, 120, day(days));

describe('the label of an order', () => {
  it('is honest once the bank has had its time, and not a day sooner', () => {
    expect(labelled({}, 119)).toBeUndefined();
    expect(labelled({}, 120)).toEqual({ label: 'honest', strength: 'strong', basis: 'no-chargeback', knownAt: day(120) });
  });
  it('is fraud from the day of a chargeback for it, and as before until then', () => {
    const charged = { chargebacks: [{ receivedAt: day(50), fraudulent: true }] };
    expect(labelled(charged, 49)).toBeUndefined();
    expect(labelled(charged, 50)).toEqual({ label: 'fraud', strength: 'strong', basis: 'chargeback', knownAt: day(50) });
    expect(labelled(charged, 300)?.label).toBe('fraud');
  });
  it('is not fraud for a chargeback about the goods', () => {
    expect(labelled({ chargebacks: [{ receivedAt: day(5), fraudulent: false }] }, 130)?.label).toBe('honest');
  });
  it('is fraud for good where a person turned it away, because no chargeback can come of it', () => {
    const rejected = { review: { outcome: 'rejected', decidedAt: day(1) } } as const;
    expect(labelled(rejected, 1)).toMatchObject({ label: 'fraud', strength: 'weak', basis: 'review' });
    expect(labelled(rejected, 300)).toMatchObject({ label: 'fraud', strength: 'weak' });
  });
  it('is weakly honest where a person or a code said so, until the bank has had its time', () => {
    const released = { review: { outcome: 'released', decidedAt: day(1) } } as const;
    expect(labelled(released, 30)).toMatchObject({ label: 'honest', strength: 'weak', basis: 'review' });
    expect(labelled(released, 130)).toMatchObject({ label: 'honest', strength: 'strong' });
    const confirmed = { verification: { outcome: 'confirmed', reason: null, endedAt: day(0) } } as const;
    expect(labelled(confirmed, 30)).toMatchObject({ label: 'honest', strength: 'weak', basis: 'verification' });
  });
  it('says nothing of a code that nobody looked at, and something of one that was wrong five times', () => {
    const failed = (reason: string) => ({ verification: { outcome: 'failed', reason, endedAt: day(0) } }) as const;
    expect(labelled(failed('expired'), 30)).toBeUndefined();
    expect(labelled(failed('too-many-tries'), 30)).toMatchObject({ label: 'fraud', strength: 'weak' });
  });
});

describe('the code of a chargeback', () => {
  it.each(['10.4', ' 4837 ', 'f29', 'UA02', 'fraudulent'])('%s is about fraud', (code) => expect(isFraudCode(code)).toBe(true));
  it.each(['13.1', '4853', 'C08', 'RG', '12.6', '10.40', ''])('%s is not', (code) => expect(isFraudCode(code)).toBe(false));
});

describe('a phone number', () => {
  it.each([
    ['(518) 555-0123', 'US', '+15185550123'],
    ['1 518 555 0123', 'us', '+15185550123'],
    ['+44 (0)20 7946 0018', null, '+442079460018'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['0043 1 2345678', 'DE', '+4312345678'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['06 1 234 5678', 'HU', '+3612345678'],
  ])('%s of %s is %s', (phone, country, expected) => expect(toE164(phone, country)).toBe(expected));
  it.each([
    ['555-0123', 'US'],
    ['020 7946 0018', null],
    ['020 7946 0018', 'XX'],
    ['+0123', null],
    ['none', 'US'],
    ['+1234567890123456', null],
  ])('%s of %s is none', (phone, country) => expect(toE164(phone, country)).toBeUndefined());
});

describe('what speaks against an order and for it', () => {
  it('is told strongest first, in the words of a reviewer', () => {
    expect(
      contributionReasons([
        { feature: 'largest_line_units', contribution: 0.4 },
        { feature: 'hour', contribution: 1.1 },
        { feature: 'pays_by_card', contribution: -0.3 },
      ]),
    ).toEqual(['The hour of the day and so many units of one article make fraud likelier.', 'Paying by card makes it less likely.']);
    expect(contributionReasons([{ feature: 'some_new_signal', contribution: 1 }])).toEqual(['Some new signal makes fraud likelier.']);
    expect(contributionReasons([])).toEqual([]);
  });
});

describe('the draw of an order', () => {
  it('is a number from 0 to below 1, told by the beginning of a hash', () => {
    expect(drawOf('0'.repeat(64))).toBe(0);
    expect(drawOf('f'.repeat(64))).toBeLessThan(1);
    expect(drawOf(`8${'0'.repeat(63)}`)).toBe(0.5);
  });
  it('passes the share of the policy, and says how likely that was', () => {
    const policy = { explore: { sharePerMille: 50, amountMaxMinor: 10_000, perDayMax: 1 } };
    expect(explore(policy, 0.049)).toEqual({ explored: true, propensity: 0.05, reason: 'drawn' });
    expect(explore(policy, 0.05)).toEqual({ explored: false, propensity: 0.95, reason: 'not-drawn' });
    expect(notExplored(policy, 10_000)).toBeUndefined();
    expect(notExplored(policy, 10_001)).toBe('amount');
    expect(notExplored({ explore: { ...defaultFraudBands.explore, sharePerMille: 0 } }, 1)).toBe('switched-off');
  });
});
