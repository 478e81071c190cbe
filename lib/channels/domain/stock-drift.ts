const minuteMs = 60_000;

/** How long a channel takes to show what it has accepted, generously: twice what vendors and the field tell, or five minutes. */
const settlingMs = (shownAfterSeconds: number): number => Math.max(5 * minuteMs, 2 * shownAfterSeconds * 1_000);
/** Of an order of the channel's own that lowers its number, we hear by then at the latest. */
const hearingMs = 45 * minuteMs;

/** An article of which a channel shows another number than it was told. */
export type Suspect = { readonly sku: string; readonly told: number; readonly shown: number; readonly sinceMs: number };

/** Whether a number was accepted so long ago that the channel must show it. */
export const mustShow = (acceptedMs: number, nowMs: number, shownAfterSeconds: number): boolean =>
  acceptedMs + settlingMs(shownAfterSeconds) <= nowMs;

/**
 * Whether a difference has stood long enough to be one. More than we told can only be somebody's doing; less is, most of the
 * time, an order of the channel that we have not heard of yet, and telling the old number again would sell its units twice.
 */
export const isDrift = ({ told, shown, sinceMs }: Suspect, nowMs: number): boolean =>
  sinceMs + (shown > told ? minuteMs : hearingMs) <= nowMs;
