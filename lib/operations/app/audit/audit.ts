import type { Instant } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import { streamIdOf } from '../../../platform/event-store/commit.codec.ts';
import { type Item, type Key, type Platform, UnavailableError } from '../../../platform/ports.ts';
import type { Projections } from '../../../platform/projection/view-rows.ts';
import type { Waits } from '../../../platform/waits/waits.ts';
import type { ContextWiring } from '../../../platform/wiring.ts';
import { createViewInspector } from '../inspect-views.ts';
import { eachItem, eachStream } from '../stored-stream.ts';
import { viewFinding } from './check-views.ts';
import type { Moment } from './cross-examine.ts';
import { createExaminer, type Examination } from './examine-stream.ts';
import { type AuditCheck, auditChecks, type Finding, findingOn } from './finding.ts';
import { readWorkUnderWay } from './work-under-way.ts';

export type AuditOptions = {
  /** What changed less long ago is left to those who follow it, in milliseconds. */
  readonly settlingMs: number;
  /** A workflow that neither waits nor gets on for this long is stuck, in milliseconds. */
  readonly stalledMs: number;
};

export type CheckReport = {
  readonly check: AuditCheck;
  /** Commits for the hash chain and the stock ledger, rows for the views, streams for the others. */
  readonly examined: number;
  /** The first hundred. */
  readonly findings: readonly Finding[];
  readonly found: number;
};

export type AuditReport = {
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly streams: number;
  readonly events: number;
  readonly checks: readonly CheckReport[];
  readonly ok: boolean;
};

const concurrency = 16;
const findingsMax = 100;

/** Streams and rows that looked wrong and are looked at a second time; an installation with more is wrong beyond doubt. */
const suspectsMax = 10_000;

/** Long enough for whoever was in the middle of a change to have finished it. */
const secondLookMs = 1_000;

const unreadable = (id: StreamId, error: unknown): Finding =>
  findingOn('stored-states', id, {
    code: 'not-examined',
    message: `It, or a stream that belongs to it, cannot be read: ${(error as Error).message}`,
    suggestion: 'Compare the stream, and those of the same order, with a backup.',
  });

type Suspects = { readonly streams: StreamId[]; readonly rows: Key[] };

class Tally {
  streams = 0;
  events = 0;
  readonly #examined = new Map<AuditCheck, number>();
  readonly #findings = new Map<AuditCheck, Finding[]>();
  readonly #found = new Map<AuditCheck, number>();

  examined(counts: Readonly<Partial<Record<AuditCheck, number>>>): void {
    for (const check of auditChecks) this.#examined.set(check, (this.#examined.get(check) ?? 0) + (counts[check] ?? 0));
  }

  add(findings: readonly Finding[]): void {
    for (const finding of findings) {
      const { check } = finding;
      const kept = this.#findings.get(check) ?? [];
      this.#found.set(check, (this.#found.get(check) ?? 0) + 1);
      if (kept.length < findingsMax) this.#findings.set(check, [...kept, finding]);
    }
  }

  reports(): readonly CheckReport[] {
    return auditChecks.map((check) => ({
      check,
      examined: this.#examined.get(check) ?? 0,
      findings: this.#findings.get(check) ?? [],
      found: this.#found.get(check) ?? 0,
    }));
  }
}

/**
 * Walks the whole ledger and all views, one stream at a time, and compares each with its own hashes and sums and with what
 * it must agree with elsewhere. Reads only and may run beside a server: what looks wrong is looked at a second time, after
 * those who were in the middle of changing it have finished. Memory grows with the workflows that run, not with the orders.
 */
export const createAudit = (parts: {
  readonly platform: Platform;
  readonly store: EventStore;
  readonly waits: Waits;
  readonly projections: Projections;
  readonly wirings: readonly ContextWiring[];
  readonly pause: (ms: number) => Promise<void>;
}) => {
  const { platform, projections, wirings, pause } = parts;
  const examine = createExaminer(parts);
  const inspector = createViewInspector(platform, projections);

  const momentOf = async ({ settlingMs, stalledMs }: AuditOptions): Promise<Moment> => ({
    underWay: await readWorkUnderWay(platform, wirings),
    patience: { now: platform.clock.now(), settlingMs, stalledMs },
  });

  const examineStream = async (id: StreamId, moment: Moment): Promise<Examination> => {
    try {
      const examination = await examine(id, moment);
      const differences = await inspector.inspectStream(id, moment.patience.settlingMs);
      return { ...examination, findings: [...examination.findings, ...differences.map((difference) => viewFinding(id, difference))] };
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      // A stream that cannot be read must not keep the audit from the others.
      return { findings: [unreadable(id, error)], examined: {}, events: 0 };
    }
  };

  const examineRow = async (row: Item): Promise<readonly Finding[]> => {
    const difference = await inspector.inspectRow(row);
    const source = streamIdOf(typeof row['source'] === 'string' ? row['source'] : row.PK) ?? {
      tenantId: row.PK.split('#')[0] ?? '',
      kind: 'ROW',
      id: row.PK,
    };
    return difference ? [viewFinding(source, difference)] : [];
  };

  const firstLook = async (moment: Moment, tally: Tally): Promise<Suspects> => {
    const suspects: Suspects = { streams: [], rows: [] };
    await concurrently(eachStream(platform.ledger), concurrency, async (id) => {
      const { findings, examined, events } = await examineStream(id, moment);
      tally.streams += 1;
      tally.events += events;
      tally.examined(examined);
      if (findings.length === 0) return;
      if (suspects.streams.length < suspectsMax) suspects.streams.push(id);
      else tally.add(findings);
    });
    await concurrently(eachItem(platform.views), concurrency, async (row) => {
      tally.examined({ views: 1 });
      const findings = await examineRow(row);
      if (findings.length === 0) return;
      if (suspects.rows.length < suspectsMax) suspects.rows.push({ PK: row.PK, SK: row.SK });
      else tally.add(findings);
    });
    return suspects;
  };

  const secondLook = async (suspects: Suspects, moment: Moment, tally: Tally): Promise<void> => {
    for (const id of suspects.streams) tally.add((await examineStream(id, moment)).findings);
    for (const key of suspects.rows) {
      const row = await platform.views.get(key);
      if (row) tally.add(await examineRow(row));
    }
  };

  return async (options: AuditOptions): Promise<AuditReport> => {
    const startedAt = platform.clock.now();
    const tally = new Tally();
    const suspects = await firstLook(await momentOf(options), tally);
    if (suspects.streams.length + suspects.rows.length > 0) {
      await pause(secondLookMs);
      await secondLook(suspects, await momentOf(options), tally);
    }
    const checks = tally.reports();
    const { streams, events } = tally;
    return { startedAt, endedAt: platform.clock.now(), streams, events, checks, ok: checks.every(({ found }) => found === 0) };
  };
};
