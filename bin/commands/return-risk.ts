import type { Command } from 'commander';
import { ReturnRiskBody } from '../../lib/contracts/http/return-risk.ts';
import type { JudgedLine, ReturnRiskAnswer } from '../../lib/customers/index.ts';
import { fromWire, toWire } from '../../lib/kernel/wire.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { line, type Line } from './route.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type Options = { readonly line: readonly Line[]; readonly email?: string; readonly currency: string; readonly channel: string };

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const basisWords = {
  model: 'the model',
  history: 'own figures, by rule',
  usual: 'what is usual elsewhere',
} as const;

const customerWords = {
  used: 'What the customer sent back before counts.',
  'no-consent': 'The customer does not agree to personalisation: nothing of theirs was looked at.',
  unknown: 'Nothing is known of this customer.',
  'not-told': undefined,
} as const;

const why = ({ sku, reasons, suggestion, mayShow }: JudgedLine): string =>
  [`${sku}: ${reasons.join(' ')}`, ...(suggestion ? [`  ${mayShow ? 'To be shown' : 'Not shown'}: ${suggestion.sentence}`] : [])].join(
    '\n',
  );

const page = ({ lines, currency, expectedCostMinor, customer, countedAt }: ReturnRiskAnswer): string =>
  paragraphs(
    table(
      ['SKU', 'Comes back', 'Sure', 'By', 'Expected cost', 'Decision'],
      lines.map(({ sku, probability, confidence, basis, cost, decisionId }) => [
        sku,
        percent(probability),
        confidence,
        basisWords[basis],
        amount(cost.expectedMinor, currency),
        decisionId,
      ]),
      ['Comes back', 'Expected cost'],
    ),
    lines.map(why).join('\n'),
    customerWords[customer],
    `All in all returns are to be expected for ${amount(expectedCostMinor, currency)}. ${countedAt === null ? 'Nothing has been counted yet; "oms return-risk count" counts now.' : `Counted ${countedAt}.`}`,
  );

/** `oms return-risk`: how likely goods of a cart come back. */
export const registerReturnRisk = (program: Command, session: Session): void => {
  const risk = program
    .command('return-risk')
    .summary('how likely goods of a cart come back, what that costs, and what may keep them from it');
  risk
    .command('check', { isDefault: true })
    .summary('a cart, line by line')
    .requiredOption('--line <article:count>', 'an article and how many of it; may be given several times', line)
    .option('--email <address>', 'whoever buys; what they sent back counts with their consent')
    .option('--currency <code>', 'of the prices', 'USD')
    .option('--channel <channel>', 'where they buy', 'storefront')
    .action(
      action<Options>(session, async (call) => {
        const { line: lines, email, currency, channel } = call.options;
        const parsed = ReturnRiskBody.safeParse({ lines, currency, channel, ...(email === undefined ? {} : { customer: { email } }) });
        if (!parsed.success) {
          const said = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
          throw new CommandError('return-risk-invalid', said, exitCodes.refused);
        }
        await call.withProduct(async ({ platform }) => {
          const { returnRiskOf } = await import('../../lambdas/customers/return-risk-parts.ts');
          const answer = await returnRiskOf(platform)(call.tenantId, fromWire(parsed.data));
          call.print(toWire(answer), () => page(answer));
        });
      }),
    );
  risk
    .command('count')
    .summary('count now what was sold and what came back, instead of waiting for the night')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const [{ createCountReturns }, { countReturnsParts }] = await Promise.all([
            import('../../lib/customers/index.ts'),
            import('../../lambdas/customers/return-facts.ts'),
          ]);
          const { sold, returned } = await createCountReturns(countReturnsParts(platform)).count(call.tenantId);
          call.print({ sold, returned }, () => `${counted(sold, 'line')} sold, of ${returned} of which something came back.`);
        }),
      ),
    );
};
