import manifest from '../../package.json' with { type: 'json' };

/** What runs, as its people know it. */
export const release = { name: 'Waybill', version: manifest.version } as const;
