import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldMessage, inputError } from '../../shared/field-message.ts';
import type { StockChange } from '../../shared/types.ts';
import { type Draft, unitsIn } from './draft.ts';

export type PostedLine = { readonly sku: string; readonly units: number; readonly reason?: string };
type Posted = { readonly id: string; readonly levels: readonly StockChange[] };

/** Lines as they are sent. @throws ProblemError naming each line whose number is none */
export const linesToPost = ({ lines, reason }: Draft, least: number): readonly PostedLine[] => {
  const read = lines.map((line) => ({ sku: line.sku, units: unitsIn(line) }));
  const problems = read.flatMap(({ units }, index) =>
    units === undefined || units < least ? [{ field: `lines.${index}`, message: `must be a whole number, ${least} or more` }] : [],
  );
  if (problems.length > 0) throw inputError(problems);
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };
  return read.map(({ sku, units }) => ({ sku, units: units ?? 0, ...why }));
};

/** Sends a document. What was refused of it can be sent again under the same id: what had been posted is not posted twice. */
export const usePosting = (send: () => Promise<Posted>) => {
  const queries = useQueryClient();
  const [posted, setPosted] = useState<Posted>();
  const posting = useMutation({
    mutationFn: send,
    onSuccess: async (answer) => {
      setPosted(answer);
      await queries.invalidateQueries();
    },
  });
  return {
    posted,
    error: posting.error,
    isPosting: posting.isPending,
    post: () => posting.mutate(),
    forget: () => {
      setPosted(undefined);
      posting.reset();
    },
    problemOf: (index: number): string | undefined =>
      fieldMessage(
        posting.error,
        `lines.${index}`,
        ...['', '.quantity', '.on_hand', '.sku', '.location_id', '.reason'].map((field) => `body.lines.${index}${field}`),
        `lines.${index}.location_id`,
      ),
  };
};

export const unitsText = (units: number): string => (units === 1 ? '1 unit' : `${new Intl.NumberFormat().format(units)} units`);
export const articlesText = (count: number): string => (count === 1 ? '1 article' : `${count} articles`);
