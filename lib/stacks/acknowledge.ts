import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

type Intrinsic = {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly string[];
  readonly 'Fn::Join'?: readonly [string, readonly Resolved[]];
};
type Resolved = string | Intrinsic;

/** A value as cdk-nag writes it in a finding: what CloudFormation fills in stands in angle brackets. */
const asFinding = (value: Resolved): string => {
  if (typeof value === 'string') return value;
  if (value['Fn::Join'] !== undefined) return value['Fn::Join'][1].map(asFinding).join(value['Fn::Join'][0]);
  if (value['Fn::GetAtt'] !== undefined) return `<${value['Fn::GetAtt'].join('.')}>`;
  return `<${value.Ref}>`;
};

/** Says why a finding of cdk-nag is right as it is. The id names the finding exactly, never a whole rule of a whole stack. */
export const acknowledge = (construct: IConstruct, id: string, reason: string): void =>
  Validations.of(construct).acknowledge({ id: asFinding(Stack.of(construct).resolve(id) as Resolved), reason });
