import { type Command, Option } from 'commander';
import type { CarrierVolumes } from '../../lambdas/forecasting/workforce-parts.ts';
import { describeProposalRejection, type Proposal, type ProposalKind, proposalKinds } from '../../lib/forecasting/index.ts';
import { LocationId } from '../../lib/kernel/ids.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, type Session } from './session.ts';
import { locationOption } from './supply-documents.ts';

const openParts = () => import('../../lambdas/forecasting/planning-parts.ts');
const openWorkforce = () => import('../../lambdas/forecasting/workforce-parts.ts');

type ListOptions = {
  readonly kind?: ProposalKind;
  readonly sku?: string;
  readonly location?: string;
  readonly ended?: boolean;
  readonly limit: number;
  readonly cursor?: string;
};
type AcceptOptions = { readonly quantity?: number; readonly supplier?: string; readonly note?: string };

const worthText = ({ receipt }: Proposal): string => {
  const { costMinor, benefitMinor, currency } = receipt;
  if (costMinor === null || currency === null) return '';
  return benefitMinor === null ? amount(costMinor, currency) : `${amount(costMinor, currency)} for ${amount(benefitMinor, currency)}`;
};

const proposalText = (proposal: Proposal): string =>
  paragraphs(
    `${proposal.proposalId}  ${proposal.status}  ${proposal.sentence}${worthText(proposal) === '' ? '' : ` (${worthText(proposal)})`}`,
    proposal.reasons.map((reason) => `  ${reason}`).join('\n'),
  );

const view = ({ revision: _revision, ...proposal }: Proposal) => proposal;

const registerProposals = (group: Command, session: Session): void => {
  group
    .command('proposals')
    .summary('goods to be moved or bought before they are missing, with what speaks for it')
    .addOption(new Option('--kind <kind>', 'of this kind alone').choices(proposalKinds))
    .option('--sku <sku>', 'of this article alone')
    .option('--location <id>', 'with this location at either end', locationOption)
    .option('--ended', 'those that were decided on or have lapsed, newest first')
    .option('--limit <n>', 'most to show', wholeNumber(1, 200), 50)
    .option('--cursor <cursor>', 'goes on where the page before ended')
    .action(
      action<ListOptions>(session, async (call) => {
        const { kind, sku, location, ended, limit, cursor } = call.options;
        const at = location === undefined ? undefined : LocationId(location);
        const mayShow = (one: Proposal): boolean => at === undefined || one.fromLocationId === at || one.toLocationId === at;
        const { proposalsOf } = await openParts();
        const page = await call.withProduct(({ platform }) =>
          proposalsOf(platform).list(call.tenantId, { list: ended ? 'ended' : 'open', kind, sku, mayShow }, { limit, cursor }),
        );
        call.print({ ...page, items: page.items.map(view) }, () =>
          paragraphs(
            page.items.length === 0 ? 'There are none.' : undefined,
            ...page.items.map(proposalText),
            page.cursor === undefined ? undefined : `More with --cursor ${page.cursor}`,
          ),
        );
      }),
    );
};

const printAnswer = (
  call: Call,
  outcome:
    | { readonly ok: true; readonly value: Proposal }
    | { readonly ok: false; readonly error: Parameters<typeof describeProposalRejection>[0] },
): void => {
  if (!outcome.ok) throw new CommandError(outcome.error.code, describeProposalRejection(outcome.error), exitCodes.refused);
  const { proposalId, status, decision } = outcome.value;
  call.print(view(outcome.value), () => `${proposalId} is ${status}${decision?.documentId ? `: ${decision.documentId}` : ''}.`);
};

const registerAnswers = (group: Command, session: Session): void => {
  group
    .command('accept')
    .summary('make the transfer, as a draft, or the purchase order that is proposed')
    .argument('<id>')
    .option('--quantity <n>', 'other units than proposed', wholeNumber(1, 1_000_000_000))
    .option('--supplier <name>', 'from whom to buy; needed where nobody is known to sell the article')
    .option('--note <text>', 'why, without personal data')
    .action(
      action<AcceptOptions, [string]>(session, async (call, id) => {
        const { quantity, supplier, note = null } = call.options;
        const { proposalsOf } = await openParts();
        const said = { quantity, supplier, note };
        printAnswer(call, await call.withProduct(({ platform }) => proposalsOf(platform).accept(call.caller, id, said, () => true)));
      }),
    );
  group
    .command('decline')
    .summary('turn a proposal down; for a while it is not made again')
    .argument('<id>')
    .option('--note <text>', 'why, without personal data')
    .action(
      action<{ readonly note?: string }, [string]>(session, async (call, id) => {
        const { proposalsOf } = await openParts();
        const { note = null } = call.options;
        printAnswer(call, await call.withProduct(({ platform }) => proposalsOf(platform).decline(call.caller, id, note, () => true)));
      }),
    );
  group
    .command('propose')
    .summary('look at every article now, instead of waiting for the pass of the night')
    .action(
      action(session, async (call) => {
        const { planningOf } = await openParts();
        const done = await call.withProduct(({ platform }) => planningOf(platform).runNow(call.tenantId));
        call.print(done, () => `${counted(done.opened, 'new proposal')}.`);
      }),
    );
};

const registerPlans = (group: Command, session: Session): void => {
  group
    .command('staffing')
    .summary('how many people each location needs on each of the days ahead')
    .option('--location <id>', 'this location alone', locationOption)
    .option('--days <n>', 'days ahead', wholeNumber(1, 28), 14)
    .action(
      action<{ readonly location?: string; readonly days: number }>(session, async (call) => {
        const { location, days } = call.options;
        const { createStaffing } = await openWorkforce();
        const mayShow = (id: string): boolean => location === undefined || id === location;
        const plan = await call.withProduct(({ platform }) => createStaffing(platform)(call.tenantId, { days, mayShow }));
        const rows = plan.locations.flatMap(({ locationId, days: own }) =>
          own.map((day) => [
            locationId,
            day.day,
            String(Math.round(day.lines)),
            String(day.peopleP50),
            String(day.peopleP90),
            day.isOverCapacity ? 'over capacity' : '',
          ]),
        );
        call.print(plan, () =>
          paragraphs(
            plan.forecastVersion === null ? 'There is no whole pass of forecasts yet.' : undefined,
            rows.length === 0
              ? undefined
              : table(['Location', 'Day', 'Lines', 'People (usual)', 'People (busy)', ''], rows, [
                  'Lines',
                  'People (usual)',
                  'People (busy)',
                ]),
            plan.basis === 'prior' ? 'No orders are known: one unit a line and one line an order are assumed.' : undefined,
          ),
        );
      }),
    );
  group
    .command('carrier-volumes')
    .summary('parcels expected by lane and month, for negotiations with carriers')
    .option('--months <n>', 'months, from this one on', wholeNumber(1, 12), 3)
    .action(
      action<{ readonly months: number }>(session, async (call) => {
        const { createCarrierVolumes } = await openWorkforce();
        const volumes = await call.withProduct(({ platform }) => createCarrierVolumes(platform)(call.tenantId, call.options.months));
        const rows = volumes.lanes.flatMap(({ fromLocationId, toRegion, months }) =>
          months.map(({ month, parcels, forecastDays, seasonDays, days }) => [
            fromLocationId ?? 'none',
            toRegion === '' ? 'unknown' : toRegion,
            month,
            String(Math.round(parcels)),
            `${forecastDays} of ${days}`,
            `${seasonDays} of ${days}`,
          ]),
        );
        call.print(volumes, () =>
          rows.length === 0
            ? 'There is no whole pass of forecasts yet.'
            : paragraphs(
                table(['From', 'To', 'Month', 'Parcels', 'Days forecast', 'By season'], rows, ['Parcels', 'Days forecast', 'By season']),
                seasonLine(volumes.season),
              ),
        );
      }),
    );
};

const seasonLine = ({ counts, proof }: CarrierVolumes['season']): string => {
  if (!proof) return 'Too little of the past is known to tell a season by; days beyond the forecast are like its mean day.';
  const off = `the past would have been told wrong by ${proof.withPercent} % with it, ${proof.withoutPercent} % without`;
  return counts ? `Days beyond the forecast have the season of the year: ${off}.` : `The season of the year does not count: ${off}.`;
};

/** `oms planning`: what forecasts propose to do. */
export const registerPlanning = (program: Command, session: Session): void => {
  const group = program
    .command('planning')
    .summary('what forecasts propose: goods to move and to buy, people to plan, parcels to negotiate')
    .description('Proposals are made every night after the forecasts; the policy `planning` says when, `labour` how much one person does.');
  registerProposals(group, session);
  registerAnswers(group, session);
  registerPlans(group, session);
};
