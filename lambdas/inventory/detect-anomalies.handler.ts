import { createDetectAnomalies } from '../../lib/inventory/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { stockCheckParts } from './stock-check-parts.ts';

export const create = (platform: Platform) => {
  const { runAll } = createDetectAnomalies(stockCheckParts(platform));
  return stack(platform, () => runAll());
};
