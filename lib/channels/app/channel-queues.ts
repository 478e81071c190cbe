/** Orders that have ended, and those whose personal data is due. */
export const retentionQueue = 'channels-retention';
/** Accepted orders on their way to the order stream. */
export const intakeQueue = 'orders-intake';
export const intakeDeadLetters = `${intakeQueue}-dlq`;
export const privacyQueue = 'channels-privacy';
export const privacyDeadLetters = `${privacyQueue}-dlq`;

/** What is to be read through a channel's API. One channel's queue, so that its trouble is no other's. */
export const syncQueue = (channel: string): string => `${channel}-sync`;
/** When something that could not be read is tried again. */
export const syncBackOff = { firstSeconds: 5, longestSeconds: 900 } as const;
/** Events of a channel's partner event source. */
export const eventsQueue = (channel: string): string => `${channel}-events`;

/** Events that some channel may have to be told of. */
export const addressingQueue = 'channel-notices';
/** What one channel is to be told, order by order. */
export const noticesQueue = (channel: string): string => `${channel}-notices`;
export const noticesDeadLetters = (channel: string): string => `${noticesQueue(channel)}-dlq`;
/** When a notice that a channel does not take now is tried again. */
export const noticeBackOff = { firstSeconds: 5, longestSeconds: 900 } as const;

/** Changes of what may be sold, and waits until more of them have come. */
export const stockChangesQueue = 'channel-stock-changes';
/** Orders that got nothing, for counting those that a channel should not have taken. */
export const oversellsQueue = 'channel-oversells';
/** Of which articles one channel is to be told how many there are. */
export const stockQueue = (channel: string): string => `${channel}-stock`;
/** When a number that a channel does not take now is read and told again. */
export const stockBackOff = { firstSeconds: 5, longestSeconds: 300 } as const;
