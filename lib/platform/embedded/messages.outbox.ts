import { PersonId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Clock, Keys, Messages, OutgoingText, Table } from '../ports.ts';
import { createVault } from '../vault/vault.ts';

/** A message as it would have gone out. */
export type OutboxEntry = Pick<OutgoingText, 'id' | 'kind' | 'to' | 'text'> & { readonly at: Instant };

type Parts = { readonly vault: Table; readonly keys: Keys; readonly clock: Clock };

const listOf = (tenantId: string): string => `${tenantId}#OUTBOX`;
const recordOf = (id: string): string => `OUTBOX#${id}`;

/**
 * Takes messages where nobody can be texted, for whoever tries the product out. Number and words are sealed under the key of the
 * person, and are erased with them; the list beside them says only when, and to whom by a token.
 */
export const createOutbox = ({ vault, keys, clock }: Parts): Messages => {
  const people = createVault({ vault, keys, clock });
  return {
    send: async ({ id, kind, to, text, tenantId, personId }) => {
      const at = clock.now();
      const person = PersonId(personId);
      await people.put(tenantId, person, recordOf(id), { id, kind, to, text, at });
      await vault.put({ PK: listOf(tenantId), SK: `${at}#${id}`, person_id: person, message_id: id });
    },
  };
};

/** What would have gone out, newest first; empty where messages really go out. */
export const readOutbox = async (parts: Parts, tenantId: string, limit: number): Promise<readonly OutboxEntry[]> => {
  const people = createVault(parts);
  const { items } = await parts.vault.query({ PK: listOf(tenantId), descending: true, limit });
  // One that was sent again stands in the list twice, and says the same.
  const newest = new Map(items.map(({ message_id: id, person_id: person }) => [String(id), String(person)]));
  const found = await Promise.all([...newest].map(([id, person]) => people.get<OutboxEntry>(tenantId, PersonId(person), recordOf(id))));
  // Of people who were erased nothing is left to show.
  return found.filter((entry) => entry !== undefined);
};
