import type { Installation } from '../e2e/installation.ts';

/** A letter that its queue gave up, and that can be sent back without doing harm. */
export const plantDeadLetter = async (
  { runtime }: Installation,
  queue = 'orders-reactions',
): Promise<{ readonly queue: string; readonly letter: string }> => {
  const dead = runtime.platform.queue(`${queue}-dlq`);
  await dead.send([
    { body: JSON.stringify({ id: 'e-1', source: 'oms.orders', 'detail-type': 'OrderCreated', detail: { tenant_id: 'main' } }) },
  ]);
  const [letter] = await dead.browse(10);
  if (!letter) throw new Error(`the letter is not in ${queue}-dlq`);
  return { queue, letter: letter.messageId };
};
