import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { type Item, LimitExceededError, TransactionCanceledError } from '../ports.ts';
import { toItemOrNone } from './dynamo-attributes.ts';

/**
 * Why a try may be repeated:
 * - `refused`: nothing was applied;
 * - `lost`: there is no answer to go by, the request may have been applied;
 * - `in-progress`: an earlier try of the same transaction is still at work.
 */
export type Fault = 'refused' | 'lost' | 'in-progress';

/** A batch came back in part. */
export class KeysLeftOverError extends Error {
  override readonly name = 'KeysLeftOverError';
}

const refusals: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TransactionConflictException',
  'ReplicatedWriteConflictException',
  'KeysLeftOverError',
]);

/** Codes of a connection that never came about, so nothing was sent. */
const neverConnected: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const passingReasons: ReadonlySet<string> = new Set(['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

const statusOf = (error: unknown): number =>
  (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;

/** Whether and why a failed try may be repeated; undefined when repeating cannot help. */
export const faultOf = (error: unknown): Fault | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (refusals.has(error.name)) return 'refused';
  if (error.name === 'TransactionInProgressException') return 'in-progress';
  if (error instanceof TransactionCanceledException) {
    const passing = error.CancellationReasons?.every(({ Code }) => passingReasons.has(Code ?? 'None'));
    return passing === true ? 'refused' : undefined;
  }
  // A failure inside the service says nothing about whether the write was applied.
  if (statusOf(error) >= 500) return 'lost';
  if (statusOf(error) === 429) return 'refused';
  if (error instanceof DynamoDBServiceException) return undefined;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return neverConnected.has(code) ? 'refused' : 'lost';
  // The second is an answer that broke off, so that its JSON cannot be read.
  return error.name === 'TimeoutError' || error instanceof SyntaxError ? 'lost' : undefined;
};

/** Whether the client itself has repeated the request, which hides what became of the first. */
export const repeatedByClient = (error: unknown): boolean =>
  ((error as { readonly $metadata?: { readonly attempts?: number } }).$metadata?.attempts ?? 1) > 1;

/** What stood in the way of a conditional write; undefined when the error is another. */
export const failedConditionOf = (error: unknown): { readonly existing: Item | undefined } | undefined =>
  error instanceof ConditionalCheckFailedException ? { existing: toItemOrNone(error.Item) } : undefined;

const limitPattern = /exceed|overflow|underflow|38 significant|less than or equal to|too (large|long)/i;
const typePattern = /incorrect data type|type mismatch/i;

const invalid = (message: string, cause: unknown): Error | undefined => {
  if (limitPattern.test(message)) return new LimitExceededError(message, { cause });
  return typePattern.test(message) ? new TypeError(message, { cause }) : undefined;
};

const cancelledFor = (reasons: readonly CancellationReason[], cause: unknown): Error | undefined => {
  const failures = reasons.flatMap(({ Code, Item }, index) =>
    Code === 'ConditionalCheckFailed' ? [{ index, existing: toItemOrNone(Item) }] : [],
  );
  // A condition that failed outweighs what else kept the transaction back: the writer has to decide again in any case,
  // and repeating would only spend its time. Writes kept back by a conflict were not judged and are not named.
  if (failures.length > 0) return new TransactionCanceledError(failures);
  for (const { Code, Message = '' } of reasons) {
    if (Code === 'ItemCollectionSizeLimitExceeded') return new LimitExceededError(Message, { cause });
    const found = Code === 'ValidationError' ? invalid(Message, cause) : undefined;
    if (found) return found;
  }
  return undefined;
};

/** The service's refusal in the words of the port; an error that the port has no word for stays as it is. */
export const toPortError = (error: unknown): unknown => {
  if (error instanceof TransactionCanceledException) return cancelledFor(error.CancellationReasons ?? [], error) ?? error;
  if (!(error instanceof DynamoDBServiceException)) return error;
  if (statusOf(error) === 413 || error.name === 'ItemCollectionSizeLimitExceededException') {
    return new LimitExceededError(error.message, { cause: error });
  }
  return error.name === 'ValidationException' ? (invalid(error.message, error) ?? error) : error;
};
