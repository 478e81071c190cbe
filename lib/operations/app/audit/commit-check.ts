import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { CommitItem } from '../../../platform/event-store/commit.codec.ts';
import { type AuditCheck, type Finding, findingOn, type FindingText } from './finding.ts';

/** Looks at the commits of one stream one after the other, oldest first, so that none need be kept. */
export type CommitCheck<Event = unknown> = {
  /** @param events those of the commit, in today's schema */
  readonly next: (commit: CommitItem, events: readonly Event[]) => void;
  readonly findings: () => readonly Finding[];
};

/** One mistake early in a stream shows in every later version; the first few tell where to look. */
const findingsPerStreamMax = 10;

/** Gathers the first findings on one stream. */
export const gatherFindings = (check: AuditCheck, id: StreamId) => {
  const gathered: Finding[] = [];
  return {
    add: (texts: readonly FindingText[]): void => {
      const room = Math.max(0, findingsPerStreamMax - gathered.length);
      gathered.push(...texts.slice(0, room).map((text) => findingOn(check, id, text)));
    },
    findings: (): readonly Finding[] => gathered,
  };
};
