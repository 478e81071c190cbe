import { List, Text } from '@mantine/core';
import { Actor } from '../../shared/actor.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import { contestReasons, feedbackReasons, overrideReasons, type SaidOfDecision } from './decision-words.ts';

const reasonWords: Readonly<Record<string, string>> = { ...contestReasons, ...feedbackReasons, ...overrideReasons, 'not-given': '' };

const sentenceOf = ({ what, verdict, verb, outcome, asked_by: by }: SaidOfDecision): string => {
  switch (what) {
    case 'feedback':
      return `finds it ${verdict ?? 'noteworthy'}`;
    case 'override':
      return verb === 'upheld' ? 'upheld it' : `decided otherwise: ${verb ?? 'changed'}`;
    case 'contest':
      return by === 'customer' ? 'contested it for the customer' : 'contested it';
    case 'answer':
      return `answered the contest: ${words(outcome ?? '')}`;
    case 'outcome':
      return `recorded what became of it: ${words(outcome ?? '')}`;
  }
};

/** What was said or done about a decision, in the order in which it was. */
export const Said = ({ said }: { readonly said: readonly SaidOfDecision[] }) => (
  <List size="sm" spacing={4}>
    {said.map((one) => {
      const reason = one.reason_code === undefined ? '' : (reasonWords[one.reason_code] ?? words(one.reason_code));
      return (
        <List.Item key={`${one.at} ${one.what}`}>
          <Actor actor={one.actor} /> {sentenceOf(one)}
          {reason === '' ? '' : ` (${reason})`}{' '}
          <Text span size="xs" className="muted">
            <Time at={one.at} full />
          </Text>
          {one.comment !== null && (
            <Text size="sm" className="break">
              “{one.comment}”
            </Text>
          )}
        </List.Item>
      );
    })}
  </List>
);
