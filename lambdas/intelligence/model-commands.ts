import type * as z from 'zod';
import type { RegisterModelVersionBody } from '../../lib/contracts/http/models.ts';
import type { Provenance } from '../../lib/intelligence/index.ts';

/** What the body of a registration says beside the files; the command line takes the same. */
export const provenanceOf = ({
  metrics,
  training,
  histogram,
  note,
}: Pick<z.output<typeof RegisterModelVersionBody>, 'metrics' | 'training' | 'histogram' | 'note'>): Provenance => ({
  note,
  ...(metrics === undefined ? {} : { metrics }),
  ...(histogram === undefined ? {} : { histogram }),
  ...(training === undefined
    ? {}
    : {
        training: {
          sha256: training.sha256,
          rows: training.rows,
          rowsHeldOut: training.rows_held_out,
          from: training.from,
          to: training.to,
          seed: training.seed,
        },
      }),
});
