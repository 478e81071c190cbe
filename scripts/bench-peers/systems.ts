// What is measured beside the product: exact versions, so that the same command compares the same things next year.

export const systemNames = ['waybill', 'vendure', 'medusa'] as const;

export type SystemName = (typeof systemNames)[number];

export const isSystemName = (name: string): name is SystemName => (systemNames as readonly string[]).includes(name);

export type PeerName = Exclude<SystemName, 'waybill'>;

/** A peer as it is installed and named on the page. */
export type Peer = {
  readonly title: string;
  readonly version: string;
  /** Day of the release, by the peer's own list of changes or by its package. */
  readonly released: string;
  readonly licence: string;
  /** Exact versions of its packages by name. */
  readonly packages: Readonly<Record<string, string>>;
};

/**
 * Dependencies of the peers are taken as they were on this day: a peer names ranges, and what fell into them later is not
 * what its makers released (and has, at times, not been installable).
 */
export const dependenciesOf = '2026-09-25';

const vendureVersion = '3.7.3';
const medusaVersion = '2.18.0';

export const peers: Readonly<Record<PeerName, Peer>> = {
  vendure: {
    title: 'Vendure',
    version: vendureVersion,
    released: '2026-09-02',
    licence: 'GPL-3.0-or-later',
    packages: {
      '@vendure/core': vendureVersion,
      '@vendure/harden-plugin': vendureVersion,
      '@vendure/job-queue-plugin': vendureVersion,
      bullmq: '^5.4.2',
      ioredis: '^5.3.2',
      pg: '^8.16.3',
    },
  },
  // The last release that is under the MIT licence as a whole; from 2.19 on its packages hold parts that want a contract.
  medusa: {
    title: 'Medusa',
    version: medusaVersion,
    released: '2026-08-07',
    licence: 'MIT',
    packages: {
      '@medusajs/caching-redis': medusaVersion,
      '@medusajs/cli': medusaVersion,
      '@medusajs/framework': medusaVersion,
      '@medusajs/medusa': medusaVersion,
    },
  },
};
