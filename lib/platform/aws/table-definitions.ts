import type { TableName } from './names.ts';

/** One table as it is deployed, and as the contract suites make it. Capacity is on demand everywhere. */
export type TableDefinition = {
  readonly table: TableName;
  /** Key attributes; both are strings. */
  readonly partitionKey: 'PK';
  readonly sortKey: 'SK';
  /** Attribute with the epoch second from which the service may delete the record. */
  readonly ttlAttribute: 'ttl';
  /** What the change feed carries; undefined where there is none. */
  readonly stream?: 'NEW_AND_OLD_IMAGES';
};

const keyed = { partitionKey: 'PK', sortKey: 'SK', ttlAttribute: 'ttl' } as const;

/** The product's tables. Only the ledger is streamed: everything else follows from it. */
export const tableDefinitions: Readonly<Record<TableName, TableDefinition>> = {
  ledger: { table: 'ledger', ...keyed, stream: 'NEW_AND_OLD_IMAGES' },
  views: { table: 'views', ...keyed },
  vault: { table: 'vault', ...keyed },
};
