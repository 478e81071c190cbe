/** Receipts given out by this process, with the moment from which each is void. */
export type Receipts = {
  issue(handle: string, deadlineMs: number): string;
  /** What SQS knows the delivery by; undefined once the receipt is void, or when it was never given. */
  handleOf(receipt: string): string | undefined;
  /** The visibility of the delivery was changed, so the receipt is good until then. */
  move(receipt: string, deadlineMs: number): void;
};

const receiptPattern = /^(\d{1,15})\.(.+)$/s;

/**
 * SQS lets the latest receipt handle of a standard queue delete its message even when the visibility time is over and
 * another reader may be about to get it. The port promises that such a receipt is void, so the deadline travels in front of
 * the handle and is looked at here.
 */
export const createReceipts = (nowMs: () => number): Receipts => {
  const moved = new Map<string, number>();

  const read = (receipt: string): { readonly deadlineMs: number; readonly handle: string } | undefined => {
    const [, deadline, handle] = receiptPattern.exec(receipt) ?? [];
    return deadline === undefined || handle === undefined ? undefined : { deadlineMs: Number(deadline), handle };
  };

  const forgetOver = (): void => {
    const now = nowMs();
    for (const [receipt, deadlineMs] of moved) if (Math.max(deadlineMs, read(receipt)?.deadlineMs ?? 0) <= now) moved.delete(receipt);
  };

  return {
    issue: (handle, deadlineMs) => `${deadlineMs}.${handle}`,
    handleOf: (receipt) => {
      const given = read(receipt);
      if (given === undefined) return undefined;
      return (moved.get(receipt) ?? given.deadlineMs) > nowMs() ? given.handle : undefined;
    },
    move: (receipt, deadlineMs) => {
      forgetOver();
      moved.set(receipt, deadlineMs);
    },
  };
};
