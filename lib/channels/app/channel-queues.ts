/** Accepted orders on their way to the order stream. */
export const intakeQueue = 'orders-intake';
export const intakeDeadLetters = `${intakeQueue}-dlq`;
export const privacyQueue = 'channels-privacy';
export const privacyDeadLetters = `${privacyQueue}-dlq`;

/** What is to be read through a channel's API. One channel's queue, so that its trouble is no other's. */
export const syncQueue = (channel: string): string => `${channel}-sync`;
/** Events of a channel's partner event source. */
export const eventsQueue = (channel: string): string => `${channel}-events`;
