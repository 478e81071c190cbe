import type { Command } from 'commander';
import type { DriftReport } from '../../lib/intelligence/app/drift/watch-drift.ts';
import { counted, paragraphs, table } from './output.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

const verdicts = {
  'too-few': 'too few decisions to say anything',
  steady: 'what it meets is what it was trained on',
  drifted: 'what it meets is not what it was trained on',
} as const;

const reportText = ({ model, version, verdict, observations, from, to, figures }: DriftReport): string =>
  paragraphs(
    `${model}, version ${version}: ${verdicts[verdict]}. ${counted(observations, 'decision')} from ${from.slice(0, 10)} to ${to.slice(0, 10)}.`,
    figures.length === 0
      ? undefined
      : table(
          ['Feature', 'PSI', 'KS', 'Unknown then', 'now', 'Drifted'],
          figures.map(({ name, psi, ks, missingThen, missingNow, drifted }) => [
            name,
            psi.toFixed(3),
            ks.toFixed(3),
            `${(100 * missingThen).toFixed(1)} %`,
            `${(100 * missingNow).toFixed(1)} %`,
            drifted ? 'yes' : '',
          ]),
          ['PSI', 'KS', 'Unknown then', 'now'],
        ),
  );

/** `oms drift`: what a model meets, against what it was trained on. */
export const registerDrift = (program: Command, session: Session): void => {
  program
    .command('drift')
    .summary('how far what a model meets has moved from what it was trained on')
    .description(
      'Looks at the decisions of the last week now. Exit code 1 when something has drifted. Every night the product does the same and tells of drift.',
    )
    .argument('<model>', 'such as fraud')
    .action(
      action<unknown, [string]>(session, (call, model) =>
        call.withProduct(async ({ platform }) => {
          const { driftWatchOf } = await import('../../lambdas/intelligence/drift-parts.ts');
          const drift = driftWatchOf(platform);
          const report = await drift.look(call.tenantId, model);
          if (!report)
            throw new CommandError(
              'model-not-found',
              `Of ${model} no decision keeps what it met; there are ${drift.models.join(', ')}.`,
              exitCodes.refused,
            );
          call.print(report, () => reportText(report));
          return report.verdict === 'drifted' ? exitCodes.failed : exitCodes.ok;
        }),
      ),
    );
};
