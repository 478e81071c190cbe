import { ConditionFailedError, type Table } from '../../../platform/ports.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';

/** How far the stock ledger follows a document: the versions of the document's events that have been posted. */
export type SettlementMarks = {
  /** The last version that is posted whole; 0 for none. */
  readonly settled: (document: StreamId) => Promise<number>;
  /** Says that a version is about to be posted. `again` when that had begun before and may have broken off halfway. */
  readonly begin: (document: StreamId, version: number) => Promise<'first' | 'again'>;
  readonly settle: (document: StreamId, version: number) => Promise<void>;
};

const keyOf = ({ tenantId, kind, id }: StreamId) => ({ PK: `${tenantId}#SUPPLYMARK#${kind}.${id}`, SK: 'MARK' });

export const createSettlementMarks = (ledger: Table): SettlementMarks => {
  /** A mark never goes back. @returns whether it has moved */
  const advance = async (document: StreamId, attribute: 'begun' | 'settled', version: number): Promise<boolean> => {
    try {
      await ledger.update(
        keyOf(document),
        { set: { [attribute]: version } },
        {
          kind: 'any',
          conditions: [
            { kind: 'attribute-absent', attribute },
            { kind: 'less-than', attribute, value: version },
          ],
        },
      );
      return true;
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      return false;
    }
  };
  return {
    settled: async (document) => Number((await ledger.get(keyOf(document)))?.['settled'] ?? 0),
    begin: async (document, version) => ((await advance(document, 'begun', version)) ? 'first' : 'again'),
    settle: async (document, version) => void (await advance(document, 'settled', version)),
  };
};
