export const exitCodes = { ok: 0, failed: 1, usage: 2, refused: 3 } as const;

/** An expected end other than success: said in one line, with the exit code that belongs to it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: string;
  readonly exitCode: number;
  constructor(code: string, message: string, exitCode: number = exitCodes.failed) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
  }
}
