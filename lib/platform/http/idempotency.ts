import { type Clock, ConditionFailedError, type Table } from '../ports.ts';
import { toEpochMs } from '../../kernel/instant.ts';
import type { FieldProblem, Refusal } from './refusal.ts';

const keptSeconds = 7 * 24 * 3600;
const keyPattern = /^[\x21-\x7e]{1,128}$/;

/** What is wrong with the header Idempotency-Key, if anything is. */
export const idempotencyKeyProblem = (key: string | undefined): FieldProblem | undefined =>
  key === undefined || keyPattern.test(key)
    ? undefined
    : { field: 'idempotency-key', code: 'header-invalid', message: 'must be 1 to 128 printable characters without spaces' };

/**
 * Remembers idempotency keys for seven days. It only recognises a key that is used for another request: what makes a
 * repeated request harmless is the natural key of the thing itself.
 */
export const createIdempotency = (parts: { readonly ledger: Table; readonly clock: Clock; readonly sha256: (text: string) => string }) => {
  const { ledger, clock, sha256 } = parts;
  const keyOf = (tenantId: string, principalId: string, key: string) => ({
    PK: `${tenantId}#IDEMPOTENCY#${sha256(`${principalId} ${key}`)}`,
    SK: 'KEY',
  });

  return {
    /** @returns a refusal when the key already stands for another request */
    claim: async (tenantId: string, principalId: string, key: string, requestHash: string): Promise<Refusal | undefined> => {
      const ttl = Math.floor(toEpochMs(clock.now()) / 1000) + keptSeconds;
      try {
        await ledger.put({ ...keyOf(tenantId, principalId, key), request_hash: requestHash, ttl }, { kind: 'absent' });
        return undefined;
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
        return error.existing?.['request_hash'] === requestHash
          ? undefined
          : {
              kind: 'rejected',
              code: 'idempotency-key-reused',
              message: 'This Idempotency-Key was used for another request; take a new key for a new request.',
            };
      }
    },
  };
};
