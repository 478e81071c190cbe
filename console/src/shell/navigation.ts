/** Pages of the console, in the order of its menu. Who lacks the scope of a page does not see it. */
export type NavigationEntry = {
  readonly path: string;
  readonly label: string;
  readonly scope: string;
  /** Key after `g` that leads there. */
  readonly key?: string;
};

export type NavigationGroup = { readonly label: string; readonly entries: readonly NavigationEntry[] };

export const navigation: readonly NavigationGroup[] = [
  {
    label: 'Orders',
    entries: [
      { path: '/pipeline', label: 'Pipeline', scope: 'orders:read', key: 'p' },
      { path: '/orders', label: 'Orders', scope: 'orders:read', key: 'o' },
      { path: '/review', label: 'Review', scope: 'orders:read', key: 'r' },
      { path: '/fraud', label: 'Fraud', scope: 'orders:read', key: 'f' },
      { path: '/exceptions', label: 'Exceptions', scope: 'orders:read', key: 'e' },
      { path: '/order-anomalies', label: 'Order anomalies', scope: 'orders:read', key: 'v' },
      { path: '/bulk-jobs', label: 'Bulk jobs', scope: 'orders:read', key: 'b' },
    ],
  },
  {
    label: 'Warehouse',
    entries: [
      { path: '/warehouse', label: 'Work', scope: 'fulfilment:read', key: 'w' },
      { path: '/receive', label: 'Receive and count', scope: 'inventory:write', key: 'c' },
      { path: '/stock', label: 'Stock', scope: 'inventory:read', key: 's' },
      { path: '/forecasts', label: 'Forecasts', scope: 'inventory:read', key: 'x' },
      { path: '/planning', label: 'Planning', scope: 'fulfilment:read', key: 'z' },
      { path: '/supply', label: 'Supply', scope: 'inventory:read', key: 't' },
      { path: '/anomalies', label: 'Anomalies', scope: 'inventory:read', key: 'a' },
    ],
  },
  {
    label: 'Operations',
    entries: [
      { path: '/routing', label: 'Routing', scope: 'orders:read', key: 'i' },
      { path: '/checkout', label: 'Checkout trial', scope: 'orders:write', key: 'g' },
      { path: '/learning', label: 'Learning', scope: 'policies:read', key: 'q' },
      { path: '/decisions', label: 'Decisions', scope: 'orders:read', key: 'j' },
      { path: '/models', label: 'Models', scope: 'models:read', key: 'k' },
      { path: '/health', label: 'Health', scope: 'operations:read', key: 'h' },
      { path: '/dead-letters', label: 'Dead letters', scope: 'operations:read', key: 'd' },
    ],
  },
  {
    label: 'Settings',
    entries: [
      { path: '/channels', label: 'Channels', scope: 'channels:read', key: 'n' },
      { path: '/catalog', label: 'Locations and products', scope: 'catalog:read', key: 'l' },
      { path: '/policies', label: 'Policies', scope: 'policies:read', key: 'y' },
      { path: '/replay', label: 'Replay', scope: 'policies:read', key: 'm' },
      { path: '/people', label: 'People and keys', scope: 'access:write', key: 'u' },
    ],
  },
];

/** What of the menu somebody with these scopes has. */
export const navigationFor = (scopes: readonly string[]): readonly NavigationGroup[] =>
  navigation
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => scopes.includes(entry.scope)) }))
    .filter((group) => group.entries.length > 0);
