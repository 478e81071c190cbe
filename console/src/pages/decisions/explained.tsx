import { Alert, List, Stack, Text } from '@mantine/core';
import { Facts } from '../../shared/facts.tsx';
import { WordBadge, words } from '../../shared/status-badge.tsx';
import { Time, withReadableTimes } from '../../shared/time.tsx';
import { Contributions } from './contributions.tsx';
import { confidenceText, type ExplainedDecision, percentText } from './decision-words.ts';
import { Said } from './said.tsx';

const Sentences = ({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) =>
  sentences.length > 0 ? (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <List size="sm">
        {sentences.map((sentence) => (
          <List.Item key={sentence}>{withReadableTimes(sentence)}</List.Item>
        ))}
      </List>
    </div>
  ) : null;

const modelText = ({ model }: ExplainedDecision): string => {
  if (model === null) return 'none was asked, or none answered';
  const used = model.used_by_policy ? 'the decision follows from it' : 'stands beside the decision';
  return `${words(model.name)} ${model.version}, ${words(model.source)}: ${used}`;
};

const scoreText = ({ score }: ExplainedDecision): string | undefined =>
  score === null ? undefined : score.unit === 'probability' ? percentText(score.value) : `${score.value.toLocaleString()} minor units`;

type ExplainedProps = {
  readonly decision: ExplainedDecision;
  /** Whether what can be read to the customer stands above already. */
  readonly isToldAbove?: boolean;
};

/** A decision in words: why, how sure, what would change it, who may, what became of it, and what people say. */
export const Explained = ({ decision, isToldAbove = false }: ExplainedProps) => {
  const { policy, outcomes, said, contributions } = decision;
  return (
    <Stack gap="sm">
      {!isToldAbove && <Text size="sm">{withReadableTimes(decision.for_customer)}</Text>}
      {!decision.hash_matches && (
        <Alert color="red" variant="light" role="alert" title="The receipt is not the one that was written">
          Its hash differs. Somebody or something has changed it since; do not rely on what it says.
        </Alert>
      )}
      <Sentences title="Because" sentences={decision.reasons} />
      <Sentences title="What would have changed it" sentences={decision.would_change} />
      {contributions && <Contributions contributions={contributions} />}
      <Facts
        facts={[
          ['Decided', <Time key="at" at={decision.decided_at} full />],
          ['Outcome', decision.decided === null ? 'nothing could be decided' : words(decision.decided)],
          ['Policy', policy === null ? undefined : `${words(policy.name)} ${policy.version}`],
          ['Model', modelText(decision)],
          ['Score', scoreText(decision)],
          ['Confidence', confidenceText(decision.confidence)],
          ['Left to chance', decision.propensity === null ? undefined : `chosen with a chance of ${percentText(decision.propensity)}`],
          ['Who may change it', decision.may_change],
          [
            'Receipt',
            <WordBadge
              key="hash"
              word={decision.hash_matches ? 'hash verified' : 'hash differs'}
              colour={decision.hash_matches ? 'green' : 'red'}
            />,
          ],
        ]}
      />
      <Sentences title="What became of it" sentences={outcomes.map(({ sentence }) => sentence)} />
      {said.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            What people say
          </Text>
          <Said said={said} />
        </div>
      )}
    </Stack>
  );
};
