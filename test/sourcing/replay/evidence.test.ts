// A policy that its own replay shows to be dearer is not made live without a word.
import { describe, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { createFindEvidence } from '../../../lib/sourcing/app/replay/evidence.ts';
import type { Simulation } from '../../../lib/sourcing/app/replay/simulation.rows.ts';
import { estimateOffPolicy, type LoggedChoice } from '../../../lib/sourcing/domain/evaluation/off-policy.ts';
import type { Candidate, ReplayResult } from '../../../lib/sourcing/domain/replay.ts';
import { costPolicy, speedPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { createCheckPolicy, type SourcingPolicy } from '../../../lib/sourcing/index.ts';
import { boston, sha256, warehouse } from '../domain/sourcing.fixtures.ts';

const tenantId = TenantId('main');
const own: SourcingPolicy = { ...speedPolicy, name: 'own', version: 3 };

/** Decisions of which each was drawn among two; where the other policy agrees they have cost so much. */
const drawn = (count: number, whereBothAgree: number, supported = count): readonly LoggedChoice[] =>
  Array.from({ length: count }, (_, index) => {
    const agrees = index % 2 === 0;
    const cost = (agrees ? whereBothAgree : 1_000) + (index % 7);
    return { propensity: 0.5, agrees, supported: agrees || index < supported, cost, modelled: { logged: 1_000, other: 1_000 } };
  });

type Replay = { readonly candidate: Candidate; readonly choices: readonly LoggedChoice[]; readonly state?: Simulation['state'] };

/** Replays of the past, the newest first. */
const findEvidence = (replays: readonly Replay[]) => {
  const at = Instant('2026-11-20T00:00:00.000Z');
  const idOf = (index: number): string => `replay-${index}`;
  const of = (id: string): Replay => replays[Number(id.slice('replay-'.length))] as Replay;
  return createFindEvidence({
    list: async () => ({
      items: replays.map(({ candidate, state = 'done' }, index): Simulation => {
        const policy = candidate === 'logged' ? null : { name: candidate.name, version: candidate.version };
        const actor = { kind: 'user', id: 'ann' } as const;
        const progress = { decisions: 0, of: 0 } as unknown as Simulation['progress'];
        const times = { from: at, to: at, createdAt: at, updatedAt: at, expiresAt: at };
        return { simulationId: idOf(index), policy, rates: 'logged', state, progress, problem: null, requestedBy: actor, ...times };
      }),
    }),
    candidate: async (_tenant, id) => of(id).candidate,
    result: async (_tenant, id) => {
      const estimate = estimateOffPolicy(of(id).choices);
      return { estimates: estimate ? [{ currency: CurrencyCode('USD'), ...estimate }] : [] } as unknown as ReplayResult;
    },
  });
};

const check = (policy: SourcingPolicy, replays: readonly Replay[]) =>
  createCheckPolicy({
    locations: { locations: async () => [warehouse('DEPOT', boston, { region: 'MA' })] },
    recentOrders: async () => [{ region: 'US-NY', lines: [] }],
    availability: { availability: async () => [] },
    sha256,
    evidence: findEvidence(replays),
  })(tenantId, { policy });

describe('a policy of which a replay tells', () => {
  it('is warned of where it is dearer than what decided so far, with the figures', async () => {
    expect(await check(own, [{ candidate: own, choices: drawn(400, 1_400) }])).toEqual({
      ok: true,
      value: [
        {
          field: 'value',
          code: 'evidence-worse',
          message: 'by the replay replay-0 a decision under it costs 1403 instead of 1203 minor units of USD, told by 200 decisions',
          destination: null,
          orders: null,
        },
      ],
    });
  });

  it.each<[string, readonly Replay[]]>([
    ['is cheaper by it', [{ candidate: own, choices: drawn(400, 600) }]],
    ['has changed since', [{ candidate: { ...own, splitCostMinor: own.splitCostMinor + 1 }, choices: drawn(400, 1_400) }]],
    ['is another one', [{ candidate: costPolicy, choices: drawn(400, 1_400) }]],
    ['is still being replayed', [{ candidate: own, choices: drawn(400, 1_400), state: 'running' }]],
    ['is that of the log', [{ candidate: 'logged', choices: drawn(400, 1_400) }]],
  ])('goes live without a warning where it %s', async (_case, replays) => {
    expect(await check(own, replays)).toEqual({ ok: true, value: [] });
  });

  it.each<[string, readonly LoggedChoice[], string]>([
    [
      'because too few decisions tell',
      drawn(20, 1_400),
      'its decisions in USD on which it agrees with the log weigh as 10.0, and 30 are needed',
    ],
    [
      'because the log could not have made its choices',
      drawn(400, 1_400, 200),
      'of only 300 of 400 decisions in USD the log could have made its choice, and 80 % are needed',
    ],
  ])('is told that its replay says nothing %s', async (_case, choices, why) => {
    expect(await check(own, [{ candidate: own, choices }])).toEqual({
      ok: true,
      value: [
        {
          field: 'value',
          code: 'evidence-thin',
          message: `the replay replay-0 does not tell what it would really cost: ${why}`,
          destination: null,
          orders: null,
        },
      ],
    });
  });

  it('goes by the newest replay of it', async () => {
    const dearer = { candidate: own, choices: drawn(400, 1_400) };
    const cheaper = { candidate: own, choices: drawn(400, 600) };
    expect(await check(own, [{ candidate: costPolicy, choices: drawn(400, 1_400) }, cheaper, dearer])).toEqual({ ok: true, value: [] });
    const warned = await check(own, [dearer, cheaper]);
    expect(warned.ok && warned.value.map(({ code }) => code)).toEqual(['evidence-worse']);
  });
});
