import { scrypt as scryptWithCallback, type ScryptOptions } from 'node:crypto';
import type { PasswordHasher } from '../app/access.ports.ts';
import { equalInConstantTime } from './constant-time.ts';

/** `logCost` is the base-2 logarithm of scrypt's N; memory is 128 × N × blockSize bytes. */
export type ScryptCost = { readonly logCost: number; readonly blockSize: number; readonly parallelism: number };

/** 32 MB and about a quarter of a second: one of the equivalent minimum settings of OWASP's password storage cheat sheet. */
export const standardScryptCost: ScryptCost = { logCost: 15, blockSize: 8, parallelism: 3 };

const saltBytes = 16;
const hashBytes = 32;
const storedPattern = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * scrypt (RFC 7914) with a salt per password, kept as a PHC string, `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`: a hash made
 * under earlier parameters is verified under those.
 * @param randomBytes source of salts
 */
export const createScryptHasher = (randomBytes: (length: number) => Uint8Array, cost: ScryptCost = standardScryptCost): PasswordHasher => {
  const hash = async (password: string): Promise<string> => {
    const salt = randomBytes(saltBytes);
    const { logCost, blockSize, parallelism } = cost;
    return `$scrypt$ln=${logCost},r=${blockSize},p=${parallelism}$${unpadded(salt)}$${unpadded(await derive(password, salt, cost))}`;
  };
  return {
    hash,
    verify: async (password, stored) => {
      const parsed = stored === undefined ? undefined : parse(stored);
      const expected = parsed?.hash ?? '';
      const derived = unpadded(await derive(password, parsed?.salt ?? new Uint8Array(saltBytes), parsed?.cost ?? cost));
      return equalInConstantTime(derived, expected);
    },
  };
};

const parse = (stored: string): { readonly cost: ScryptCost; readonly salt: Uint8Array; readonly hash: string } => {
  const match = storedPattern.exec(stored);
  if (!match) throw new TypeError('a stored password hash is not a PHC string of scrypt');
  const [logCost, blockSize, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  return { cost: { logCost, blockSize, parallelism }, salt: Buffer.from(match[4] ?? '', 'base64'), hash: match[5] ?? '' };
};

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

const derive = (password: string, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> => {
  const memoryBytes = 128 * 2 ** cost.logCost * cost.blockSize;
  // Node refuses to use more than `maxmem`, and scrypt needs a little beside its main block.
  const options: ScryptOptions = { N: 2 ** cost.logCost, r: cost.blockSize, p: cost.parallelism, maxmem: 2 * memoryBytes };
  return new Promise((resolve, reject) => {
    scryptWithCallback(password, salt, hashBytes, options, (error, derived) => {
      if (error) reject(error);
      else resolve(derived);
    });
  });
};
