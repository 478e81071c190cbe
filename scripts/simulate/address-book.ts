import type { CommitItem } from '../../lib/platform/event-store/commit.codec.ts';

type Fact = Pick<CommitItem['events'][number], 'type' | 'payload'>;

const gone: ReadonlySet<string> = new Set(['order.partially_shipped', 'order.shipped']);

type Check = { readonly findings: readonly unknown[]; readonly confirmed?: boolean };
const isDoubt = (check: unknown): boolean => {
  const { findings, confirmed } = (check ?? { findings: [] }) as Check;
  return findings.length > 0 && confirmed !== true;
};

/** Follows addresses by the events of the ledger: nothing may leave to one that goods could hardly be delivered to before somebody has looked. */
export const openAddressBook = (fail: (violation: string) => void): { readonly note: (name: string, fact: Fact) => void } => {
  const doubted = new Set<string>();
  const holds = new Set<string>();
  const doubt = (name: string, check: unknown): void => void (isDoubt(check) ? doubted.add(name) : doubted.delete(name));

  return {
    /** @param name of the order, as `<tenant>#<order>` */
    note: (name, { type, payload }) => {
      if (type === 'order.created') doubt(name, payload['address_check']);
      const changes = (type === 'order.revised' ? payload['changes'] : undefined) as Readonly<Record<string, unknown>> | undefined;
      if (changes && 'address_check' in changes) doubt(name, changes['address_check']);
      const hold = payload['hold'] as { readonly hold_id: string; readonly type: string } | undefined;
      if (type === 'order.hold_placed' && hold?.type === 'address') holds.add(`${name} ${hold.hold_id}`);
      // Whoever releases it lets the address pass.
      if (type === 'order.hold_released' && holds.has(`${name} ${String(payload['hold_id'])}`)) doubted.delete(name);
      if (gone.has(type) && doubted.has(name)) fail(`order ${name} has left to an address that nobody has looked at`);
    },
  };
};
