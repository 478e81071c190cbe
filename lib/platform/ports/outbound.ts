// What leaves the installation: requests, texts to people, and what a cache before us is told.

/** A request to a service outside. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds for the whole exchange, 1 to 60,000. */
  readonly deadlineMs: number;
};

/** What the service answered, its body whole in memory. */
export type HttpResponse = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Services outside, over HTTP. */
export interface Http {
  /** Any status is an answer. @throws UnavailableError when there is none within the deadline */
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** What stands before the API and keeps its public answers for a while, after CloudFront. */
export interface EdgeCache {
  /** @throws UnavailableError when too much is being thrown out already, or nobody answers */
  purge(purge: Purge): Promise<void>;
}

/** What is to be thrown out of a cache. */
export type Purge = {
  /** Without a query each stands for itself alone; a `*` at the end stands for any ending, queries too. 1 to 3,000. */
  readonly paths: readonly string[];
  /** What it is done for. The same paths under the same reference are thrown out once, however often that is asked for. */
  readonly reference: string;
};

/** A message to one person. */
export type OutgoingText = {
  /** The same message sent again has the same id; where the service cannot tell, the person may get it twice. */
  readonly id: string;
  readonly kind: 'sms';
  /** E.164, such as `+15185550123`. */
  readonly to: string;
  /** At most 160 characters of GSM-7 go out as one. */
  readonly text: string;
  readonly tenantId: string;
  /** Whose number it is, so that what is kept of it is erased with the person. */
  readonly personId: string;
};

/** The service does not take this message, now or later: the number does not exist, or has opted out. */
export class MessageRefusedError extends Error {
  override readonly name = 'MessageRefusedError';
}

/** Texts to people's phones, after SNS. */
export interface Messages {
  /** @throws MessageRefusedError, UnavailableError */
  send(message: OutgoingText): Promise<void>;
}
