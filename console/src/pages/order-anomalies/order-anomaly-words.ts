import type { Api } from '../../shared/api.ts';

export type OrderAnomaly = Awaited<ReturnType<Api['listOrderAnomalies']>>['items'][number];
export type OrderAnomalyKind = OrderAnomaly['kind'];
export type OrderResolution = NonNullable<OrderAnomaly['resolution']>['code'];

/** Each kind in a few words; a kind that the API gets and that has none here stops the build. */
export const kindWords: Readonly<Record<OrderAnomalyKind, string>> = {
  order_spike: 'far more orders than usual',
  returns_after_spike: 'many returns after a spike',
  shared_device: 'one device, many customers',
  shared_network: 'one network, many customers',
  payment_failures: 'payments that fail',
  duplicate_order: 'the same order twice',
  impossible_address: 'an address that cannot be',
  listing_problem: 'an article that comes back too often',
  frequent_returns: 'a customer who sends back far more than others',
};
export const anomalyKinds = Object.keys(kindWords) as readonly OrderAnomalyKind[];

export const resolutionWords: Readonly<Record<OrderResolution, string>> = {
  fraud: 'It was fraud',
  expected: 'Expected: there is a good reason',
  corrected: 'Corrected',
  false_alarm: 'False alarm',
  other: 'Something else, see the note',
};
export const resolutionCodes = Object.keys(resolutionWords) as readonly OrderResolution[];

const aboutWords: Readonly<Record<string, string>> = {
  channel: 'channel',
  region: 'region',
  device: 'device',
  network: 'network',
  person: 'customer',
};
/** What is named by a token. */
const tokens: ReadonlySet<string> = new Set(['device', 'network', 'person']);

/** The article that an anomaly is about, as far as it is about one: some name what is wrong with it as well. */
export const articleOf = ({ about, kind }: Pick<OrderAnomaly, 'about' | 'kind'>): string | undefined => {
  if (!about.startsWith('sku:')) return undefined;
  const sku = about.slice('sku:'.length);
  return kind === 'listing_problem' ? sku.slice(0, sku.lastIndexOf(':')) : sku;
};

/** Characters of a token that tell it from others. */
const tokenShown = 8;

/** What of it is shown in a line: tokens are long, and say nothing of anybody. */
export const aboutText = (anomaly: Pick<OrderAnomaly, 'about' | 'kind'>): string => {
  const { about } = anomaly;
  if (about === 'all') return 'all orders';
  const sku = articleOf(anomaly);
  if (sku !== undefined) return `article ${sku}`;
  const [kind = '', ...rest] = about.split(':');
  const name = rest.join(':');
  if (name === '') return `order ${about.slice(0, tokenShown)}…`;
  const shown = tokens.has(kind) ? `${name.slice(0, tokenShown)}…` : name;
  return `${aboutWords[kind] ?? kind} ${shown}`;
};
