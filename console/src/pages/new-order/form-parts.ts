import type { MessageOf } from '../../shared/field-message.ts';
import type { Draft } from './draft.ts';

/** What every part of the form is given. */
export type PartProps = {
  readonly draft: Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
  readonly messageOf: MessageOf;
};

/** Takes what was typed out of an event. */
export const typed =
  (take: (text: string) => void) =>
  (event: { readonly currentTarget: { readonly value: string } }): void =>
    take(event.currentTarget.value);
