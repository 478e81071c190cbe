import type { Sha256Hex } from '../../../kernel/hash-chain.ts';
import { ConditionFailedError, type Table } from '../../ports.ts';
import { substitute } from './asl.json.ts';
import { loadMachine } from './asl.load.ts';
import { MachineLoadError } from './asl.problems.ts';
import type { Machine } from './asl.types.ts';

export type MachineSource = {
  /** Text of the `.asl.json` file. */
  readonly definition: string;
  /** Values for `${Name}` in the text. */
  readonly substitutions?: Readonly<Record<string, string>>;
};

const machineNamePattern = /^[A-Za-z0-9_-]{1,80}$/;
const registryPartition = 'WORKFLOW#MACHINES';
const versionKey = (machine: string, version: string) => ({ PK: `WORKFLOW#MACHINE#${machine}`, SK: `VERSION#${version}` });

// A definition of up to 1 MiB is kept in parts, because an item holds 400 KB.
const partLength = 100_000;

/** Definitions by name and version. A version is kept for ever: an execution ends on the version it began with. */
export const createMachineStore = (table: Table, sha256: Sha256Hex) => {
  const loaded = new Map<string, Machine>();
  const current = new Map<string, string>();

  const parse = (name: string, text: string): Machine => {
    const result = loadMachine(text);
    if (!result.ok) throw new MachineLoadError(name, result.error);
    return result.value;
  };

  const putIfAbsent = async (item: Parameters<Table['put']>[0]): Promise<void> => {
    if ((await table.get({ PK: item.PK, SK: item.SK })) !== undefined) return;
    try {
      await table.put(item, { kind: 'absent' });
    } catch (thrown) {
      if (!(thrown instanceof ConditionFailedError)) throw thrown;
    }
  };

  const writeVersion = async (name: string, version: string, text: string): Promise<void> => {
    const parts = Math.ceil(text.length / partLength);
    for (let part = 1; part < parts; part += 1) {
      const { PK, SK } = versionKey(name, version);
      await putIfAbsent({ PK, SK: `${SK}#${part}`, text: text.slice(part * partLength, (part + 1) * partLength) });
    }
    // Written last: its presence says that the parts are there.
    await putIfAbsent({ ...versionKey(name, version), parts, text: text.slice(0, partLength) });
    await putIfAbsent({ PK: registryPartition, SK: name });
  };

  return {
    /**
     * Makes a definition the current version of a machine, and keeps it.
     * @throws MachineLoadError when it is invalid, or uses what this engine does not support
     */
    register: async (name: string, { definition, substitutions = {} }: MachineSource): Promise<{ readonly version: string }> => {
      if (!machineNamePattern.test(name)) throw new Error(`${JSON.stringify(name)} is not a machine name`);
      const result = loadMachine(definition, substitutions);
      if (!result.ok) throw new MachineLoadError(name, result.error);
      const { text } = substitute(definition, substitutions);
      const version = sha256(text).slice(0, 16);
      await writeVersion(name, version, text);
      loaded.set(`${name}@${version}`, result.value);
      current.set(name, version);
      return { version };
    },

    currentVersion: (name: string): string | undefined => current.get(name),

    /** @throws Error when the version was never registered */
    machine: async (name: string, version: string): Promise<Machine> => {
      const known = loaded.get(`${name}@${version}`);
      if (known !== undefined) return known;
      const { PK, SK } = versionKey(name, version);
      const first = await table.get({ PK, SK });
      if (first === undefined) throw new Error(`Version ${version} of machine ${name} is not stored`);
      const texts = [String(first['text'])];
      for (let part = 1; part < Number(first['parts']); part += 1)
        texts.push(String((await table.get({ PK, SK: `${SK}#${part}` }))?.['text']));
      const machine = parse(name, texts.join(''));
      loaded.set(`${name}@${version}`, machine);
      return machine;
    },

    /** Every machine ever registered, so that executions of a removed one are still found. */
    names: async (): Promise<readonly string[]> => {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await table.query({ PK: registryPartition, ...(cursor === undefined ? {} : { cursor }) });
        names.push(...page.items.map((item) => item.SK));
        cursor = page.cursor;
      } while (cursor !== undefined);
      return names;
    },
  };
};

export type MachineStore = ReturnType<typeof createMachineStore>;
