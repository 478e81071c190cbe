import type { Command } from 'commander';
import { toWire } from '../../lib/kernel/wire.ts';
import type { RecordCheckStanding } from '../../lib/intelligence/index.ts';
import { paragraphs, table } from './output.ts';
import { action, type Session } from './session.ts';

const openParts = () => import('../../lambdas/orders/record-check-parts.ts');

const standingsText = (standings: readonly RecordCheckStanding[]): string =>
  standings.length === 0
    ? 'No order has been learnt from yet: the hourly pass has not run, or there are no orders.'
    : paragraphs(
        table(
          ['Source', 'State', 'Records', 'Held out', 'Threshold', 'Undecided', 'Released', 'Rejected'],
          standings.map((one) => [
            one.source,
            one.state,
            `${one.records} of ${one.recordsNeeded} needed`,
            String(one.heldOut),
            one.threshold === null ? '' : one.threshold.toFixed(3),
            String(one.undecided),
            String(one.released),
            String(one.rejected),
          ]),
          ['Undecided', 'Released', 'Rejected'],
        ),
        standings
          .map(({ sentence, setAsideUnusual }) => `${sentence}${setAsideUnusual ? ' That is far more than the budget explains.' : ''}`)
          .join('\n'),
      );

/** `oms record-checks`: how the checks of incoming records stand. */
export const registerRecordChecks = (program: Command, session: Session): void => {
  const group = program
    .command('record-checks')
    .summary('how the checks of incoming records stand, by source')
    .description(
      'What the check of each channel has learnt from, from how many records it speaks, what it sets aside, and what people said of it. Held orders stand in the review queue with the hold data-review (docs/record-checks.md).',
    )
    .action(
      action(session, async (call) => {
        const standings = await call.withProduct(async ({ platform }) => (await openParts()).recordStandingsOf(platform)(call.tenantId));
        call.print({ checks: toWire(standings) }, () => standingsText(standings));
      }),
    );
  group
    .command('learn')
    .summary('learn from the orders now, instead of within the hour')
    .action(
      action(session, async (call) => {
        const standings = await call.withProduct(async ({ platform }) => {
          const { learnRecordsOf, recordStandingsOf } = await openParts();
          await learnRecordsOf(platform).runNow(call.tenantId);
          return recordStandingsOf(platform)(call.tenantId);
        });
        call.print({ checks: toWire(standings) }, () => standingsText(standings));
      }),
    );
};
