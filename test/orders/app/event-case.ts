/** An event, what is said of it, and what the sentence is about where that is not the stream's own id. */
export type EventCase = readonly [type: string, payload: object, sentence: string, reference?: string];
