import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type FieldProblem, fieldMessage, inputError, type MessageOf } from '../../shared/field-message.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';
import type { Packages, WorkActions } from './actions.ts';
import { wantedOf } from './counts.ts';

const sides = ['length', 'width', 'height'] as const;
type Side = (typeof sides)[number];
type Draft = { readonly weight: string } & Readonly<Record<Side, string>>;

const emptyDraft: Draft = { weight: '', length: '', width: '', height: '' };
const packagesMax = 500;

/** What the goods weigh by the catalog, in grams; undefined where it does not know one of them. */
const goodsWeight = ({ lines }: FulfillmentOrder): number | undefined => {
  let sum = 0;
  for (const line of lines) {
    if (wantedOf(line) === 0) continue;
    if (line.weight_grams === null) return undefined;
    sum += wantedOf(line) * line.weight_grams;
  }
  return sum > 0 ? sum : undefined;
};

const wholeNumber = (text: string): number | undefined => (/^\s*[1-9]\d{0,7}\s*$/.test(text) ? Number(text) : undefined);

/** What was typed as packages. @throws ProblemError naming each field that is no number */
const packagesOf = (drafts: readonly Draft[]): Packages => {
  const problems: FieldProblem[] = [];
  const read = (field: string, text: string): number => {
    const value = wholeNumber(text);
    if (value === undefined) problems.push({ field, message: 'must be a whole number above 0' });
    return value ?? 0;
  };
  const packages = drafts.map((draft, index) => {
    const at = `body.packages.${index}`;
    const hasSize = sides.some((side) => draft[side].trim() !== '');
    const side = (name: Side): number => read(`${at}.dimensions_mm.${name}`, draft[name]);
    return {
      weight_grams: read(`${at}.weight_grams`, draft.weight),
      dimensions_mm: hasSize ? { length: side('length'), width: side('width'), height: side('height') } : null,
    };
  });
  if (problems.length > 0) throw inputError(problems);
  return packages;
};

type PackageProps = {
  readonly index: number;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly messageOf: MessageOf;
  readonly withSize: boolean;
  readonly name: string;
  /** Its weight is what is to be typed next. */
  readonly isNext: boolean;
};

const PackageFields = ({ index, draft, onChange, messageOf, withSize, name, isNext }: PackageProps) => {
  const at = `body.packages.${index}`;
  const weight = useRef<HTMLInputElement>(null);
  const [wasNext] = useState(isNext);
  useEffect(() => {
    if (wasNext) weight.current?.focus();
  }, [wasNext]);
  const field = (label: string, key: keyof Draft, path: string) => (
    <TextInput
      size="md"
      label={label}
      inputMode="numeric"
      autoComplete="off"
      value={draft[key]}
      error={messageOf(`${at}.${path}`)}
      ref={key === 'weight' ? weight : undefined}
      onChange={(event) => onChange({ ...draft, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="xs" role="group" aria-label={name}>
      {field(`${name}: weight in grams`, 'weight', 'weight_grams')}
      {withSize && (
        <SimpleGrid cols={3} spacing="xs">
          {field('Length, mm', 'length', 'dimensions_mm.length')}
          {field('Width, mm', 'width', 'dimensions_mm.width')}
          {field('Height, mm', 'height', 'dimensions_mm.height')}
        </SimpleGrid>
      )}
    </Stack>
  );
};

/** Weight and size of what was packed; then the one button. */
export const PackForm = ({ work, actions }: { readonly work: FulfillmentOrder; readonly actions: WorkActions }) => {
  const known = goodsWeight(work);
  const [drafts, setDrafts] = useState<readonly Draft[]>([{ ...emptyDraft, weight: known === undefined ? '' : String(known) }]);
  const [withSize, setWithSize] = useState(false);
  const [wrong, setWrong] = useState<unknown>();
  const error = wrong ?? actions.error;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWrong(undefined);
    try {
      actions.pack(packagesOf(drafts));
    } catch (problem) {
      setWrong(problem);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        {drafts.map((draft, index) => (
          <PackageFields
            key={index}
            index={index}
            draft={draft}
            name={drafts.length === 1 ? 'Package' : `Package ${index + 1}`}
            withSize={withSize}
            isNext={index === drafts.length - 1 && draft.weight === ''}
            messageOf={(...fields) => fieldMessage(error, ...fields)}
            onChange={(next) => setDrafts((before) => before.map((one, place) => (place === index ? next : one)))}
          />
        ))}
        {known !== undefined && (
          <Text size="xs" className="muted">
            The goods weigh {known} g by the catalog; add what the box weighs if your carrier asks for it.
          </Text>
        )}
        <ProblemAlert error={error} />
        <Button type="submit" size="xl" fullWidth loading={actions.isActing}>
          Pack
        </Button>
        <Group gap="xs">
          <Button size="md" variant="subtle" onClick={() => setWithSize(!withSize)} aria-expanded={withSize}>
            {withSize ? 'Without sizes' : 'Sizes'}
          </Button>
          <Button size="md" variant="subtle" disabled={drafts.length >= packagesMax} onClick={() => setDrafts([...drafts, emptyDraft])}>
            One more package
          </Button>
          {drafts.length > 1 && (
            <Button size="md" variant="subtle" onClick={() => setDrafts(drafts.slice(0, -1))}>
              One less
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
};
