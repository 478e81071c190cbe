import type { Command } from 'commander';
import { describeBands, describeFraudCaseRejection, percentText, type VerificationOutcome } from '../../lib/fraud/index.ts';
import { readOutbox } from '../../lib/platform/embedded/messages.outbox.ts';
import { findOrder } from './find-order.ts';
import { registerChargebacks } from './fraud-chargebacks.ts';
import { registerFraudCost } from './fraud-cost.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { list, wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

const openFraud = () => import('../../lambdas/composed/fraud.ts');

type QueueOptions = { readonly limit: number; readonly cursor?: string };

const registerQueue = (group: Command, session: Session): void => {
  group
    .command('queue')
    .summary('orders that wait for a reviewer, with reasons and the action that costs least')
    .description(
      'Orders that wait for a reviewer, those that are due first at the top. "oms bulk release-holds" and "reject-hold" decide on them.',
    )
    .option('--limit <n>', 'most to show', wholeNumber(1, 100), 50)
    .option('--cursor <cursor>', 'goes on where the page before ended')
    .action(
      action<QueueOptions>(session, async (call) => {
        const { fraudReviewsOf } = await openFraud();
        const { limit, cursor } = call.options;
        const page = await call.withProduct(({ platform }) => fraudReviewsOf(platform).list(call.tenantId, { limit, cursor }));
        const { capacity } = page;
        call.print(page, () =>
          paragraphs(
            `${counted(capacity.waiting, 'order')} waiting, ${capacity.overdue} overdue; ${capacity.decidedToday} of ${capacity.perDay} decided today.`,
            ...page.items.map(({ orderId, totalMinor, currency, dueAt, overdue, reasons, recommended }) =>
              [
                `${orderId}  ${amount(totalMinor, currency)}  due ${dueAt}${overdue ? '  OVERDUE' : ''}`,
                ...reasons.map((reason) => `  ${reason}`),
                ...(recommended ? [`  What to do: ${recommended.sentence}`] : []),
              ].join('\n'),
            ),
            page.cursor === undefined ? undefined : `More with --cursor ${page.cursor}`,
          ),
        );
      }),
    );
};

const doing = { pass: 'pass', verify: 'verify', review: 'review', decline: 'decline' } as const;

const registerBands = (group: Command, session: Session): void => {
  group
    .command('bands')
    .summary('from which probability of fraud on an order is verified, reviewed or better declined')
    .description('By what the policy fraud_bands says that each action costs. "oms policy set fraud_bands" changes it.')
    .option('--amounts <list>', 'totals in minor units, separated by commas', list())
    .action(
      action<{ readonly amounts?: readonly string[] }>(session, async (call) => {
        const given = call.options.amounts?.map(Number);
        if (given?.some((value) => !Number.isSafeInteger(value) || value < 0))
          throw new CommandError('amounts-invalid', '--amounts takes whole numbers of minor units, such as 2500,10000.', exitCodes.usage);
        const { policiesOf } = await import('../../lambdas/composed/base.ts');
        const bands = await call.withProduct(async ({ platform }) =>
          describeBands((await policiesOf(platform).inForce(call.tenantId, 'fraud_bands')).value, given),
        );
        call.print(bands, () =>
          paragraphs(
            `Mode: ${bands.mode}.`,
            table(
              ['Total', ...Object.values(doing).map((one) => `${one} from`)],
              bands.values.map(({ valueMinor, bands: of }) => [
                amount(valueMinor, bands.currency),
                ...Object.values(doing).map((one) => {
                  const band = of.find(({ action: taken }) => taken === one);
                  return band ? percentText(band.from) : '–';
                }),
              ]),
            ),
          ),
        );
      }),
    );
};

const standingText = (outcome: VerificationOutcome): string => {
  if (!outcome.ok) throw new CommandError(outcome.error.code, refusalText(outcome.error), exitCodes.refused);
  const { status, reason, expiresAt, triesLeft, sendsLeft } = outcome.value;
  if (status === 'waiting')
    return `A code is waited for until ${expiresAt ?? ''}: ${triesLeft} tries and ${sendsLeft} further codes are left.`;
  return status === 'confirmed' ? 'The order is confirmed.' : `The verification has ${status}${reason === null ? '' : `: ${reason}`}.`;
};

type Refused = Extract<VerificationOutcome, { readonly ok: false }>['error'];
const refusalText = (error: Refused): string => {
  if (error.code === 'order-not-found') return 'There is no such order.';
  if (error.code === 'verification-not-found') return 'No code has been asked for.';
  return describeFraudCaseRejection(error);
};

const registerVerifyOrder = (group: Command, session: Session): void => {
  group
    .command('verify')
    .summary('has a customer confirm an order by a code, sends another one, or enters it')
    .argument('<order>', "our id, or the channel's id or name")
    .option('--code <digits>', 'the code that the customer reads out')
    .action(
      action<{ readonly code?: string }, [string]>(session, async (call, text) => {
        const { code } = call.options;
        if (code !== undefined && !/^\d{6}$/.test(code))
          throw new CommandError('code-invalid', '--code takes the six digits of the message.', exitCodes.usage);
        const { verificationOf } = await openFraud();
        const outcome = await call.withProduct(async (product) => {
          const orderId = await findOrder(product, call, text);
          const desk = verificationOf(product.platform);
          return code === undefined ? desk.ask(call.caller, orderId) : desk.confirm(call.caller, orderId, code);
        });
        const said = standingText(outcome);
        call.print(outcome.ok ? outcome.value : {}, () => said);
      }),
    );
};

/** `oms outbox`. */
const registerOutbox = (program: Command, session: Session): void => {
  program
    .command('outbox')
    .summary('messages that would have gone to phones, where none really go out')
    .option('--limit <n>', 'most to show', wholeNumber(1, 100), 20)
    .action(
      action<{ readonly limit: number }>(session, async (call) => {
        const items = await call.withProduct(({ platform }) => readOutbox(platform, call.tenantId, call.options.limit));
        call.print({ items }, () =>
          items.length === 0
            ? 'Nothing.'
            : table(
                ['When', 'To', 'Text'],
                items.map(({ at, to, text }) => [at, to, text]),
              ),
        );
      }),
    );
};

/** `oms fraud` and `oms outbox`. */
export const registerFraud = (program: Command, session: Session): void => {
  const group = program.command('fraud').summary('orders that may be fraudulent: reviews, codes, chargebacks, and what it all costs');
  registerQueue(group, session);
  registerBands(group, session);
  registerVerifyOrder(group, session);
  registerChargebacks(group, session);
  registerFraudCost(group, session);
  registerOutbox(program, session);
};
