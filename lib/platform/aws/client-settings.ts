import { UnavailableError } from '../ports.ts';

/** Times that fit the calls of one service. */
export type ClientTimes = {
  /** Milliseconds in which a connection must stand, default 1,000. */
  readonly connectionTimeoutMs?: number;
  /** Milliseconds for one try, request and reply together, default 5,000. */
  readonly requestTimeoutMs?: number;
  /** Tries in all, default 4; between them the SDK waits longer each time, at random. */
  readonly maxAttempts?: number;
};

/**
 * Settings shared by the clients of all services. The SDK's own defaults wait for ever for a reply, which would hold a
 * function until its time is up and tell nobody why.
 */
export const clientSettings = ({ connectionTimeoutMs = 1_000, requestTimeoutMs = 5_000, maxAttempts = 4 }: ClientTimes = {}) => ({
  maxAttempts,
  retryMode: 'standard' as const,
  requestHandler: { connectionTimeout: connectionTimeoutMs, requestTimeout: requestTimeoutMs, throwOnRequestTimeout: true },
});

/** Codes with which services refuse for load, or for a quota that empties by itself. */
const overloadCodes: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'ExecutionLimitExceeded',
  'InternalException',
  'InternalFailure',
  'InternalServerException',
  'KmsThrottled',
  'KmsThrottlingException',
  'OverLimit',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceQuotaExceededException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);

/** Codes of Node for a connection that failed or never stood. */
const connectionCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** True for a code, of a whole call or of one entry of a batch, after which the same request may succeed. */
export const isOverloadCode = (code: string | undefined): boolean => code !== undefined && overloadCodes.has(code);

type SdkError = Error & {
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

const isOutage = (error: SdkError): boolean => {
  if (overloadCodes.has(error.name)) return true;
  if (typeof error.code === 'string' && connectionCodes.has(error.code)) return true;
  const status = error.$metadata?.httpStatusCode;
  if (status === undefined) return false;
  // A reply that the SDK could not read has a status and no fault: cut off on the way, or written by something in between.
  return status >= 500 || status === 429 || (error.$fault === undefined && status < 300);
};

/**
 * What an adapter throws for an error of the SDK: `UnavailableError` where the service did not answer, refused for load or
 * failed on its side, with the SDK's error as its cause. Everything else is handed back as it is: a denied permission or a
 * missing resource is a defect of the deployment, and retrying would only hide it.
 */
export const asUnavailable = (error: unknown): unknown => {
  if (error instanceof UnavailableError || !(error instanceof Error)) return error;
  if (!isOutage(error)) return error;
  return new UnavailableError(`The service did not answer as it should: ${error.name}`, { cause: error });
};

/** Waits for a call of the SDK. @throws UnavailableError on an outage, otherwise what the SDK threw */
export const answered = async <Output>(call: Promise<Output>): Promise<Output> => {
  try {
    return await call;
  } catch (error) {
    throw asUnavailable(error);
  }
};

/** True for an error of the SDK under one of these names. */
export const isNamed = (error: unknown, ...names: readonly string[]): boolean => error instanceof Error && names.includes(error.name);
