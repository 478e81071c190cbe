import * as z from 'zod';
import { tenantId } from '../task-input.ts';

/** What every task of a training gets. */
export const TrainingTask = z.object({ tenant_id: tenantId, model: z.string().min(1), run_id: z.string().min(1) });
