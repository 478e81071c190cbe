// How far each reader of the ledger's stream has come. Lambda keeps this for the functions that it calls; here it stands in a
// table beside the product's, so that it outlives the readers.
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { createDynamoChangeFeed } from '../../../lib/platform/aws/change-feed.dynamodb.ts';
import { createDynamoClient } from '../../../lib/platform/aws/dynamo-client.ts';
import { type Names, namesOf, type Installation } from '../../../lib/platform/aws/names.ts';
import { createDynamoTable } from '../../../lib/platform/aws/table.dynamodb.ts';
import type { FeedPosition } from '../../../lib/platform/embedded/runtime/stream-source.ts';
import type { ChangeFeed } from '../../../lib/platform/ports.ts';

export const placesTable = (names: Names): string => `${names.prefix}-places`;

export type LedgerFeed = { readonly feed: ChangeFeed; readonly placeOf: (reader: string) => FeedPosition };

export const openLedgerFeed = (installation: Installation, streamArn: string): LedgerFeed => {
  const { region } = installation;
  const table = createDynamoTable(createDynamoClient({ region }), { tableName: placesTable(namesOf(installation)) });
  return {
    feed: createDynamoChangeFeed(new DynamoDBStreamsClient({ region }), { streamArn }),
    placeOf: (reader) => {
      const key = { PK: reader, SK: 'place' };
      return {
        read: async () => (await table.get(key))?.['sequence'] as string | undefined,
        save: (sequence) => table.put({ ...key, sequence }),
      };
    },
  };
};
