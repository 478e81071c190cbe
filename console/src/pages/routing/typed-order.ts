import { endOf } from '../../shared/days.ts';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import type { EvaluateRouteBody } from '../../shared/types.ts';
import { emptyLine, linesOf, type TypedLine } from './line-fields.tsx';

/** Which policy decides: that of the tenant when neither is given. */
export type PolicyChoice = Pick<EvaluateRouteBody, 'preset' | 'policy'>;

/** An order as it is typed, to see where it would come from. */
export type OrderTyped = {
  readonly lines: readonly TypedLine[];
  readonly country: string;
  readonly region: string;
  readonly postalCode: string;
  readonly deliverBy: string;
};

export const emptyOrder = (): OrderTyped => ({ lines: [emptyLine()], country: '', region: '', postalCode: '', deliverBy: '' });

const trimmed = <Name extends string>(name: Name, text: string): { readonly [key in Name]?: string } =>
  text.trim() === '' ? {} : ({ [name]: text.trim() } as { readonly [key in Name]: string });

/** As `POST /routing/evaluate` has it. @throws ProblemError that names what cannot be read */
export const bodyOfTyped = (typed: OrderTyped, policy: PolicyChoice): EvaluateRouteBody => {
  const problems: FieldProblem[] = [];
  const lines = linesOf(typed.lines, problems);
  if (typed.country === '') problems.push({ field: 'destination.country', message: 'must be chosen' });
  const deliverBy = typed.deliverBy === '' ? undefined : endOf(typed.deliverBy);
  if (problems.length > 0) throw inputError(problems);
  return {
    lines,
    destination: { country: typed.country, ...trimmed('region', typed.region), ...trimmed('postal_code', typed.postalCode) },
    ...(deliverBy === undefined ? {} : { deliver_by: deliverBy }),
    ...policy,
  };
};
