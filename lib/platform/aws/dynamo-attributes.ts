import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, marshallValue, unmarshall } from '../attribute-value.ts';
import type { Item } from '../ports.ts';

// The client and Lambda's stream events write the same typed JSON in two TypeScript types.

export type Attributes = Record<string, AttributeValue>;

export const toAttributes = (item: Readonly<Record<string, unknown>>): Attributes => marshall(item) as unknown as Attributes;

export const toAttribute = (value: unknown): AttributeValue => marshallValue(value) as unknown as AttributeValue;

export const toItem = (attributes: Attributes): Item => unmarshall(attributes as unknown as Parameters<typeof unmarshall>[0]) as Item;

/** The record as it stood, where the service tells it; an absent record comes as nothing or as no attributes. */
export const toItemOrNone = (attributes: Attributes | undefined): Item | undefined =>
  attributes === undefined || Object.keys(attributes).length === 0 ? undefined : toItem(attributes);
