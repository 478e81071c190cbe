import { type Command, Option } from 'commander';
import {
  createOrderFlags,
  describeOrderAction,
  describeOrderAnomalyRejection,
  orderAnomalyKinds,
  orderResolutionCodes,
} from '../../lib/orders/index.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type ListOptions = {
  readonly kind?: (typeof orderAnomalyKinds)[number];
  readonly ended?: boolean;
  readonly limit: number;
  readonly cursor?: string;
};
type ResolveOptions = { readonly code: (typeof orderResolutionCodes)[number]; readonly note?: string };

const openViews = () => import('../../lambdas/orders/anomaly-reply.ts');

const registerResolve = (group: Command, session: Session): void => {
  group
    .command('resolve')
    .summary('say that an anomaly has been dealt with')
    .argument('<id>')
    .addOption(new Option('--code <code>', 'what it was').choices(orderResolutionCodes).makeOptionMandatory())
    .option('--note <text>', 'what was found, without personal data')
    .action(
      action<ResolveOptions, [string]>(session, async (call, id) => {
        const { code, note } = call.options;
        const outcome = await call.withProduct(({ platform }) =>
          createOrderFlags(platform).resolve(call.caller, id, { code, note: note ?? null }),
        );
        if (!outcome.ok) throw new CommandError(outcome.error.code, describeOrderAnomalyRejection(outcome.error), exitCodes.refused);
        const { orderAnomalyView } = await openViews();
        call.print(toWire(orderAnomalyView(outcome.value)), () => `${id} is resolved: ${outcome.value.resolution?.code}.`);
      }),
    );
};

/** `oms order-anomalies`: what is strange about orders, and what can be done about one. */
export const registerOrderAnomalies = (program: Command, session: Session): void => {
  const group = program
    .command('order-anomalies')
    .summary('what is strange about orders, with what to do about it')
    .description(
      'Open anomalies of orders, the oldest first: spikes, returns after a spike, many customers or failed payments of one device, duplicates, impossible addresses.',
    )
    .addOption(new Option('--kind <kind>', 'of this kind alone').choices(orderAnomalyKinds))
    .option('--ended', 'those that have been resolved or are over, newest first')
    .option('--limit <n>', 'most to show', wholeNumber(1, 200), 50)
    .option('--cursor <cursor>', 'goes on where the page before ended')
    .action(
      action<ListOptions>(session, async (call) => {
        const { kind, ended, limit, cursor } = call.options;
        const found = await call.withProduct(({ platform }) =>
          createOrderFlags(platform).list(call.tenantId, { list: ended ? 'ended' : 'open', kind }, { limit, cursor }),
        );
        const { orderAnomalyView } = await openViews();
        call.print({ ...found, items: found.items.map((flag) => toWire(orderAnomalyView(flag))) }, () =>
          paragraphs(
            found.items.length === 0
              ? 'There are none.'
              : table(
                  ['Id', 'Severity', 'Since', 'What', 'Do'],
                  found.items.map((flag) => [flag.flagId, flag.severity, flag.openedAt, flag.sentence, describeOrderAction(flag.action)]),
                ),
            found.cursor === undefined ? undefined : `More with --cursor ${found.cursor}`,
          ),
        );
      }),
    );
  registerResolve(group, session);
  group
    .command('detect')
    .summary('look at the orders now, instead of waiting for the next quarter of an hour')
    .action(
      action(session, async (call) => {
        const [{ createWatchOrders }, { orderWatchParts }] = await Promise.all([
          import('../../lib/orders/index.ts'),
          import('../../lambdas/orders/watch-parts.ts'),
        ]);
        const open = await call.withProduct(async ({ platform }) => {
          await createWatchOrders(orderWatchParts(platform)).runNow(call.tenantId);
          return (await createOrderFlags(platform).list(call.tenantId, { list: 'open' }, { limit: 200 })).items.length;
        });
        call.print({ open }, () => `Orders were looked at: ${open === 200 ? '200 or more' : open} anomalies are open.`);
      }),
    );
};
