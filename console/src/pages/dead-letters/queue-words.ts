// What has not happened where a queue holds letters, in words.

const known: Readonly<Record<string, string>> = {
  'orders-intake': 'orders from channels that were not taken in',
  'orders-reactions': 'workflows that were not begun or woken',
  'orders-fulfilment': 'orders that were not told how their parcels are getting on',
  'order-timers': 'orders that were not woken in time',
  'inventory-changes': 'orders that were not told of new stock',
  'shipment-wakes': 'parcels whose workflow was not woken',
  'bulk-jobs': 'parts of bulk jobs that were not worked off',
  'channel-notices': 'news for channels that was not addressed',
  'channel-stock-changes': 'stock that was not passed on to channels',
  'channels-privacy': 'privacy requests of channels that were not handled',
  'channels-retention': 'personal data that was not retired in time',
  'stream-failures': 'records of the ledger that were not set aside as they should',
  projector: 'lists and searches that are behind',
  publisher: 'events that nobody was told of',
};

const byEnding: readonly (readonly [string, (channel: string) => string])[] = [
  ['-sync', (channel) => `orders of ${channel} that could not be read`],
  ['-events', (channel) => `events of ${channel} that could not be read`],
  ['-notices', (channel) => `news that ${channel} would not have`],
  ['-stock', (channel) => `stock levels that ${channel} was not told`],
];

/** @param handler of a queue that this page does not know yet */
export const queueWords = (queue: string, handler = ''): string => {
  const ending = byEnding.find(([text]) => queue.endsWith(text));
  return known[queue] ?? ending?.[1](queue.slice(0, -ending[0].length)) ?? (handler === '' ? '' : `work of ${handler}`);
};
