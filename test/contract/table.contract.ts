import { afterEach, beforeEach, describe } from 'vitest';
import { describeQueries } from './table.queries.contract.ts';
import { describeRecords } from './table.records.contract.ts';
import type { TableEngine } from './table.support.ts';
import { describeTransactions } from './table.transactions.contract.ts';

/** What every engine's `Table` does. */
export const describeTableContract = (name: string, makeEngine: () => Promise<TableEngine>): void => {
  describe(`Table: ${name}`, () => {
    let engine: TableEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    const table = (): TableEngine['table'] => engine.table;
    describeRecords(table);
    describeQueries(table);
    describeTransactions(table);
  });
};
