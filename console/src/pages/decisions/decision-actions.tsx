import { Group, Stack, Text } from '@mantine/core';
import { useSession } from '../../session/session.tsx';
import { DecisionForm } from './decision-form.tsx';
import {
  contestOutcomes,
  contestReasons,
  type ExplainedDecision,
  feedbackReasons,
  kindTitle,
  openContests,
  optionsOf,
  overrideReasons,
  type Verdict,
} from './decision-words.ts';

type ActionProps = { readonly decision: ExplainedDecision };

const verdicts: readonly { readonly verdict: Verdict; readonly label: string }[] = [
  { verdict: 'right', label: 'Right' },
  { verdict: 'wrong', label: 'Wrong' },
  { verdict: 'unsure', label: 'Unsure' },
];

const Feedback = ({ decision }: ActionProps) => {
  const { api } = useSession();
  return (
    <Group gap="xs" role="group" aria-label={`Was it right? ${kindTitle(decision.kind)}`}>
      <Text size="sm" className="muted">
        Was it right?
      </Text>
      {verdicts.map(({ verdict, label }) => (
        <DecisionForm
          key={verdict}
          label={label}
          about={kindTitle(decision.kind)}
          confirm="Changes nothing about the order. What was decided by a model learns from it, with less weight than from what happened."
          choiceLabel="Because"
          field="reason_code"
          options={optionsOf(feedbackReasons)}
          run={(reason, comment) =>
            api.giveDecisionFeedback({ path: { id: decision.decision_id }, body: { verdict, reason_code: reason, ...comment } })
          }
          done="Your opinion is noted"
        />
      ))}
    </Group>
  );
};

const overridable: ReadonlySet<string> = new Set(['fraud', 'duplicate']);
const standing: ReadonlySet<string | null> = new Set(['pass', 'decline', null]);

/** Whether a check has stopped the order, and nobody has decided on that yet. */
const isStopped = ({ kind, decided, said }: ExplainedDecision): boolean =>
  overridable.has(kind) && !standing.has(decided) && said.every(({ what }) => what !== 'override');

const Override = ({ decision }: ActionProps) => {
  const { api } = useSession();
  const form = (action: 'release' | 'uphold', label: string, confirm: string) => (
    <DecisionForm
      label={label}
      about={kindTitle(decision.kind)}
      confirm={confirm}
      choiceLabel="Because"
      field="reason_code"
      options={optionsOf(overrideReasons)}
      run={(reason, comment) =>
        api.overrideDecision({ path: { id: decision.decision_id }, body: { action, reason_code: reason, ...comment } })
      }
      done={action === 'release' ? 'The order is released' : 'The decision is upheld'}
    />
  );
  return (
    <>
      {form('release', 'Release', 'The check has stopped the order. It goes on, unless another hold stops it.')}
      {form('uphold', 'Uphold', 'The suspicion is upheld: the order is cancelled and its money given back.')}
    </>
  );
};

const Contest = ({ decision }: ActionProps) => {
  const { api } = useSession();
  const { order_id: id, local_id: local } = decision;
  if (id === null) return null;
  return (
    <DecisionForm
      label="Contest"
      about={kindTitle(decision.kind)}
      confirm="A person is to look at it: the order goes into the review queue. Its goods go on meanwhile."
      choiceLabel="The customer says"
      field="reason_code"
      options={optionsOf(contestReasons)}
      run={(reason, comment) =>
        api.contestDecision({ path: { id, decision_id: local }, body: { reason_code: reason, asked_by: 'customer', ...comment } })
      }
      done="The decision is contested"
    />
  );
};

const AnswerContest = ({ decision, contestId }: ActionProps & { readonly contestId: string }) => {
  const { api } = useSession();
  return (
    <DecisionForm
      label="Answer the contest"
      about={kindTitle(decision.kind)}
      confirm="Says what you make of the decision, and takes it out of the review queue."
      choiceLabel="Answer"
      field="outcome"
      options={optionsOf(contestOutcomes)}
      run={(outcome, comment) =>
        api.answerContest({ path: { id: decision.decision_id, contest_id: contestId }, body: { outcome, ...comment } })
      }
      done="The contest is answered"
    />
  );
};

/** What people may say of a decision, and do about it. */
export const DecisionActions = ({ decision }: ActionProps) => {
  const { may } = useSession();
  const mayManage = may('orders:manage');
  const contests = openContests(decision.said);
  if (!mayManage && !may('orders:write')) return null;
  return (
    <Stack gap="xs" className="no-print">
      {mayManage && <Feedback decision={decision} />}
      <Group gap="xs">
        {mayManage && isStopped(decision) && <Override decision={decision} />}
        {may('orders:write') && contests.length === 0 && <Contest decision={decision} />}
        {mayManage && contests.map((id) => <AnswerContest key={id} decision={decision} contestId={id} />)}
      </Group>
    </Stack>
  );
};
