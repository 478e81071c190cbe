import type { AttributeValue } from 'aws-lambda';

// DynamoDB's typed JSON, for the stream records that functions receive. Only what the product stores: JSON values.

/** @throws TypeError on sets and binary, which no item of ours holds */
export const unmarshallValue = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L !== undefined) return value.L.map(unmarshallValue);
  if (value.M !== undefined) return unmarshall(value.M);
  throw new TypeError(`Attribute value of kind ${Object.keys(value).join()} is not used here`);
};

export const unmarshall = (image: Readonly<Record<string, AttributeValue>>): Record<string, unknown> => {
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(image)) out[key] = unmarshallValue(image[key] as AttributeValue);
  return out;
};

export const marshallValue = (value: unknown): AttributeValue => {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(marshallValue) };
  if (typeof value === 'object') return { M: marshall(value as Record<string, unknown>) };
  throw new TypeError(`${typeof value} has no attribute value`);
};

export const marshall = (item: Readonly<Record<string, unknown>>): Record<string, AttributeValue> => {
  const out: Record<string, AttributeValue> = {};
  for (const key of Object.keys(item)) if (item[key] !== undefined) out[key] = marshallValue(item[key]);
  return out;
};
