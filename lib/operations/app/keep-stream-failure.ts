import * as z from 'zod';
import { streamRecords } from '../../platform/handlers/stream.handler.ts';
import type { Platform } from '../../platform/ports.ts';
import { setAsideLetter } from '../../platform/set-aside.ts';
import type { ContextWiring } from '../../platform/wiring.ts';

/** Where Lambda puts what a stream reader gave up; it makes the names itself. */
export const streamFailurePrefix = 'aws/lambda/';

const Failure = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  /** The invocation's event, as text or as it is. */
  payload: z.union([z.string(), z.object({ Records: z.array(z.unknown()) })]),
});

const Payload = z.object({ Records: z.array(z.looseObject({})) });

/** The object is gone, or is not what Lambda writes there: somebody has to look. */
export class StreamFailureUnreadableError extends Error {
  override readonly name = 'StreamFailureUnreadableError';
}

/** A function is named after its handler; a version may stand behind the name. */
const stemOf = (functionArn: string): string => functionArn.split(':')[6] ?? '';

/**
 * Takes what a stream reader gave up from the bucket into the reader's dead-letter queue, record by record with its payload,
 * where it is listed and sent back like every other dead letter. Repeating it can double a letter, which readers bear.
 * @throws StreamFailureUnreadableError
 */
export const createKeepStreamFailure = (platform: Platform, wirings: readonly ContextWiring[]) => {
  const readers = wirings.flatMap(({ streams = [] }) => streams);

  return async (objectKey: string): Promise<void> => {
    const blob = await platform.blobs.get(objectKey);
    if (!blob) throw new StreamFailureUnreadableError(`There is no object ${objectKey}`);
    const failure = Failure.safeParse(JSON.parse(Buffer.from(blob.bytes).toString('utf8')));
    if (!failure.success) throw new StreamFailureUnreadableError(`${objectKey} is not a failed invocation of a stream reader`);
    const { requestContext, payload } = failure.data;
    const reader = readers.find(({ handler }) => stemOf(requestContext.functionArn).endsWith(`-${handler.replaceAll('/', '-')}`));
    if (!reader) throw new StreamFailureUnreadableError(`${objectKey} is of a function that reads no stream`);
    const event = Payload.parse(typeof payload === 'string' ? JSON.parse(payload) : payload);
    for (const { newImage, oldImage, ...rest } of streamRecords(event.Records)) {
      const key = newImage ?? oldImage;
      if (!key) throw new StreamFailureUnreadableError(`${objectKey} holds a record without a key`);
      await platform.queue(`${reader.name}-dlq`).send([{ body: setAsideLetter(reader.name, { ...rest, key, newImage }) }]);
      platform.observability.logger.error('stream record set aside', { stream: reader.name, sequence: rest.sequence });
    }
    await platform.blobs.delete(objectKey);
  };
};
