/** Policies of sourcing that ship with the product, in words. */
const presets = {
  balanced: {
    title: 'Balanced',
    about:
      'Shipping by distance, handling, split parcels, lateness, busy locations and what a unit is worth later all count at their cost.',
  },
  cost: { title: 'Lowest cost', about: 'The cheapest service of the rate table that keeps the promise; busy locations cost nothing more.' },
  speed: {
    title: 'Fastest',
    about: 'Each day on the way and each day of waiting has its price, so that speed is bought where it is worth it.',
  },
  nearest: { title: 'Nearest', about: 'Of the locations that can send the most units, the nearest; again for what is left.' },
  cheapest: { title: 'Cheapest carrier', about: 'The lowest price of the rate table, nothing else counted.' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly about: string }>>;

export type PresetName = keyof typeof presets;

export const presetNames = Object.keys(presets) as readonly PresetName[];

export const isPresetName = (name: string): name is PresetName => Object.hasOwn(presets, name);

/** The name of a preset; one that this page does not know shows by its code. */
export const presetTitle = (name: string): string => (isPresetName(name) ? presets[name].title : name);

/** A preset in a sentence. */
export const presetText = (name: string): string => (isPresetName(name) ? `${presets[name].title}: ${presets[name].about}` : name);
