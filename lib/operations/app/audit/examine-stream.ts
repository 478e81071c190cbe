import type { DomainEvent } from '../../../kernel/decider.ts';
import { fulfillmentOrderAggregate, fulfillmentOrderKind } from '../../../fulfilment/index.ts';
import { inventoryBucketAggregate, inventoryBucketKind, inventoryItemAggregate, inventoryItemKind } from '../../../inventory/index.ts';
import { orderAggregate, orderKind } from '../../../orders/index.ts';
import { fraudCaseAggregate, fraudCaseKind } from '../../../fraud/index.ts';
import { paymentAggregate, paymentKind } from '../../../payments/index.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import { partitionKey } from '../../../platform/event-store/commit.codec.ts';
import { commitPages } from '../stored-stream.ts';
import { chainCheck } from './check-chain.ts';
import { saleCheck, shippedOnceCheck, shippedUnitsCheck } from './check-shipments.ts';
import { type AnyAggregate, stateCheck } from './check-states.ts';
import { bucketLedgerCheck, stockLedgerCheck } from './check-stock-ledger.ts';
import type { CommitCheck } from './commit-check.ts';
import { createCrossExaminer, type ExaminerParts, type Moment } from './cross-examine.ts';
import type { AuditCheck, Finding } from './finding.ts';

/** What one stream told, and how many things each check looked at. */
export type Examination = {
  readonly findings: readonly Finding[];
  readonly examined: Readonly<Partial<Record<AuditCheck, number>>>;
  readonly events: number;
};

type Walked<State> = {
  readonly findings: readonly Finding[];
  readonly state: State | undefined;
  readonly commits: number;
  readonly events: number;
  readonly changedAt: string;
};

/** Looks at one stream, and at what it must agree with elsewhere. Reads only. */
export const createExaminer = (parts: ExaminerParts) => {
  const { ledger, sha256 } = parts.platform;
  const cross = createCrossExaminer(parts);

  /** Takes every commit of a stream through the checks that need nothing else. */
  const walk = async <State, Event extends DomainEvent>(
    id: StreamId,
    aggregate: AnyAggregate<State, Event> | undefined,
    checks: readonly CommitCheck<Event>[],
  ): Promise<Walked<State>> => {
    const chain = chainCheck(id, sha256);
    const snapshot = (await ledger.query({ PK: partitionKey(id), prefix: 'S#', limit: 1 })).items[0];
    const states = aggregate && stateCheck(id, aggregate, snapshot);
    let [commits, events, changedAt] = [0, 0, ''];
    for await (const page of commitPages(ledger, id)) {
      for (const commit of page) {
        chain.next(commit, []);
        const decoded = states?.next(commit);
        if (decoded) for (const check of checks) check.next(commit, decoded);
        commits += 1;
        events += commit.events.length;
        changedAt = commit.recorded_at;
      }
    }
    const findings = [chain, ...(states ? [states] : []), ...checks].flatMap((check) => check.findings());
    return { findings, state: states?.state(), commits, events, changedAt };
  };

  const examineOrder = async (id: StreamId, moment: Moment): Promise<Examination> => {
    const walked = await walk(id, orderAggregate, [shippedUnitsCheck(id)]);
    const further = walked.state ? await cross.order(id, walked.state, walked.changedAt, moment) : [];
    return concluded(walked, further, { owners: 1, shipments: 1, 'fulfillment-links': 1 });
  };

  const examineWork = async (id: StreamId, moment: Moment): Promise<Examination> => {
    const walked = await walk(id, fulfillmentOrderAggregate, [shippedOnceCheck(id)]);
    const further = walked.state ? await cross.work(id, walked.state, walked.changedAt, moment) : [];
    return concluded(walked, further, { owners: 1, shipments: 1, 'fulfillment-links': 1, reservations: 1 });
  };

  const examineItem = async (id: StreamId, moment: Moment): Promise<Examination> => {
    const sales = saleCheck(id);
    const walked = await walk(id, inventoryItemAggregate, [stockLedgerCheck(id), sales]);
    const further = walked.state ? await cross.item(id, walked.state, sales.units, moment) : [];
    const leases = walked.state ? await cross.lease(id) : [];
    return concluded(walked, [...further, ...leases], { 'stock-ledger': walked.commits, reservations: 1, shipments: 1 });
  };

  const examineBucket = async (id: StreamId, moment: Moment): Promise<Examination> => {
    const walked = await walk(id, inventoryBucketAggregate, [bucketLedgerCheck(id)]);
    // What left under its reservations stands in the item, where it is compared with the work.
    const further = walked.state ? await cross.item(id, walked.state.stock, new Map(), moment) : [];
    return concluded(walked, further, { 'stock-ledger': walked.commits, reservations: 1 });
  };

  return async (id: StreamId, moment: Moment): Promise<Examination> => {
    switch (id.kind) {
      case orderKind:
        return examineOrder(id, moment);
      case fulfillmentOrderKind:
        return examineWork(id, moment);
      case inventoryItemKind:
        return examineItem(id, moment);
      case inventoryBucketKind:
        return examineBucket(id, moment);
      case paymentKind:
        return concluded(await walk(id, paymentAggregate, []), [], {});
      case fraudCaseKind:
        return concluded(await walk(id, fraudCaseAggregate, []), [], {});
      default:
        return concluded(await walk(id, undefined, []), [], {});
    }
  };
};

const concluded = (walked: Walked<unknown>, further: readonly Finding[], examined: Examination['examined']): Examination => ({
  findings: [...walked.findings, ...further],
  examined: { 'hash-chain': walked.commits, 'stored-states': 1, ...examined },
  events: walked.events,
});
