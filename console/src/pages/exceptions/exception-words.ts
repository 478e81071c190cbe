import type { OrderException } from '../../shared/types.ts';

export type ExceptionKind = OrderException['kind'];

/** Each kind in a few words; a kind that the API gets and that has none here stops the build. */
export const exceptionWords: Readonly<Record<ExceptionKind, string>> = {
  stuck: 'stuck',
  backordered: 'waits for stock',
  discrepancy: 'figures contradict',
  'workflow-broke-off': 'workflow broke off',
  'refused-everywhere': 'refused everywhere',
  'shipped-unwanted': 'shipped, not wanted',
  'added-too-late': 'added after the end',
  undeliverable: 'could not be delivered',
  'notice-refused': 'channel refused news',
  'promise-broken': 'promise cannot be kept',
  'promise-at-risk': 'promise at risk',
  'notice-late': 'channel not told yet',
};

export const exceptionKinds = Object.keys(exceptionWords) as readonly ExceptionKind[];
