import { WordBadge } from '../../shared/status-badge.tsx';
import type { ChannelAccount } from '../../shared/types.ts';

type State = ChannelAccount['health']['state'];

const states: Readonly<Record<State, { readonly word: string; readonly colour: string }>> = {
  ok: { word: 'ok', colour: 'green' },
  behind: { word: 'behind', colour: 'orange' },
  failing: { word: 'failing', colour: 'red' },
  not_connected: { word: 'not connected', colour: 'gray' },
  removed: { word: 'removed', colour: 'gray' },
};

/** How an account stands, in one word. */
export const HealthBadge = ({ state }: { readonly state: State }) => <WordBadge word={states[state].word} colour={states[state].colour} />;

const problems: Readonly<Record<string, string>> = {
  unauthorized: 'the channel refuses the credentials, or they are not set up',
  refused: 'the channel does not take what it is asked; look at the settings',
  throttled: 'the channel takes no more calls at the moment; it is asked again by itself',
  unavailable: 'the channel cannot be reached, or answers with errors; it is asked again by itself',
};

/** Why a try failed, in words. */
export const problemText = (problem: string | null): string | undefined => (problem === null ? undefined : (problems[problem] ?? problem));
