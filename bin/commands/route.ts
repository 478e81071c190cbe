import { type Command, InvalidArgumentError } from 'commander';
import { EvaluateRouteBody } from '../../lib/contracts/http/routing.ts';
import { skuPattern } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { type EvaluatedRoute, type PlanCandidate, policyInFile, presetPolicyNames } from '../../lib/sourcing/index.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { instant } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, readInput, type Session } from './session.ts';

export type Line = { readonly sku: string; readonly quantity: number };
export type Destination = { readonly country: string; readonly region?: string; readonly postal_code?: string };
type Options = {
  readonly line: readonly Line[];
  readonly to: Destination;
  readonly policy?: string;
  readonly deliverBy?: Instant;
  readonly currency?: string;
};

/** `A:2`, or `A` for one unit. An article may have a colon in its name, so the last one counts. */
export const line = (text: string, before: readonly Line[] | undefined): readonly Line[] => {
  const [, sku = '', quantity = '1'] = /^(.*?)(?::(\d{1,7}))?$/.exec(text) ?? [];
  if (!skuPattern.test(sku)) throw new InvalidArgumentError('It must be an article and how many of it, such as MUG:2.');
  return [...(before ?? []), { sku, quantity: Number(quantity) }];
};

/** `US`, `US-NY` or `US-NY-10001`. */
export const destination = (text: string): Destination => {
  const [, country, subdivision, postalCode] = /^([A-Z]{2})(?:-([A-Z0-9]{1,3})(?:-(.{1,40}))?)?$/.exec(text) ?? [];
  if (country === undefined)
    throw new InvalidArgumentError('It must be a country, a subdivision or a postal code in one, such as DE, US-NY or US-NY-10001.');
  return {
    country,
    ...(subdivision === undefined ? {} : { region: `${country}-${subdivision}` }),
    ...(postalCode === undefined ? {} : { postal_code: postalCode }),
  };
};

const readPolicy = async ({ io, options }: Call<Options>): Promise<object> => {
  const { policy: given } = options;
  if (given === undefined) return {};
  if (presetPolicyNames.includes(given)) return { preset: given };
  const text = Buffer.from(await readInput(io, given, exitCodes.usage)).toString('utf8');
  try {
    return policyInFile(JSON.parse(text));
  } catch {
    throw new CommandError(
      'policy-unreadable',
      `${given} holds no JSON. --policy takes ${presetPolicyNames.join(', ')} or a file.`,
      exitCodes.usage,
    );
  }
};

const refused = (problems: readonly { readonly field: string; readonly message: string }[]): CommandError =>
  new CommandError('route-invalid', problems.map(({ field, message }) => `${field}: ${message}`).join('\n'), exitCodes.refused);

const questionOf = async (call: Call<Options>): Promise<EvaluateRouteBody> => {
  const { line: lines, to, deliverBy, currency } = call.options;
  const body = {
    lines,
    destination: to,
    ...(deliverBy === undefined ? {} : { deliver_by: deliverBy }),
    ...(currency === undefined ? {} : { currency }),
    ...(await readPolicy(call)),
  };
  const parsed = EvaluateRouteBody.safeParse(body);
  if (parsed.success) return parsed.data;
  throw refused(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })));
};

const parts = [
  ['Shipping', 'shipping'],
  ['Handling', 'handling'],
  ['Split', 'split'],
  ['Lateness', 'lateness'],
  ['Workload', 'workload'],
  ['Later worth', 'future'],
  ['Preference', 'preference'],
  ['Damage', 'damage'],
  ['Returns', 'returns'],
] as const satisfies readonly (readonly [string, keyof PlanCandidate['contributions']])[];

const parcelText = ({ locationId, lines, carrier, lateDays = 0 }: PlanCandidate['assignments'][number]): string => {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const late = lateDays > 0 ? `, ${counted(lateDays, 'day')} late` : '';
  return `${locationId} ${units}${carrier === undefined ? '' : ` (${carrier}${late})`}${carrier === undefined && late ? ` (${late.slice(2)})` : ''}`;
};

/** The chosen plan first, then by score; costs that no plan has are left out. */
const planTable = ({ candidates, currency }: EvaluatedRoute['decision']['receipt']): string => {
  const shown = parts.filter(([, name]) => candidates.some(({ contributions }) => (contributions[name] ?? 0) !== 0));
  return table(
    ['Rank', 'From', 'Score', ...shown.map(([heading]) => heading)],
    candidates.map(({ assignments, scoreMinor, contributions }, index) => [
      String(index + 1),
      assignments.map(parcelText).join(' + '),
      amount(scoreMinor, currency),
      ...shown.map(([, name]) => amount(contributions[name] ?? 0, currency)),
    ]),
    ['Rank', 'Score', ...shown.map(([heading]) => heading)],
  );
};

const page = ({ decision, delivery }: EvaluatedRoute): string => {
  const { receipt } = decision;
  const { policy, decidedBy } = receipt;
  const whose = decidedBy ? `, version ${decidedBy.version} of the tenant's policy` : '';
  return paragraphs(
    `Policy ${policy.name} ${policy.version}${decidedBy && decidedBy.version > 0 ? whose : ''}. ${
      decision.complete ? 'Every unit has a source.' : `${counted(decision.unsourced.length, 'line')} would lack a source.`
    }`,
    receipt.candidates.length > 0 ? planTable(receipt) : undefined,
    receipt.reasons.join('\n'),
    receipt.runnerUp?.wouldChange,
    delivery
      ? `By ${counted(delivery.parcels, 'parcel')} that went this way, one half of such orders is there by ${delivery.likely}, and nine of ten by ${delivery.latest}.`
      : undefined,
  );
};

const run = async (call: Call<Options>): Promise<void> => {
  const question = await questionOf(call);
  await call.withProduct(async ({ platform }) => {
    const { openEvaluation } = await import('../../lambdas/sourcing/evaluation.ts');
    const evaluated = await openEvaluation(platform)(call.tenantId, question);
    if (!evaluated.ok) throw refused(evaluated.error);
    call.print(evaluated.value, () => page(evaluated.value));
  });
};

/** `oms route`: where an order would come from now, and why. */
export const registerRoute = (program: Command, session: Session): void => {
  program
    .command('route')
    .summary('where an order would come from at this moment, and why')
    .description('Chooses sources for lines that nobody has ordered, by the stock of this moment. Nothing is written or reserved.')
    .requiredOption('--line <article:count>', 'an article and how many of it; may be given several times', line)
    .requiredOption('--to <place>', 'where it would go: DE, US-NY or US-NY-10001', destination)
    .option('--policy <file or name>', `file with a policy, or one of ${presetPolicyNames.join(', ')}, instead of that of the tenant`)
    .option('--deliver-by <instant>', 'what the customer would be told', instant)
    .option('--currency <code>', 'of the amounts, instead of that of the articles’ prices')
    .action(action<Options>(session, run));
};
