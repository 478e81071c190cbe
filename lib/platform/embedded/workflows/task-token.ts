import type { Ids } from '../../ports.ts';

/** A token names its task, so that sending it back needs no index; the secret makes it unguessable. */
export type TokenTarget = { readonly executionId: string; readonly activityId: string };

export const createToken = ({ executionId, activityId }: TokenTarget, ids: Ids): string => {
  const secret = Buffer.from(ids.bytes(16)).toString('base64url');
  return Buffer.from(`${secret}|${activityId}|${executionId}`, 'utf8').toString('base64url');
};

/** @returns undefined for text that is no token of this engine */
export const readToken = (token: string): TokenTarget | undefined => {
  const [, activityId, executionId] = Buffer.from(token, 'base64url').toString('utf8').split('|');
  if (activityId === undefined || executionId === undefined || !executionId.startsWith('arn:aws:states:local:')) return undefined;
  return { executionId, activityId };
};
