import { openTable } from '../../lib/platform/embedded/table.sqlite.ts';
import { openEmbeddedParts } from './engine.ts';
import { describeTableContract } from './table.contract.ts';

describeTableContract('embedded', async () => {
  const { store, close } = openEmbeddedParts();
  return { table: openTable(store, { name: 'contract' }).table, close };
});
