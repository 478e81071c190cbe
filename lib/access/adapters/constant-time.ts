import { timingSafeEqual } from 'node:crypto';
import type { EqualInConstantTime } from '../app/access.ports.ts';

/** Reveals the length at most; what is compared here are hashes of one known length. */
export const equalInConstantTime: EqualInConstantTime = (left, right) => {
  const leftBytes = Buffer.from(left);
  const rightBytes = Buffer.from(right);
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
};
