import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parameters, Secrets } from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

export type SettingsEngine = Engine & {
  readonly secrets: Secrets;
  readonly parameters: Parameters;
  /** Stores a secret, with its previous value while it is being rotated. */
  setSecret(name: string, current: string, previous?: string): Promise<void>;
  setParameter(name: string, value: string): Promise<void>;
};

/** What every engine's `Secrets` and `Parameters` do. */
export const describeSettingsContract = (name: string, makeEngine: () => Promise<SettingsEngine>): void => {
  describe(`Secrets and Parameters: ${name}`, () => {
    let engine: SettingsEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    it('answers undefined for what is not there', async () => {
      expect(await engine.secrets.get('shopify/main/webhook')).toBeUndefined();
      expect(await engine.parameters.get('order-completion-delay-seconds')).toBeUndefined();
    });

    it('gives a secret, and the one before while it is being rotated', async () => {
      await engine.setSecret('shopify/main/webhook', 'first');
      expect(await engine.secrets.get('shopify/main/webhook')).toEqual({ current: 'first' });
      await engine.setSecret('shopify/main/webhook', 'second', 'first');
      expect(await engine.secrets.get('shopify/main/webhook')).toEqual({ current: 'second', previous: 'first' });
      await engine.setSecret('shopify/main/webhook', 'second');
      expect(await engine.secrets.get('shopify/main/webhook')).toEqual({ current: 'second' });
    });

    it('keeps secrets of different names apart', async () => {
      await engine.setSecret('shopify/main/webhook', 'one');
      await engine.setSecret('shopify/outlet/webhook', 'two');
      expect(await engine.secrets.get('shopify/main/webhook')).toEqual({ current: 'one' });
      expect(await engine.secrets.get('shopify/outlet/webhook')).toEqual({ current: 'two' });
    });

    it('gives a parameter as it now stands', async () => {
      await engine.setParameter('order-completion-delay-seconds', '60');
      expect(await engine.parameters.get('order-completion-delay-seconds')).toBe('60');
      await engine.setParameter('order-completion-delay-seconds', '90');
      expect(await engine.parameters.get('order-completion-delay-seconds')).toBe('90');
    });
  });
};
