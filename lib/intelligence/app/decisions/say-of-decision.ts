import { stableId } from '../../../kernel/hash-chain.ts';
import { HoldId, type TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import type { Caller } from '../../../platform/event-store/caller.ts';
import { accountOf } from '../../domain/decisions/account.ts';
import { aboutOf, type DecisionAccount } from '../../domain/decisions/decision-account.ts';
import { type DecisionCommand, type DecisionRejection, describeDecisionRejection } from '../../domain/decisions/decision.aggregate.ts';
import { parseDecisionRef } from '../../domain/decisions/decision-ref.ts';
import type {
  About,
  ContestOutcome,
  ContestReason,
  FeedbackReason,
  OutcomeKind,
  OverrideReason,
  OverrideVerb,
  Verdict,
} from '../../domain/decisions/decision.values.ts';
import { holdOfCheck } from '../../domain/decisions/outcomes.ts';
import type { DecisionsParts, Refused } from './decision.ports.ts';
import { decisionAggregate, decisionStream } from './decision.stream.ts';
import { commentName, createFindDecision } from './read-decision.ts';

export type SayRejection =
  | DecisionRejection
  | { readonly code: 'decision-not-found' }
  | { readonly code: 'personal-data-erased' }
  /** The order has no hold of this decision that stands open. */
  | { readonly code: 'nothing-to-override' }
  | ({ readonly code: string } & Refused);

/** One sentence for people. */
export const describeSayRejection = (rejection: SayRejection): string => {
  if ('message' in rejection) return rejection.message;
  if (rejection.code === 'decision-not-found') return 'There is no such decision.';
  if (rejection.code === 'personal-data-erased')
    return 'The personal data of this order has been erased. A comment could bring some back, so none is kept.';
  if (rejection.code === 'nothing-to-override') return 'The decision stopped nothing that could still be released or upheld.';
  return describeDecisionRejection(rejection);
};

type Found = { readonly account: DecisionAccount; readonly orderId: string | null };
type Comment = { readonly comment?: string | undefined };

/** What people say and do about decisions. Each of them once, however often it is asked for with the same content by the same caller. */
export const createSayOfDecision = (parts: DecisionsParts) => {
  const { store, orders, comments, platform } = parts;
  const find = createFindDecision(parts);

  const locate = async (tenantId: TenantId, name: string): Promise<Found | undefined> => {
    const ref = parseDecisionRef(name);
    const record = ref && (await find(tenantId, ref));
    return ref && record ? { account: accountOf(record), orderId: ref.of === 'order' ? ref.subjectId : null } : undefined;
  };

  const idOf = (caller: Caller, ...of: readonly string[]): string =>
    stableId(platform.sha256, caller.tenantId, caller.context.actor.kind, caller.context.actor.id, ...of);

  const execute = async (caller: Caller, name: string, command: DecisionCommand): Promise<Result<void, SayRejection>> => {
    const done = await store.execute(decisionAggregate, decisionStream(caller.tenantId, name), command, caller.context);
    return done.ok ? ok(undefined) : done;
  };

  /** The text first: an event that says there is one, when nobody can read it, would be a lie. */
  const keepComment = async (caller: Caller, { orderId }: Found, name: string, text: string | undefined): Promise<boolean> =>
    text === undefined || (orderId !== null && (await comments.keep(caller.tenantId, orderId, name, text)));

  const noteOverride = (
    caller: Caller,
    name: string,
    about: About,
    given: { readonly act: string; readonly verb: OverrideVerb; readonly reasonCode: OverrideReason; readonly hasComment: boolean },
  ): Promise<Result<void, SayRejection>> => execute(caller, name, { type: 'NoteOverride', about, ...given });

  return {
    /** A word on whether the decision was right. @param repeatKey tells two words of one author apart that say the same */
    giveFeedback: async (
      caller: Caller,
      name: string,
      given: { readonly verdict: Verdict; readonly reasonCode: FeedbackReason } & Comment,
      repeatKey?: string,
    ): Promise<Result<{ readonly feedbackId: string }, SayRejection>> => {
      const found = await locate(caller.tenantId, name);
      if (!found) return err({ code: 'decision-not-found' });
      const { verdict, reasonCode, comment } = given;
      const feedbackId = idOf(caller, 'feedback', name, repeatKey ?? `${verdict} ${reasonCode} ${comment ?? ''}`);
      const about = aboutOf(found.account);
      const event = { about, feedbackId, verdict, reasonCode, hasComment: comment !== undefined };
      if (!(await keepComment(caller, found, commentName(name, { ...event, type: 'decision.feedback_given' }), comment)))
        return err({ code: 'personal-data-erased' });
      const done = await execute(caller, name, { type: 'GiveFeedback', ...event });
      return done.ok ? ok({ feedbackId }) : done;
    },

    /** Releases or upholds what a check has stopped, with a reason. */
    overrideCheck: async (
      caller: Caller,
      name: string,
      how: 'release' | 'uphold',
      given: { readonly reasonCode: OverrideReason; readonly roles: readonly string[] } & Comment,
    ): Promise<Result<{ readonly act: string }, SayRejection>> => {
      const found = await locate(caller.tenantId, name);
      if (!found?.orderId) return err({ code: 'decision-not-found' });
      const facts = await orders.read(caller.tenantId, found.orderId, { works: false });
      const hold = facts && holdOfCheck(facts, found.account.kind);
      if (!hold) return err({ code: 'nothing-to-override' });
      const verb: OverrideVerb = how === 'release' ? 'released' : 'upheld';
      const act = `hold:${hold.holdId}`;
      const { reasonCode, comment } = given;
      const event = { about: aboutOf(found.account), act, verb, reasonCode, hasComment: comment !== undefined };
      if (!(await keepComment(caller, found, commentName(name, { ...event, type: 'decision.overridden' }), comment)))
        return err({ code: 'personal-data-erased' });
      // A hold that was closed the same way already is one whose reason got lost on the way, so it is noted now.
      const isClosedSo = hold.outcome === (how === 'release' ? 'released' : 'rejected');
      if (!isClosedSo) {
        const closed = await orders.closeHold(caller, found.orderId, hold.holdId, how, given.roles);
        if (!closed.ok) return closed;
      }
      const noted = await noteOverride(caller, name, event.about, event);
      return noted.ok ? ok({ act }) : noted;
    },

    /**
     * Notes that a person decided otherwise, or the same, by a button of another context.
     * @returns false when there is no such decision
     */
    noteOverride: async (
      caller: Caller,
      name: string,
      given: { readonly act: string; readonly verb: OverrideVerb; readonly reasonCode: OverrideReason },
    ): Promise<boolean> => {
      const found = await locate(caller.tenantId, name);
      if (!found) return false;
      const noted = await noteOverride(caller, name, aboutOf(found.account), { ...given, hasComment: false });
      return noted.ok;
    },

    /** Somebody wants the decision looked at by a person: the order goes before one, and its goods go on. */
    contest: async (
      caller: Caller,
      name: string,
      given: { readonly reasonCode: ContestReason; readonly askedBy: 'customer' | 'staff' } & Comment,
      repeatKey?: string,
    ): Promise<Result<{ readonly contestId: string; readonly holdId: HoldId | null }, SayRejection>> => {
      const found = await locate(caller.tenantId, name);
      if (!found?.orderId) return err({ code: 'decision-not-found' });
      const { reasonCode, askedBy, comment } = given;
      const contestId = idOf(caller, 'contest', name, repeatKey ?? `${reasonCode} ${askedBy} ${comment ?? ''}`);
      const about = aboutOf(found.account);
      const { state } = await store.load(decisionAggregate, decisionStream(caller.tenantId, name));
      const known = state.contests.find((one) => one.contestId === contestId);
      if (known) return ok({ contestId, holdId: known.holdId });
      const asked = { about, contestId, reasonCode, askedBy, holdId: null, hasComment: comment !== undefined };
      const decided = decisionAggregate.decider.decide(state, { type: 'ContestDecision', ...asked });
      if (!decided.ok) return decided;
      if (!(await keepComment(caller, found, commentName(name, { ...asked, type: 'decision.contested' }), comment)))
        return err({ code: 'personal-data-erased' });
      // Named after the contest, so that a repetition places no second hold.
      const reason = `The decision ${found.account.decisionId} (${about.kind}) was contested (${reasonCode}); answer the contest with the decision.`;
      const holdId = await orders.askPerson(caller, found.orderId, HoldId(`contest-${contestId}`), reason);
      const done = await execute(caller, name, { type: 'ContestDecision', ...asked, holdId });
      return done.ok ? ok({ contestId, holdId }) : done;
    },

    /** A person has looked at it. */
    answerContest: async (
      caller: Caller,
      name: string,
      given: { readonly contestId: string; readonly outcome: ContestOutcome; readonly roles: readonly string[] } & Comment,
    ): Promise<Result<void, SayRejection>> => {
      const found = await locate(caller.tenantId, name);
      if (!found?.orderId) return err({ code: 'decision-not-found' });
      const { contestId, outcome, comment, roles } = given;
      const { state } = await store.load(decisionAggregate, decisionStream(caller.tenantId, name));
      const contested = state.contests.find((one) => one.contestId === contestId);
      const event = { about: aboutOf(found.account), contestId, outcome, hasComment: comment !== undefined };
      const decided = decisionAggregate.decider.decide(state, { type: 'AnswerContest', ...event });
      if (!decided.ok) return decided;
      if (!(await keepComment(caller, found, commentName(name, { ...event, type: 'decision.contest_answered' }), comment)))
        return err({ code: 'personal-data-erased' });
      const done = await execute(caller, name, { type: 'AnswerContest', ...event });
      if (!done.ok) return done;
      // After the answer: a hold that is gone while the contest stands open would be lost sight of.
      if (contested?.holdId) await orders.closeHold(caller, found.orderId, contested.holdId, 'release', roles);
      return ok(undefined);
    },

    /** What became of it, where no stream of the product says so. Repeating an outcome's id changes nothing. */
    recordOutcome: async (
      caller: Caller,
      name: string,
      given: {
        readonly outcomeId: string;
        readonly outcome: OutcomeKind;
        readonly at: Instant;
        readonly amountMinor: number | null;
        readonly source: string;
      },
    ): Promise<Result<void, SayRejection>> => {
      const found = await locate(caller.tenantId, name);
      if (!found) return err({ code: 'decision-not-found' });
      return execute(caller, name, { type: 'RecordOutcome', about: aboutOf(found.account), ...given });
    },
  };
};

export type SayOfDecision = ReturnType<typeof createSayOfDecision>;
