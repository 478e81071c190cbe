import { join } from 'node:path';
import { Argument, type Command } from 'commander';
import { EvaluateGatesBody, RegisterModelVersionBody } from '../../lib/contracts/http/models.ts';
import { safelyParse } from '../../lib/contracts/safely-parse.ts';
import {
  describeModelRejection,
  endpointsTenant,
  type ModelRegistry,
  type ModelRejection,
  type ModelSlot,
  modelSlots,
  type RegisteredModel,
} from '../../lib/intelligence/index.ts';
import type { Result } from '../../lib/kernel/result.ts';
import { counted, paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, readInput, type Session } from './session.ts';
import { readBody } from './supply-documents.ts';

const openViews = () => import('../../lambdas/intelligence/model-reply.ts');
const openRegistry = () => import('../../lambdas/composition.ts');

type ModelView = Awaited<ReturnType<ReturnType<Awaited<ReturnType<typeof openViews>>['createModelView']>>>;
type ListView = Awaited<ReturnType<Awaited<ReturnType<typeof openViews>>['modelListView']>>;

const named = (version: number): string => (version === 0 ? 'starter' : `version ${version}`);

const accepted = <T>(outcome: Result<T, ModelRejection>): T => {
  if (outcome.ok) return outcome.value;
  throw new CommandError(outcome.error.code, describeModelRejection(outcome.error));
};

const originWords = { release: 'with the release', retraining: 'by retraining', hand: 'by hand' } as const;

const summaryRow = (summary: ListView['items'][number]): readonly string[] => {
  const { model, champion, championFrom, challenger, shadows, rollsBackTo, versionsTotal } = summary;
  return [
    model,
    named(champion),
    originWords[championFrom],
    challenger === null ? '' : `${named(challenger.version)}, ${challenger.sharePerMille / 10} %`,
    shadows.map(named).join(', '),
    rollsBackTo === null ? '' : named(rollsBackTo),
    String(versionsTotal),
  ];
};

const modelText = (view: ModelView): string =>
  paragraphs(
    `${view.model}: the ${named(view.champion)} answers (${view.championModelVersion})${view.watchedUntil === null ? '.' : `, watched until ${view.watchedUntil}.`}`,
    table(
      ['Version', 'Part', 'State', 'Registered', 'Gates', 'Figures'],
      view.versions.map((version) => [
        String(version.version),
        version.role === 'none' ? '' : version.role,
        version.status.replace('_', ' '),
        version.registeredAt?.slice(0, 16) ?? '',
        version.gates.map(({ name, passed }) => `${name} ${passed ? 'passed' : 'failed'}`).join(', '),
        version.metrics
          .slice(0, 4)
          .map(({ name, value }) => `${name} ${value}`)
          .join(', '),
      ]),
    ),
    view.difference?.sentence,
    view.history.length === 0
      ? undefined
      : table(
          ['At', 'What', 'Why', 'By'],
          view.history.slice(0, 10).map(({ at, sentence, reason, actor }) => [at, sentence, reason ?? '', `${actor.kind} ${actor.id}`]),
        ),
  );

/** Does something to a model and prints how it stands then. */
const act = async (call: Call, change: (registry: ModelRegistry) => Promise<Result<RegisteredModel, ModelRejection>>): Promise<void> =>
  call.withProduct(async ({ platform }) => {
    const [{ modelRegistryOf }, { createModelView }] = await Promise.all([openRegistry(), openViews()]);
    const done = accepted(await change(modelRegistryOf(platform)));
    const view = await createModelView(platform)(call.tenantId, done);
    call.print(view, () => modelText(view));
  });

const versionArgument = wholeNumber(0, 1_000_000);
const versionOf = (text: string): number => {
  try {
    return versionArgument(text);
  } catch {
    throw new CommandError('invalid-version', 'The version must be a whole number; 0 is the starter.', exitCodes.usage);
  }
};

const registerReading = (group: Command, session: Session): void => {
  group
    .command('list')
    .summary('the models that score, and who answers for each')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const [{ modelRegistryOf }, { modelListView }] = await Promise.all([openRegistry(), openViews()]);
          const list = await modelListView(modelRegistryOf(platform), call.tenantId);
          const columns = ['Model', 'Champion', 'Came', 'Challenger', 'In shadow', 'Rolls back to', 'Versions'];
          const { automated, inUse } = list.pipelines;
          call.print(list, () =>
            paragraphs(
              table(columns, list.items.map(summaryRow), ['Versions']),
              `${automated} of ${counted(inUse, 'model')} in use came with the release or by retraining, without anybody's hand.`,
            ),
          );
        }),
      ),
    );
  group
    .command('show')
    .summary('one model: versions, gates, figures and history')
    .argument('<model>')
    .action(
      action<unknown, [string]>(session, (call, model) =>
        act(call, async (registry) => {
          const found = await registry.state(call.tenantId, model);
          return found ? { ok: true, value: found } : { ok: false, error: { code: 'model-not-found' } };
        }),
      ),
    );
};

const jsonFile = async (call: Call, path: string): Promise<unknown> => {
  try {
    return JSON.parse(Buffer.from(await readInput(call.io, path)).toString('utf8'));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError('invalid-json', `${path} is not JSON.`, exitCodes.refused);
  }
};

/** A file that an artefact may lack; anything else that is wrong with it is told. */
const optionalFile = async (call: Call, path: string): Promise<unknown> => {
  const { existsSync } = await import('node:fs');
  return existsSync(path) ? jsonFile(call, path) : undefined;
};

const registerRegistration = (group: Command, session: Session): void => {
  group
    .command('register')
    .summary('register a trained version from its folder')
    .description(
      'The folder is as "npm run train" writes it: model.json, meta/artefact.json, meta/features.json, and golden.json and histogram.json in meta where there are such.',
    )
    .argument('<model>')
    .argument('<folder>')
    .requiredOption('--note <text>', 'why it was made; it stands in the history')
    .action(
      action<{ readonly note: string }, [string, string]>(session, async (call, model, folder) => {
        const [golden, histogram] = [
          await optionalFile(call, join(folder, 'meta', 'golden.json')),
          await optionalFile(call, join(folder, 'meta', 'histogram.json')),
        ];
        const body = safelyParse(RegisterModelVersionBody, {
          artefact: {
            model: await jsonFile(call, join(folder, 'model.json')),
            summary: await jsonFile(call, join(folder, 'meta', 'artefact.json')),
            features: await jsonFile(call, join(folder, 'meta', 'features.json')),
            ...(golden === undefined ? {} : { golden }),
          },
          ...(histogram === undefined ? {} : { histogram }),
          note: call.options.note,
        });
        if (!body.success || body.data.artefact === undefined) {
          const [issue] = body.error?.issues ?? [];
          throw new CommandError(
            'invalid-input',
            `${issue?.path.join('.') ?? folder}: ${issue?.message ?? 'is no artefact'}`,
            exitCodes.refused,
          );
        }
        const { artefact, note } = body.data;
        const { provenanceOf } = await import('../../lambdas/intelligence/model-commands.ts');
        const provenance = provenanceOf({ ...body.data, note });
        await act(call, async (registry) => {
          const registered = await registry.register(call.caller, model, artefact, provenance);
          return registered.ok ? { ok: true, value: registered.value.model } : registered;
        });
      }),
    );
  group
    .command('gates')
    .summary('record what was measured of a version against its bounds')
    .argument('<model>')
    .argument('<version>')
    .argument('<file>', 'JSON as POST …/gates takes it, or - for standard input')
    .action(
      action<unknown, [string, string, string]>(session, async (call, model, version, file) => {
        const { gates } = await readBody(call as Call<object>, EvaluateGatesBody, file);
        await act(call, (registry) => registry.evaluate(call.caller, model, versionOf(version), gates));
      }),
    );
};

type Reason = { readonly reason: string };
type PromoteOptions = Reason & { readonly watch?: number };
type TrialOptions = Reason & { readonly end?: boolean; readonly share?: number; readonly watch?: number };

const watchOption = ['--watch <seconds>', 'for how long it is watched', wholeNumber(60, 30 * 86_400)] as const;

const registerActs = (group: Command, session: Session): void => {
  const command = (verb: string, summary: string): Command =>
    group
      .command(verb)
      .summary(summary)
      .argument('<model>')
      .argument('<version>', 'its number; 0 is the starter')
      .requiredOption('--reason <text>', 'why; it stands in the history');

  command('approve', 'find that a version whose gates are passed may go live').action(
    action<Reason, [string, string]>(session, (call, model, version) =>
      act(call, (registry) => registry.approve(call.caller, model, versionOf(version), { by: 'person', reason: call.options.reason })),
    ),
  );
  command('promote', 'make a version the champion, everywhere within ten seconds')
    .option(...watchOption)
    .action(
      action<PromoteOptions, [string, string]>(session, (call, model, version) => {
        const { reason, watch } = call.options;
        const promotion = { reason, ...(watch === undefined ? {} : { watchSeconds: watch }) };
        return act(call, (registry) => registry.promote(call.caller, model, versionOf(version), promotion));
      }),
    );
  command('shadow', 'have a version score beside the one that answers, without effect')
    .option('--end', 'end it')
    .action(
      action<TrialOptions, [string, string]>(session, (call, model, version) => {
        const { reason, end } = call.options;
        return act(call, (registry) => registry[end ? 'endShadow' : 'startShadow'](call.caller, model, versionOf(version), reason));
      }),
    );
  command('challenge', 'have a version answer for a share of the orders')
    .option('--share <per mille>', 'from 10 to 500', wholeNumber(10, 500))
    .option(watchOption[0], 'make it a canary that is ended when its figures leave their bounds', watchOption[2])
    .option('--end', 'end it')
    .action(
      action<TrialOptions, [string, string]>(session, (call, model, version) => {
        const { reason, end, share, watch } = call.options;
        if (end) return act(call, (registry) => registry.endChallenger(call.caller, model, versionOf(version), { reason }));
        if (share === undefined)
          throw new CommandError('share-missing', '--share says for how many per mille it answers.', exitCodes.usage);
        const trial = { sharePerMille: share, watchSeconds: watch ?? null, reason };
        return act(call, (registry) => registry.startChallenger(call.caller, model, versionOf(version), trial));
      }),
    );
  command('retire', 'put a version that is not in use away for good').action(
    action<Reason, [string, string]>(session, (call, model, version) =>
      act(call, (registry) => registry.retire(call.caller, model, versionOf(version), call.options.reason)),
    ),
  );
  group
    .command('rollback')
    .summary('make the champion before the champion again')
    .argument('<model>')
    .requiredOption('--reason <text>', 'why; it stands in the history')
    .action(
      action<Reason, [string]>(session, (call, model) =>
        act(call, (registry) => registry.rollBack(call.caller, model, { cause: 'person', reason: call.options.reason })),
      ),
    );
};

const slotVersion = (text: string): number | null => (text === 'none' ? null : versionOf(text));

const registerSlot = (group: Command, session: Session): void => {
  group
    .command('slot')
    .summary('say which version an endpoint in AWS serves, once it does')
    .description(
      'Scores are asked of the endpoint from then on, by every tenant whose model has the same hash. Until then the version answers in process.',
    )
    .argument('<model>')
    .addArgument(new Argument('<slot>', 'the endpoint').choices(modelSlots))
    .argument('<version>', 'its number among those of the tenant main, or none')
    .action(
      action<unknown, [string, ModelSlot, string]>(session, (call, model, slot, version) => {
        if (call.tenantId !== endpointsTenant)
          throw new CommandError('other-tenant', `What endpoints serve stands with the tenant ${endpointsTenant}.`, exitCodes.usage);
        return act(call, (registry) => registry.assignSlot(call.caller, model, slot, slotVersion(version)));
      }),
    );
};

/** `oms models`: versions of the models that score. */
export const registerModels = (program: Command, session: Session): void => {
  const group = program.command('models').summary('versions of the models that score: look, promote, roll back');
  registerReading(group, session);
  registerRegistration(group, session);
  registerActs(group, session);
  registerSlot(group, session);
  group
    .command('drill')
    .summary('promote a version that is wrong on purpose, beside the installation, and time its rollback')
    .action(
      action(session, async (call) => {
        const { runDrill } = await import('./models-drill.ts');
        const report = await runDrill();
        call.print(report, () =>
          [
            `${counted(report.calls, 'score')} were asked for while version ${report.badVersion} of ${report.model} went live and came back; ${report.failedCalls} failed.`,
            report.rolledBackAfterSeconds === null
              ? 'Nobody rolled it back.'
              : `It was rolled back after ${report.rolledBackAfterSeconds} s (${report.figure ?? ''}) and gone everywhere after ${report.goneAfterSeconds} s, ${counted(report.badAnswers, 'answer')} later.`,
            report.passed ? 'The drill is passed: within 60 seconds, without a failed call.' : 'The drill is NOT passed.',
          ].join('\n'),
        );
        if (!report.passed) session.exitCode = exitCodes.failed;
      }),
    );
};
