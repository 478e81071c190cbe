import type { FieldProblem } from '../../../platform/http/refusal.ts';
import { addressSentence } from '../../domain/address/address-check.ts';
import type { OrderRejection } from '../../domain/order.rejections.ts';

type Doubted = Extract<OrderRejection, { readonly code: 'address-doubted' }>;

/** What the check finds about an address that somebody gives, field by field. */
export const addressProblems = ({ findings, destination }: Doubted): readonly FieldProblem[] =>
  findings.map((finding) => ({
    field: `shipping_address.${finding.field}`,
    code: finding.code,
    message: `${addressSentence(finding, destination)} Send confirmed if it is right all the same.`,
  }));
