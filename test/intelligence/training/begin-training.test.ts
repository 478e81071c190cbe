import { expect, it } from 'vitest';
import { createBeginTraining, describeBeginRefusal } from '../../../lib/intelligence/app/training/begin-training.ts';
import { createTrainingRunRows } from '../../../lib/intelligence/app/training/training-run.rows.ts';
import { createTrainSteps } from '../../../lib/intelligence/app/training/train-steps.ts';
import type { TrainingRun } from '../../../lib/intelligence/domain/training/training-run.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { defaultRetraining } from '../../../lib/kernel/retraining-policy.ts';
import { fromWire } from '../../../lib/kernel/wire.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { startOfTests } from '../../contract/engine.ts';
import { type Death, openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';

const main = TenantId('main');
const wish = { model: 'fraud', trigger: 'person', reason: 'A test asks.', requestedBy: 'somebody' } as const;

it('says of a run that a small model learns from a large one, and refuses that of a forecast', async () => {
  const { another, rows } = openDesk();
  const begun = await another.begin(main, { ...wish, distil: true });
  expect(begun.ok && (await rows.read(main, begun.value.runId))?.distil).toBe(true);
  const { platform, ...others } = { platform: {} as Platform, rows, policy: async () => defaultRetraining };
  const desk = createBeginTraining({ platform, ...others, models: ['forecast'] });
  const refused = await desk.begin(main, { ...wish, model: 'forecast', distil: true });
  expect(refused).toEqual({ ok: false, error: { code: 'model-not-distillable', models: ['fraud', 'routing', 'returns'] } });
  expect(!refused.ok && describeBeginRefusal(refused.error)).toBe('A small model can learn from a large one of fraud, routing, returns.');
});

const openDesk = (death?: Death) => {
  const clock = createVirtualClock(startOfTests);
  const disk = new Map();
  const started: { readonly name: string; readonly input: { readonly run: object } }[] = [];
  const platform = {
    clock,
    ids: createIds(clock),
    sha256: (text: string) => text,
    workflows: {
      start: async (options: (typeof started)[number]) => {
        started.push(options);
        return { executionId: options.name, started: true };
      },
    },
  } as unknown as Platform;
  const rowsOf = (dies?: Death) => createTrainingRunRows(openMemoryTable(disk, dies));
  const policy = async () => defaultRetraining;
  const deskOf = (dies?: Death) => createBeginTraining({ platform, rows: rowsOf(dies), policy, models: ['fraud'] });
  const nothing = async () => undefined;
  return {
    started,
    rows: rowsOf(),
    dying: deskOf(death),
    another: deskOf(),
    /** What the first step of the workflow does with what it was started with. */
    build: ({ name, input }: (typeof started)[number]) =>
      createTrainSteps({ platform, rows: rowsOf(), policy, sources: { fraud: nothing } }).build(
        main,
        name,
        fromWire<TrainingRun>(input.run),
      ),
  };
};

it.each([true, false])('whose beginner dies at its only write (applied: %s) comes to its end, and holds up no other', async (applied) => {
  const { dying, another, build, started, rows } = openDesk({ atWrite: 1, applied });
  await expect(dying.begin(main, wish)).rejects.toThrow(/The table/);
  expect(started).toHaveLength(1);
  for (const execution of started) await build(execution);
  expect((await rows.list(main, { limit: 9 })).items).toMatchObject([
    { state: 'skipped', reason: wish.reason, outcome: 'There are 0 rows whose end is known; a training takes 1000.' },
  ]);
  expect(await another.begin(main, wish)).toMatchObject({ ok: true });
});

it('that has come further than its beginner knows stays where it is', async () => {
  const { another, build, started, rows } = openDesk();
  const begun = await another.begin(main, wish);
  for (const execution of started) await build(execution);
  await rows.ensure(main, (begun as { readonly value: TrainingRun }).value);
  expect((await rows.list(main, { limit: 9 })).items).toMatchObject([{ state: 'skipped' }]);
});
