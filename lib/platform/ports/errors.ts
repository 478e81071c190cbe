// Errors that more than one port throws.

/** The service did not answer, refused for load, or failed on its side: the same call may succeed later. */
export class UnavailableError extends Error {
  override readonly name: string = 'UnavailableError';
}

/** A bound of the port was passed (item of 400 KB, transaction of 100 writes, event of 256 KB). Repeating cannot help. */
export class LimitExceededError extends Error {
  override readonly name = 'LimitExceededError';
}
