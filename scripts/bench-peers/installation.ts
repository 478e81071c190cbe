import type { Target } from './messages.ts';

/** One way to place orders with a system; most have one. */
export type Variant = { readonly id: string; readonly title: string; readonly target: Target };

export type Running = { readonly variants: readonly Variant[]; readonly stop: () => Promise<void> };

/** A system that is installed and seeded, and can be started as often as it is measured. */
export type Installation = { readonly start: () => Promise<Running> };
