import { type Command, Option } from 'commander';
import {
  type ContestOutcome,
  contestOutcomes,
  contestReasons,
  decisionMarks,
  type DecisionMark,
  type FeedbackReason,
  feedbackReasons,
  type OverrideReason,
  overrideReasons,
  type Verdict,
  verdicts,
} from '../../lib/intelligence/domain/decisions/decision.values.ts';
import type { DecisionKpis, ExplainedDecision, FairnessReport, ListedDecision, SayRejection, Why } from '../../lib/intelligence/index.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import type { FulfillmentOrderId, LocationId } from '../../lib/kernel/ids.ts';
import { type RerouteReason, rerouteReasons } from '../../lib/orders/domain/order.values.ts';
import { findOrder } from './find-order.ts';
import { counted, paragraphs, table } from './output.ts';
import { instant, wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, type Session } from './session.ts';

const nameArgument = 'the decision\'s name, <order>.<decision>, as "oms decisions list" shows it';
const parts = () => import('../../lambdas/intelligence/decision-parts.ts');
const replies = () => import('../../lambdas/intelligence/decision-replies.ts');

/** Whoever sits at the command line may end every hold: it is theirs to look after the installation. */
const everyRole = ['operator', 'admin'];

const rounded = (value: number | null, digits = 3): string => (value === null ? '–' : String(Number(value.toFixed(digits))));

const decisionPage = (decision: ExplainedDecision): string =>
  paragraphs(
    `${decision.name} (${decision.kind}, ${decision.decidedAt})\n${decision.summary}`,
    decision.reasons.map((reason) => `  ${reason}`).join('\n'),
    decision.contributions === null
      ? undefined
      : table(
          ['Part', decision.contributions.unit],
          [
            ...(decision.contributions.base === 0 ? [] : [['where everybody begins', rounded(decision.contributions.base)]]),
            ...decision.contributions.parts.map(({ words, value }) => [words, rounded(value)]),
            ['together', rounded(decision.contributions.sum)],
          ],
          [decision.contributions.unit],
        ),
    [
      ...(decision.score === null ? [] : [`Score: ${rounded(decision.score.value, 6)} (${decision.score.unit}).`]),
      ...(decision.model === null ? [] : [`Model: ${decision.model.name} ${decision.model.version}, ${decision.model.source}.`]),
      ...(decision.policy === null ? [] : [`Policy: ${decision.policy.name} version ${decision.policy.version}.`]),
      decision.hashMatches ? 'The receipt is the one that was written.' : 'The receipt is NOT the one that was written.',
    ].join('\n'),
    decision.wouldChange.length === 0
      ? undefined
      : ['What would have changed it:', ...decision.wouldChange.map((one) => `  ${one}`)].join('\n'),
    decision.outcomes.length === 0
      ? undefined
      : ['What became of it:', ...decision.outcomes.map(({ sentence }) => `  ${sentence}`)].join('\n'),
    decision.said.length === 0
      ? undefined
      : table(
          ['At', 'What', 'By'],
          decision.said.map(({ at, event, actor }) => [at, event.type, `${actor.kind} ${actor.id}`]),
        ),
    decision.mayChange,
  );

const listPage = (items: readonly ListedDecision[]): string =>
  items.length === 0
    ? 'No decision matches.'
    : table(
        ['Decided', 'Decision', 'Kind', 'Result', 'Score'],
        items.map(({ decidedAt, name, kind, decided, score }) => [decidedAt, name, kind, decided ?? '–', rounded(score)]),
        ['Score'],
      );

const whyPage = ({ answer, paragraphs: all }: Why): string =>
  paragraphs(
    answer,
    ...all.map(({ kind, name, reasons, wouldChange, mayChange }) =>
      [`${kind}${name === null ? '' : ` (${name})`}`, ...[...reasons, ...wouldChange, mayChange].map((one) => `  ${one}`)].join('\n'),
    ),
  );

const kpisPage = ({ orders, kinds, weeks, timeToJustify }: DecisionKpis): string =>
  paragraphs(
    `${orders.isEstimate ? 'About ' : ''}${counted(orders.inRange, 'order')}${orders.isSample ? `; measured on a sample of ${orders.read}` : ''}.`,
    table(
      ['Kind', 'Decisions', 'Accepted %', 'Overridden %', 'Contested', 'Called wrong', 'Audit %', 'Decided again'],
      kinds.map(({ kind, decisions, acceptedPercent, overridePercent, contested, calledWrong, audit }) => [
        kind,
        String(decisions),
        rounded(acceptedPercent),
        rounded(overridePercent),
        String(contested),
        String(calledWrong),
        rounded(audit.passedPercent),
        String(audit.recomputed),
      ]),
      ['Decisions', 'Accepted %', 'Overridden %', 'Contested', 'Called wrong', 'Audit %', 'Decided again'],
    ),
    weeks.length === 0
      ? undefined
      : table(
          ['Week from', 'Kind', 'Decisions', 'Accepted %', 'Overridden %'],
          weeks.map(({ week, kind, decisions, acceptedPercent, overridePercent }) => [
            week,
            kind,
            String(decisions),
            rounded(acceptedPercent),
            rounded(overridePercent),
          ]),
          ['Decisions', 'Accepted %', 'Overridden %'],
        ),
    `An explanation takes ${rounded(timeToJustify.answerMs.p50)} ms, nine in ten ${rounded(timeToJustify.answerMs.p90)} ms at most. Contests were answered within ${rounded(timeToJustify.contestSeconds.p50)} s, nine in ten within ${rounded(timeToJustify.contestSeconds.p90)} s; ${timeToJustify.openContests} open.`,
  );

const fairnessPage = ({ orders, gaps, comparisons, ordersMin }: FairnessReport): string => {
  const shown = comparisons.flatMap(({ measure, by, groups }) => groups.slice(0, 5).map((group) => ({ measure, by, ...group })));
  return paragraphs(
    `${counted(orders.read, 'order')} read; groups of ${ordersMin} orders or more are compared. ${gaps === 0 ? 'No gap.' : `${counted(gaps, 'gap')}.`}`,
    shown.length === 0
      ? undefined
      : table(
          ['What', 'By', 'Group', 'Orders', 'Rate', 'From', 'To', 'Gap'],
          shown.map((one) => [
            one.measure,
            one.by,
            one.group,
            String(one.orders),
            rounded(one.rate),
            rounded(one.low),
            rounded(one.high),
            one.gap ?? (one.counts ? '' : 'too few'),
          ]),
          ['Orders', 'Rate', 'From', 'To'],
        ),
  );
};

const refused = async (rejection: SayRejection): Promise<never> => {
  const { describeSayRejection } = await import('../../lib/intelligence/index.ts');
  throw new CommandError(rejection.code, describeSayRejection(rejection), exitCodes.refused);
};

type RangeOptions = { readonly from?: Instant; readonly to?: Instant };

const rangeOf = async (call: Call<RangeOptions>, now: Instant) => {
  const { kpiRange } = await import('../../lib/operations/index.ts');
  const range = kpiRange(now, call.options);
  if (!range.ok) throw new CommandError(range.error.code, `--from ${range.error.message}.`, exitCodes.usage);
  return range.value;
};

const withRange = (command: Command): Command =>
  command
    .option('--from <instant>', 'beginning of the range; by default 24 hours before its end', instant)
    .option('--to <instant>', 'end of the range; by default now', instant);

const registerReading = (group: Command, session: Session): void => {
  group
    .command('show')
    .summary('one decision: why, how sure, and what became of it')
    .argument('<name>', nameArgument)
    .action(
      action<unknown, [string]>(session, (call, name) =>
        call.withProduct(async ({ platform }) => {
          const [{ readDecisionOf }, { decisionView }] = await Promise.all([parts(), replies()]);
          const found = await readDecisionOf(platform).get(call.tenantId, name, { personal: true });
          if (!found) throw new CommandError('decision-not-found', `There is no decision ${name}.`);
          call.print(decisionView(found), () => decisionPage(found));
        }),
      ),
    );
  type ListOptions = RangeOptions & {
    readonly kind?: string;
    readonly band?: string;
    readonly version?: string;
    readonly mark?: DecisionMark;
    readonly limit: number;
    readonly cursor?: string;
  };
  withRange(group.command('list').summary('decisions, those of the newest orders first'))
    .option('--kind <kind>', 'such as routing, fraud or duplicate')
    .option('--band <band>', 'such as review')
    .option('--version <version>', 'of the model, or name@version of the policy')
    .addOption(new Option('--mark <mark>', 'only those of which something was said').choices(decisionMarks))
    .option('--limit <n>', 'how many at most', wholeNumber(1, 200), 50)
    .option('--cursor <cursor>', 'of the page before')
    .action(
      action<ListOptions>(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const [{ listDecisionsOf }, { listedDecisionView }] = await Promise.all([parts(), replies()]);
          const { kind, band, version, mark, from, to, limit, cursor } = call.options;
          const page = await listDecisionsOf(platform)(call.tenantId, { kind, band, version, mark, from, to }, { limit, cursor });
          call.print({ ...page, items: page.items.map(listedDecisionView) }, () =>
            paragraphs(listPage(page.items), page.cursor === undefined ? undefined : `There is more: --cursor ${page.cursor}`),
          );
        }),
      ),
    );
  group
    .command('why')
    .summary('why an order is treated as it is, in sentences that can be read to the customer')
    .argument('<id>', "our id, the channel's id, or the channel's name of the order")
    .action(
      action<unknown, [string]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const [{ whyOf }, { whyView }] = await Promise.all([parts(), replies()]);
          const why = await whyOf(product.platform)(call.tenantId, await findOrder(product, call, id));
          if (!why) throw new CommandError('order-not-found', `There is no order ${id}.`);
          call.print(whyView(why), () => whyPage(why));
        }),
      ),
    );
};

const registerFigures = (group: Command, session: Session): void => {
  withRange(group.command('kpis').summary('how far decisions are accepted, overridden, justified in time, and pass an audit')).action(
    action<RangeOptions>(session, (call) =>
      call.withProduct(async ({ platform }) => {
        const { decisionKpisOf } = await parts();
        const kpis = await decisionKpisOf(platform)(call.tenantId, await rangeOf(call, platform.clock.now()));
        call.print(kpis, () => kpisPage(kpis));
      }),
    ),
  );
  withRange(group.command('fairness').summary('whether regions, channels and currencies are treated alike')).action(
    action<RangeOptions>(session, (call) =>
      call.withProduct(async ({ platform }) => {
        const { fairnessOf } = await parts();
        const report = await fairnessOf(platform)(call.tenantId, await rangeOf(call, platform.clock.now()));
        call.print(report, () => fairnessPage(report));
      }),
    ),
  );
  withRange(group.command('audit').summary('decides again and verifies: hashes, inputs, sums'))
    .description('Examines the decisions of up to --orders orders of the range, and exits with 1 when one does not pass.')
    .option('--orders <n>', 'orders at most', wholeNumber(1, 100_000), 5_000)
    .action(
      action<RangeOptions & { readonly orders: number }>(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const { examinedKpisOf } = await import('../../lambdas/intelligence/examined-decisions.ts');
          const range = await rangeOf(call, platform.clock.now());
          const kpis = await examinedKpisOf(platform)(call.tenantId, range, call.options.orders);
          const kinds = kpis.kinds.map(({ kind, audit }) => ({ kind, ...audit }));
          const failed = kinds.filter(({ passed, examined }) => passed < examined).length;
          const columns = ['passed', 'hash-differs', 'inputs-missing', 'decided-otherwise', 'parts-do-not-sum'] as const;
          call.print({ from: range.from, to: range.to, orders: kpis.orders, kinds }, () =>
            kinds.length === 0
              ? 'There is no decision in the range.'
              : table(
                  ['Kind', 'Examined', 'Decided again', ...columns],
                  kinds.map((one) => [one.kind, String(one.examined), String(one.recomputed), ...columns.map((name) => String(one[name]))]),
                  ['Examined', 'Decided again', ...columns],
                ),
          );
          return failed === 0 ? exitCodes.ok : exitCodes.failed;
        }),
      ),
    );
};

type Said = { readonly reason: string; readonly comment?: string };

const registerSaying = (group: Command, session: Session): void => {
  group
    .command('feedback')
    .summary('say whether a decision was right')
    .argument('<name>', nameArgument)
    .addOption(new Option('--verdict <verdict>').choices(verdicts).makeOptionMandatory())
    .addOption(new Option('--reason <code>').choices(feedbackReasons).makeOptionMandatory())
    .option('--comment <text>', 'kept with the personal data of the order')
    .action(
      action<Said & { readonly verdict: Verdict }, [string]>(session, (call, name) =>
        call.withProduct(async ({ platform }) => {
          const { verdict, reason, comment } = call.options;
          const say = (await parts()).sayOfDecisionOf(platform);
          const given = await say.giveFeedback(call.caller, name, { verdict, reasonCode: reason as FeedbackReason, comment });
          if (!given.ok) return refused(given.error);
          call.print(given.value, () => `Noted as ${given.value.feedbackId}.`);
        }),
      ),
    );
  group
    .command('override')
    .summary('release or uphold what a check has stopped, with a reason')
    .argument('<name>', nameArgument)
    .addOption(new Option('--action <action>').choices(['release', 'uphold']).makeOptionMandatory())
    .addOption(new Option('--reason <code>').choices(overrideReasons.filter((one) => one !== 'not-given')).makeOptionMandatory())
    .option('--comment <text>', 'kept with the personal data of the order')
    .action(
      action<Said & { readonly action: 'release' | 'uphold' }, [string]>(session, (call, name) =>
        call.withProduct(async ({ platform }) => {
          const { action: how, reason, comment } = call.options;
          const say = (await parts()).sayOfDecisionOf(platform);
          const done = await say.overrideCheck(call.caller, name, how, { reasonCode: reason as OverrideReason, roles: everyRole, comment });
          if (!done.ok) return refused(done.error);
          call.print(done.value, () => `Done: ${done.value.act}.`);
        }),
      ),
    );
  group
    .command('contest')
    .summary('ask that a person looks at a decision')
    .argument('<name>', nameArgument)
    .addOption(new Option('--reason <code>').choices(contestReasons).makeOptionMandatory())
    .option('--comment <text>', 'kept with the personal data of the order')
    .action(
      action<{ readonly reason: (typeof contestReasons)[number]; readonly comment?: string }, [string]>(session, (call, name) =>
        call.withProduct(async ({ platform }) => {
          const say = (await parts()).sayOfDecisionOf(platform);
          const { reason, comment } = call.options;
          const contested = await say.contest(call.caller, name, { reasonCode: reason, askedBy: 'staff', comment });
          if (!contested.ok) return refused(contested.error);
          call.print(contested.value, () => `Contested as ${contested.value.contestId}; it is in the review queue.`);
        }),
      ),
    );
  group
    .command('answer')
    .summary('say what a person makes of a contested decision')
    .argument('<name>', nameArgument)
    .argument('<contest>', 'id of the contest')
    .addOption(new Option('--outcome <outcome>').choices(contestOutcomes).makeOptionMandatory())
    .option('--comment <text>', 'kept with the personal data of the order')
    .action(
      action<{ readonly outcome: ContestOutcome; readonly comment?: string }, [string, string]>(session, (call, name, contestId) =>
        call.withProduct(async ({ platform }) => {
          const say = (await parts()).sayOfDecisionOf(platform);
          const { outcome, comment } = call.options;
          const answered = await say.answerContest(call.caller, name, { contestId, outcome, roles: everyRole, comment });
          if (!answered.ok) return refused(answered.error);
          call.print({ contestId, outcome }, () => `Answered: ${outcome}.`);
        }),
      ),
    );
};

const registerReroute = (group: Command, session: Session): void => {
  group
    .command('reroute')
    .summary('send work that nobody has begun to another location')
    .argument('<id>', "our id, the channel's id, or the channel's name of the order")
    .argument('<fulfillment-order>', 'the work to send elsewhere')
    .option('--to <location>', 'where it is to come from; wherever is best without the present location, when left out')
    .addOption(new Option('--reason <code>').choices(rerouteReasons).makeOptionMandatory())
    .action(
      action<{ readonly to?: string; readonly reason: RerouteReason }, [string, string]>(session, (call, id, work) =>
        call.withProduct(async (product) => {
          const [{ rerouteOf }, { describeRerouteRejection }] = await Promise.all([parts(), import('../../lib/orders/index.ts')]);
          const { to, reason } = call.options;
          const wish = {
            fulfillmentOrderId: work as FulfillmentOrderId,
            toLocationId: (to ?? null) as LocationId | null,
            reasonCode: reason,
          };
          const done = await rerouteOf(product.platform)(call.caller, await findOrder(product, call, id), wish);
          if (!done.ok) throw new CommandError(done.error.code, describeRerouteRejection(done.error), exitCodes.refused);
          call.print({ fulfillmentOrderId: work, toLocationId: to ?? null }, () => 'The work is called off; its units are sourced anew.');
        }),
      ),
    );
};

/** `oms decisions`: what was decided, why, who thinks otherwise, and whether it holds. */
export const registerDecisions = (program: Command, session: Session): void => {
  const group = program
    .command('decisions')
    .summary('what was decided, why, who thinks otherwise, and whether it holds')
    .description('Decisions on orders: explained, listed, audited, overridden and contested. docs/decisions.md has the definitions.');
  registerReading(group, session);
  registerFigures(group, session);
  registerSaying(group, session);
  registerReroute(group, session);
};
