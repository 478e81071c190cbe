/** A state failed under an error name that Retry and Catch can match. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string;
  readonly reason: string;
  constructor(error: string, reason: string) {
    super(`${error}: ${reason}`);
    this.error = error;
    this.reason = reason;
  }
}

/**
 * Whether a Retry or Catch rule takes an error, after Step Functions' "Handling errors in workflows":
 * `States.Runtime` always ends the execution; `States.DataLimitExceeded` is taken only by name; `States.TaskFailed` is any
 * error but a timeout; `States.Timeout` is also a missed heartbeat.
 */
export const takesError = (errorEquals: readonly string[], error: string): boolean => {
  if (error === 'States.Runtime') return false;
  if (errorEquals.includes(error)) return true;
  if (error === 'States.DataLimitExceeded') return false;
  if (errorEquals.includes('States.ALL')) return true;
  if (errorEquals.includes('States.Timeout') && error === 'States.HeartbeatTimeout') return true;
  return errorEquals.includes('States.TaskFailed') && error !== 'States.Timeout';
};

/** Largest input, output or set of variables of one state: 256 KiB as UTF-8 JSON. */
export const payloadLimitBytes = 262_144;

/** @throws StateFailure `States.DataLimitExceeded` */
export const checkPayloadSize = (value: unknown, what: string): void => {
  const text = JSON.stringify(value);
  // A character takes at most three bytes per UTF-16 unit, so short text needs no exact count.
  if (text.length * 3 <= payloadLimitBytes || Buffer.byteLength(text) <= payloadLimitBytes) return;
  throw new StateFailure('States.DataLimitExceeded', `The ${what} is larger than ${payloadLimitBytes} bytes`);
};
