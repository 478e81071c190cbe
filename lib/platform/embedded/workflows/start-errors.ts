/** A start named a machine that is not registered. */
export class UnknownMachineError extends Error {
  override readonly name = 'UnknownMachineError';
}

/** A start under a name that executions cannot have. */
export class InvalidExecutionNameError extends Error {
  override readonly name = 'InvalidExecutionNameError';
}
