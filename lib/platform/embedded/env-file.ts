import { readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Named settings from a file and from the environment. */
export type EnvSource = {
  /** Value of `name`, the environment first; undefined when it is nowhere or empty. */
  get(name: string): string | undefined;
};

export type EnvSourceOptions = {
  /** File of `NAME=value` lines; may be missing, and may come or change later. */
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Variable that holds a setting: `shopify/main/webhook-secret` is `SHOPIFY_MAIN_WEBHOOK_SECRET`. */
export const variableName = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

const fingerprint = (file: string): string | undefined => {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.ino} ${found.size} ${found.mtimeNs}`;
};

/** Reads the file again whenever it has changed, so that a secret is rotated without a restart. */
export const openEnvSource = ({ file, env }: EnvSourceOptions): EnvSource => {
  let seen: string | undefined;
  let values: Readonly<Record<string, string | undefined>> = {};
  return {
    get: (name) => {
      const now = fingerprint(file);
      if (now !== seen) {
        values = now === undefined ? {} : parseEnv(readFileSync(file, 'utf8'));
        seen = now;
      }
      const variable = variableName(name);
      const value = env[variable] ?? values[variable];
      return value === '' ? undefined : value;
    },
  };
};
