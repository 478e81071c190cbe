import * as z from 'zod';
import { type LagClasses, withLags } from '../../domain/sync-lag.ts';
import type { AccountMemory } from '../account-memory.ts';

const key = 'stock-lag';
const Classes = z.array(z.int().min(0)).max(64);

/** How long an account took to be told, as far as it was measured: a list of 32 counts, whatever number of times was seen. */
export const readLags = async (memory: Pick<AccountMemory, 'read'>): Promise<LagClasses> => {
  const text = await memory.read(key);
  return text === undefined ? [] : Classes.parse(JSON.parse(text));
};

/** One process at a time speaks for an account, so nobody has written in between; if somebody has, a few times are forgotten. */
export const rememberLags = async (memory: Pick<AccountMemory, 'write'>, before: LagClasses, seconds: readonly number[]): Promise<void> => {
  if (seconds.length > 0) await memory.write(key, JSON.stringify(withLags(before, seconds)));
};
