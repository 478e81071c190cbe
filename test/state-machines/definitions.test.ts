import { readdirSync, readFileSync } from 'node:fs';
// It brings no types of its own.
// @ts-expect-error
import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { loadMachine } from '../../lib/platform/embedded/workflows/asl.load.ts';
import { wirings } from '../../lib/wirings.ts';

type State = {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts?: number }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly ItemProcessor?: { readonly States: Readonly<Record<string, State>> };
  readonly Branches?: readonly { readonly States: Readonly<Record<string, State>> }[];
};
type Machine = { readonly Comment: string; readonly QueryLanguage: string; readonly States: Readonly<Record<string, State>> };

const folder = new URL('../../state-machines/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.asl.json'));
const definitionOf = (file: string): Machine => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Machine;

/** Every state, also those inside maps and parallel branches. */
const statesOf = (states: Readonly<Record<string, State>>): readonly (readonly [string, State])[] =>
  Object.entries(states).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.ItemProcessor ? statesOf(state.ItemProcessor.States) : []),
    ...(state.Branches ?? []).flatMap((branch) => statesOf(branch.States)),
  ]);

const names = wirings.flatMap((wiring) => [
  ...(wiring.tasks ?? []).map((task) => task.name),
  ...(wiring.machines ?? []).map((machine) => machine.name),
]);

it('every definition is wired, and every wired one is there', () => {
  expect(wirings.flatMap((wiring) => (wiring.machines ?? []).map((machine) => machine.definition)).sort()).toEqual([...files].sort());
});

describe.each(files)('%s', (file) => {
  const machine = definitionOf(file);
  const states = statesOf(machine.States);

  it('is valid for Step Functions, and loads here', () => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const substituted = text.replaceAll(/\$\{(\w+)\}/g, 'arn:aws:lambda:eu-central-1:123456789012:function:$1');
    expect(aslValidator(JSON.parse(substituted)).errors).toEqual([]);
    expect(loadMachine(substituted)).toMatchObject({ ok: true });
  });

  it('calls a function again that died or ran out of time, wherever it would after a failure of the service', () => {
    const rules = states.flatMap(([, state]) => (state.Retry ?? []).map(({ ErrorEquals }) => ErrorEquals));
    const afterService = rules.filter((errors) => errors.includes('Lambda.ServiceException'));
    expect(afterService.length).toBeGreaterThan(0);
    expect(afterService.filter((errors) => !errors.includes('Lambda.Unknown'))).toEqual([]);
  });

  it('names only functions and machines that exist', () => {
    const known = new Set(
      names.map((name) =>
        name
          .split('-')
          .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
          .join(''),
      ),
    );
    const named = [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('is JSONata throughout and says why each state is there', () => {
    expect(machine.QueryLanguage).toBe('JSONata');
    for (const [name, state] of states) expect(state.Comment, name).toMatch(/\w{3,}/);
  });

  it('gives every task a timeout, retries on named errors, and somebody who catches the rest', () => {
    for (const [name, state] of states.filter(([, { Type }]) => Type === 'Task')) {
      expect(state.TimeoutSeconds, name).toBeGreaterThan(0);
      expect(state.Retry?.length, name).toBeGreaterThan(0);
      for (const { MaxAttempts } of state.Retry ?? []) expect(MaxAttempts, name).toBeGreaterThan(0);
      expect(state.Catch?.length, name).toBeGreaterThan(0);
    }
  });

  it('hands every failure that it did not foresee to an operator', () => {
    const atTop = Object.entries(machine.States).filter(
      ([name, { Type }]) => (Type === 'Task' || Type === 'Map' || Type === 'Parallel') && name !== 'Hand to an operator',
    );
    for (const [name, state] of atTop) {
      const last = state.Catch?.at(-1);
      expect(last?.ErrorEquals, name).toEqual(['States.ALL']);
      expect(last?.Next, name).toBe('Hand to an operator');
    }
  });
});
