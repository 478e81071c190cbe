import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { FeatureSchema } from '../feature-schema.ts';

/**
 * Hash of what serving does with the features: their order, units, and what stands in for what is missing. How they are
 * described in words may change without a new version.
 */
export const featureSchemaHash = (
  { schemaVersion, features }: Pick<FeatureSchema, 'schemaVersion' | 'features'>,
  sha256: (text: string) => string,
): string => sha256(canonicalJson({ schemaVersion, features: features.map(({ name, unit, missing }) => ({ name, unit, missing })) }));
