import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { variableName } from '../../platform/embedded/env-file.ts';
import { isParameterName, SettingRefusedError, type SettingsStore } from '../app/settings.ts';

type Values = Readonly<Record<string, string | undefined>>;
/** Undefined takes a variable away. */
type Edit = Readonly<Record<string, string | undefined>>;

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

/** The line that reads back as this value. @throws SettingRefusedError when no way of quoting does */
const lineOf = (variable: string, value: string): string => {
  const lines = ["'", '"', '`'].map((quote) => `${variable}=${quote}${value}${quote}`);
  const line = lines.find((one) => isDeepStrictEqual({ ...parseEnv(`${one}\n`) }, { [variable]: value }));
  if (line === undefined) throw new SettingRefusedError(`The value of ${variable} mixes quotes in a way that a settings file cannot hold.`);
  return line;
};

const isLineOf = (line: string, variable: string): boolean => new RegExp(`^\\s*(?:export\\s+)?${variable}\\s*=`).test(line);

const edited = (text: string, edit: Edit): string => {
  const kept = text.split('\n').filter((line) => !Object.keys(edit).some((variable) => isLineOf(line, variable)));
  const added = Object.entries(edit).flatMap(([variable, value]) => (value === undefined ? [] : [lineOf(variable, value)]));
  const body = kept.join('\n').trimEnd();
  return `${[...(body === '' ? [] : [body]), ...added].join('\n')}\n`;
};

const withoutUnset = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/**
 * Changes variables and leaves everything else of the file as it is, comments too. The new file takes the old one's place in
 * one step, so that a running server never reads half of it.
 */
const change = (file: string, edit: Edit): void => {
  const before = read(file);
  const after = edited(before, edit);
  // A value over several lines would be torn by an edit of lines; then the file is left to its owner.
  if (!isDeepStrictEqual(withoutUnset({ ...parseEnv(after) }), withoutUnset({ ...parseEnv(before), ...edit }))) {
    throw new SettingRefusedError(`${file} cannot be changed line by line; edit ${Object.keys(edit).join(' and ')} by hand.`);
  }
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, after, { mode: 0o600 });
  renameSync(draft, file);
};

const parameterNameOf = (variable: string): string => variable.toLowerCase().replaceAll('_', '-');

/** Settings of a data folder, kept in its settings file. Variables of the environment go before them and are not looked at. */
export const createEnvFileSettings = (file: string): SettingsStore => {
  const valueOf = (variable: string): string | undefined => parseEnv(read(file))[variable];
  return {
    putSecret: async (name, value) => {
      const variable = variableName(name);
      const before = valueOf(variable);
      if (before === value) return 'unchanged';
      change(file, { [variable]: value, ...(before === undefined ? {} : { [`${variable}_PREVIOUS`]: before }) });
      return before === undefined ? 'created' : 'replaced';
    },
    retirePreviousSecret: async (name) => {
      const variable = `${variableName(name)}_PREVIOUS`;
      if (valueOf(variable) === undefined) return false;
      change(file, { [variable]: undefined });
      return true;
    },
    putParameter: async (name, value) => change(file, { [variableName(name)]: value }),
    getParameter: async (name) => valueOf(variableName(name)),
    // The file holds secrets beside parameters, and only names can tell which is which.
    listParameters: async () =>
      Object.entries(parseEnv(read(file)))
        .flatMap(([variable, value]) => (value === undefined ? [] : [{ name: parameterNameOf(variable), value }]))
        .filter(({ name }) => isParameterName(name))
        .toSorted((left, right) => left.name.localeCompare(right.name)),
  };
};
