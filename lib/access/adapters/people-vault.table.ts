import { PersonId } from '../../kernel/ids.ts';
import { toEpochMs } from '../../kernel/instant.ts';
import { invariant } from '../../kernel/result.ts';
import {
  type Clock,
  type Condition,
  ConditionFailedError,
  type Key,
  type Keys,
  type Table,
  TransactionCanceledError,
} from '../../platform/ports.ts';
import { createVault } from '../../platform/vault/vault.ts';
import type { NewPerson, PeopleVault, Registration } from '../app/access.ports.ts';
import { throttleForgottenAfterSeconds } from '../domain/sign-in-throttle.ts';
import { globalPartition } from '../domain/tenant.ts';
import type { UserId } from '../domain/user.ts';
import { credentialRow, emailRow, fromItemOrNone, throttleRow, toItem } from './access.rows.ts';

const emailRecord = 'email';
const credentialKey = (userId: UserId): Key => ({ PK: `${globalPartition}#USER#${userId}`, SK: 'CREDENTIAL' });

/**
 * Users' addresses, passwords and sign-in attempts in the vault table. An address is readable only under its person's
 * own key and is found by its keyed hash; a password is kept as its slow hash.
 */
export const createTablePeopleVault = (parts: { readonly vault: Table; readonly keys: Keys; readonly clock: Clock }): PeopleVault => {
  const { vault: table, keys } = parts;
  const vault = createVault(parts);
  const emailToken = (email: string): Promise<string> => keys.mac('user-email', email);
  const emailKey = async (email: string): Promise<Key> => ({ PK: `${globalPartition}#EMAIL#${await emailToken(email)}`, SK: 'USER' });
  const throttleKey = async (email: string): Promise<Key> => ({
    PK: `${globalPartition}#SIGNIN#${await emailToken(email)}`,
    SK: 'THROTTLE',
  });

  const ownerOf = async (key: Key) => fromItemOrNone(emailRow, await table.get(key));

  const register = async (person: NewPerson): Promise<Registration> => {
    const { userId, email, tenantId, credential } = person;
    const key = await emailKey(email);
    const owner = await ownerOf(key);
    if (owner) return { registered: false, ...owner };
    const vaultReference = await vault.personFor(globalPartition, { email, fallback: userId });
    await vault.put(globalPartition, vaultReference, emailRecord, email);
    try {
      await table.transact([
        { kind: 'put', item: toItem(key, { userId, tenantId, vaultReference }), condition: { kind: 'absent' } },
        ...(credential ? [{ kind: 'put', item: toItem(credentialKey(userId), credential) } as const] : []),
      ]);
      return { registered: true, userId, tenantId, vaultReference };
    } catch (error) {
      if (!(error instanceof TransactionCanceledError)) throw error;
      const winner = await ownerOf(key);
      invariant(winner, 'an address that is taken names its owner');
      return { registered: false, ...winner };
    }
  };

  const forget = async (userId: UserId, vaultReference: string): Promise<void> => {
    const personId = PersonId(vaultReference);
    await table.delete(credentialKey(userId));
    const email = await vault.get<string>(globalPartition, personId, emailRecord);
    if (email !== undefined) {
      const key = await emailKey(email);
      const owner = await ownerOf(key);
      // The address names its person, so one that has been registered anew since is the new user's to keep.
      if (owner && owner.userId !== userId) return;
      await table.delete(await throttleKey(email));
      await table.delete(key);
    }
    // Last, because without it nobody could tell any more which address to free.
    await vault.erase(globalPartition, personId);
  };

  return {
    register,
    forget,
    userWith: async (email) => (await ownerOf(await emailKey(email)))?.userId,
    emailAt: (vaultReference) => vault.get<string>(globalPartition, PersonId(vaultReference), emailRecord),
    credential: async (userId) => fromItemOrNone(credentialRow, await table.get(credentialKey(userId))),
    saveCredential: async (userId, credential) => {
      await table.put(toItem(credentialKey(userId), credential));
    },
    throttle: async (email) => fromItemOrNone(throttleRow, await table.get(await throttleKey(email))),
    saveThrottle: async (email, previous, next) => {
      const unchanged: Condition = previous
        ? {
            kind: 'all',
            conditions: [
              { kind: 'equals', attribute: 'attempts', value: previous.attempts },
              { kind: 'equals', attribute: 'last_attempt_at', value: previous.lastAttemptAt },
            ],
          }
        : { kind: 'absent' };
      const ttl = Math.ceil(toEpochMs(next.lastAttemptAt) / 1000) + throttleForgottenAfterSeconds;
      try {
        await table.put(toItem(await throttleKey(email), { ...next, ttl }), unchanged);
        return true;
      } catch (error) {
        if (error instanceof ConditionFailedError) return false;
        throw error;
      }
    },
    clearThrottle: async (email) => {
      await table.delete(await throttleKey(email));
    },
  };
};
