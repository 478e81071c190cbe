import { expect, describe, it } from 'vitest';
import type { Messages, OutgoingText } from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

export type MessagesEngine = Engine & {
  readonly messages: Messages;
  /** Number and words of what has gone out, or would have, oldest first; a message sent again may stand there twice. */
  readonly sent: () => Promise<readonly { readonly to: string; readonly text: string }[]>;
};

export const textTo = (to: string, text: string, id = text): OutgoingText => ({
  id,
  kind: 'sms',
  to,
  text,
  tenantId: 'main',
  personId: 'abcdefghijklmnopqrstuvwxyz',
});

/** What every engine does with messages to phones. */
export const describeMessagesContract = (name: string, open: () => Promise<MessagesEngine>): void => {
  describe(`messages of ${name}`, () => {
    it('go to their number with their words, in the order in which they were sent', async () => {
      const { messages, sent, close } = await open();
      await messages.send(textTo('+15185550123', 'One & "two"'));
      await messages.send(textTo('+4312345678', 'Three'));
      expect(await sent()).toEqual([
        { to: '+15185550123', text: 'One & "two"' },
        { to: '+4312345678', text: 'Three' },
      ]);
      await close();
    });
    it('can be sent again', async () => {
      const { messages, sent, close } = await open();
      await messages.send(textTo('+15185550123', 'Again'));
      await messages.send(textTo('+15185550123', 'Again'));
      expect(new Set((await sent()).map(({ text }) => text))).toEqual(new Set(['Again']));
      await close();
    });
  });
};
