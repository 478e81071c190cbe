import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { ViewDifference } from '../view-differences.ts';
import { type Finding, findingOn } from './finding.ts';

const codes: Readonly<Record<ViewDifference['problem'], string>> = {
  missing: 'view-missing',
  differs: 'view-differs',
  surplus: 'view-surplus',
};

const words: Readonly<Record<ViewDifference['problem'], string>> = {
  missing: 'is missing',
  differs: 'differs from what the events make of it',
  surplus: 'should not be there',
};

/** A row of the views table as a finding about its stream. */
export const viewFinding = (stream: StreamId, { key, problem, what }: ViewDifference): Finding =>
  findingOn('views', stream, {
    code: codes[problem],
    message: `The row ${key.PK} ${key.SK} ${words[problem]}${what.length > 0 ? `: ${what.join(', ')}` : ''}.`,
    suggestion: 'If the server is stopped, start it; otherwise see oms dlq list projector, or run oms rebuild-views.',
  });
