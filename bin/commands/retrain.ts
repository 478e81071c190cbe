import type { Command } from 'commander';
import { describeBeginRefusal } from '../../lib/intelligence/app/training/begin-training.ts';
import type { TrainingRun } from '../../lib/intelligence/domain/training/training-run.ts';
import { counted, paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

const openParts = () => import('../../lambdas/intelligence/training-parts.ts');

const costText = ({ costMicroUsd }: TrainingRun): string => (costMicroUsd === null ? '' : `${(costMicroUsd / 1_000_000).toFixed(4)} USD`);

const runRow = (run: TrainingRun): readonly string[] => [
  run.runId,
  run.model,
  run.state,
  run.trigger,
  run.startedAt.slice(0, 16),
  run.seconds === null ? '' : `${run.seconds} s`,
  costText(run),
  run.version === null ? '' : String(run.version),
];

const runText = (run: TrainingRun): string =>
  paragraphs(
    `${run.model}, training ${run.runId}: ${run.state}. ${run.outcome ?? run.reason}`,
    run.dataset
      ? `Learnt from ${counted(run.dataset.rows, 'row')}${run.dataset.positives === null ? '' : ` (${run.dataset.positives} positive)`}, ${run.dataset.from.slice(0, 10)} to ${run.dataset.to.slice(0, 10)}, seed ${run.seed}${run.distil ? ', a small model from a large one' : ''}.`
      : undefined,
    run.gates.length === 0
      ? undefined
      : table(
          ['Gate', 'Value', 'Bound', 'Passed'],
          run.gates.map(({ name, value, bound, wants, passed }) => [
            name,
            value.toFixed(4),
            `${wants === 'at_most' ? '≤' : '≥'} ${bound.toFixed(4)}`,
            passed ? 'yes' : 'no',
          ]),
          ['Value'],
        ),
  );

/** `oms retrain` and `oms trainings`: models trained anew, and what became of it. */
export const registerRetrain = (program: Command, session: Session): void => {
  program
    .command('retrain')
    .summary('train a model anew from what is kept of the past')
    .description(
      'Begins the workflow retrain: features, training, gates against the champion, approval, canary, promotion, watch. The running product does the work; "oms trainings <id>" shows how far it is.',
    )
    .argument('<model>', 'such as fraud')
    .option('--reason <text>', 'why, for the record', 'Asked for on the command line.')
    .option('--seed <number>', 'the same seed makes the same model of the same history', wholeNumber(0, 2_147_483_647))
    .option('--distil', 'a model of half the trees learns from one with eight times as many: fraud, routing and returns')
    .action(
      action<{ readonly reason: string; readonly seed?: number; readonly distil?: boolean }, [string]>(session, (call, model) =>
        call.withProduct(async ({ platform }) => {
          const { beginTrainingOf } = await openParts();
          const { reason, seed, distil = false } = call.options;
          const asked = { ...(seed === undefined ? {} : { seed }), ...(distil ? { distil } : {}) };
          const wish = { model, trigger: 'person', reason, requestedBy: 'oms', ...asked } as const;
          const begun = await beginTrainingOf(platform).begin(call.tenantId, wish);
          if (!begun.ok) throw new CommandError(begun.error.code, describeBeginRefusal(begun.error), exitCodes.refused);
          call.print(
            begun.value,
            () => `Training ${begun.value.runId} of ${model} has begun. "oms trainings ${begun.value.runId}" shows how far it is.`,
          );
        }),
      ),
    );
  program
    .command('trainings')
    .summary('trainings of models, newest first, or one of them')
    .argument('[id]', 'of one training')
    .option('--limit <number>', 'how many', wholeNumber(1, 200), 20)
    .action(
      action<{ readonly limit: number }, [string | undefined]>(session, (call, id) =>
        call.withProduct(async ({ platform }) => {
          const { trainingRunsOf } = await openParts();
          const rows = trainingRunsOf(platform);
          if (id === undefined) {
            const { items } = await rows.list(call.tenantId, { limit: call.options.limit });
            const headings = ['Training', 'Model', 'State', 'Asked for by', 'Began', 'Took', 'Cost', 'Version'];
            return call.print({ items }, () =>
              items.length === 0 ? 'Nothing has been trained.' : table(headings, items.map(runRow), ['Took', 'Cost']),
            );
          }
          const run = await rows.read(call.tenantId, id);
          if (!run) throw new CommandError('training-not-found', `There is no training ${id}. "oms trainings" shows which there are.`);
          call.print(run, () => runText(run));
        }),
      ),
    );
};
