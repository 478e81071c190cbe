/** Orders of channels, waiting to be taken in. */
export const intakeQueue = 'orders-intake';
/** Requests about personal data, waiting to be carried out. */
export const privacyQueue = 'channels-privacy';
export const intakeDeadLetters = `${intakeQueue}-dlq`;
export const privacyDeadLetters = `${privacyQueue}-dlq`;
