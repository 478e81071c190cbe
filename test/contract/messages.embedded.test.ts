import { describe, expect, it } from 'vitest';
import { PersonId } from '../../lib/kernel/ids.ts';
import { openLocalKeys } from '../../lib/platform/embedded/keys.local.ts';
import { createOutbox, readOutbox } from '../../lib/platform/embedded/messages.outbox.ts';
import { openTable } from '../../lib/platform/embedded/table.sqlite.ts';
import { createVault } from '../../lib/platform/vault/vault.ts';
import { openEmbeddedParts } from './engine.ts';
import { describeMessagesContract, textTo } from './messages.contract.ts';

const open = () => {
  const engine = openEmbeddedParts();
  const parts = {
    vault: openTable(engine.store, { name: 'vault' }).table,
    keys: openLocalKeys(engine.dataDir, engine.ids),
    clock: engine.clock,
  };
  const outbox = createOutbox(parts);
  return {
    parts,
    messages: {
      send: async (message: Parameters<typeof outbox.send>[0]) => {
        await outbox.send(message);
        engine.clock.advanceMs(1);
      },
    },
    sent: async () => (await readOutbox(parts, 'main', 100)).map(({ to, text }) => ({ to, text })).toReversed(),
    close: engine.close,
  };
};

describeMessagesContract('the outbox', async () => open());

describe('the outbox', () => {
  it('shows a message that was sent again once, the newest first, and no other tenant’s', async () => {
    const { messages, parts, close } = open();
    for (const text of ['One', 'Two', 'Two']) await messages.send(textTo('+15185550123', text));
    expect((await readOutbox(parts, 'main', 10)).map(({ text }) => text)).toEqual(['Two', 'One']);
    expect(await readOutbox(parts, 'other', 10)).toEqual([]);
    await close();
  });
  it('keeps nothing of a person who is erased, and nothing in the clear before', async () => {
    const { messages, parts, close } = open();
    await messages.send(textTo('+15185550123', 'A secret', 'one'));
    const stored = JSON.stringify((await parts.vault.scan()).items);
    expect(stored).not.toContain('5185550123');
    expect(stored).not.toContain('A secret');
    await createVault(parts).erase('main', PersonId(textTo('', '').personId));
    expect(await readOutbox(parts, 'main', 10)).toEqual([]);
    await close();
  });
});
