import type { EventCase } from './event-case.ts';

const modelHash = 'ab'.repeat(32);
const trial = { share_per_mille: 50, watch_until: null, started_at: '2026-11-20T14:00:00.000Z', reason: 'x' };
const liveFrom = { promoted_at: '2026-11-20T14:00:00.000Z', watch_until: '2026-11-21T14:00:00.000Z', reason: 'x' };

/** Events of models, and what is said of them. */
export const modelCases: readonly EventCase[] = (
  [
    [
      'version_registered',
      {
        version: 2,
        model_version: '00000000000000a1',
        schema_hash: modelHash,
        files: [{ path: 'model.json', key: 'k', sha256: modelHash, byte_length: 1 }],
        metrics: [],
        training: { sha256: null, rows: null, rows_held_out: null, from: null, to: null, seed: null },
        histogram: null,
        registered_at: '2026-11-20T14:00:00.000Z',
        note: 'x',
      },
      'Version 2 was registered (00000000000000a1).',
    ],
    [
      'gates_evaluated',
      { version: 2, passed: false, gates: [{ name: 'log_loss', value: 0.3, bound: 0.2, wants: 'at_most', passed: false }] },
      'Version 2 fails: log loss is 0.3, wanted at most 0.2.',
    ],
    ['version_approved', { version: 2, by: 'policy', reason: 'x' }, 'Version 2 was approved by the policy.'],
    ['shadow_started', { version: 2, reason: 'x' }, 'Version 2 scores in shadow.'],
    ['shadow_ended', { version: 2, reason: 'x' }, 'Version 2 scores in shadow no more.'],
    ['challenger_started', { version: 2, ...trial }, 'Version 2 answers for 5 % of the orders.'],
    ['challenger_ended', { version: 2, reason: 'x', breach: null }, 'Version 2 answers as challenger no more.'],
    ['promoted', { version: 2, previous: 0, ...liveFrom }, 'Version 2 is the champion instead of the starter.'],
    [
      'rolled_back',
      { version: 2, to: 0, cause: 'watch', reason: 'x', breach: null, rolled_back_at: '2026-11-20T14:00:00.000Z' },
      'Version 2 was rolled back to the starter by the watch.',
    ],
    ['version_retired', { version: 2, reason: 'x' }, 'Version 2 was retired.'],
    ['slot_assigned', { slot: 'b', version: 2 }, 'Endpoint b serves version 2.'],
  ] as const
).map(([name, payload, sentence]): EventCase => [`model.${name}`, payload, `Model fraud: ${sentence}`, 'fraud']);
