import { accountFailure } from '../../../lib/operations/adapters/sdk-failures.ts';
import { AccessDeniedError, CredentialsRefusedError, NoCredentialsError } from '../../../lib/operations/app/doctor/aws-account.ts';
import { SettingRefusedError } from '../../../lib/operations/app/settings.ts';
import { CommandError } from '../command-error.ts';

const firstLine = (error: Error): string => error.message.split('\n', 1)[0] ?? '';

const doctor = '"oms doctor" says more.';

/** What a failure in AWS means to the one who gave the command; a defect is handed back as it is. */
export const stageFailure = (error: unknown, stage: string): unknown => {
  if (error instanceof SettingRefusedError) return new CommandError('setting-refused', error.message);
  const failure = accountFailure(error, 'it');
  if (failure instanceof NoCredentialsError)
    return new CommandError('no-credentials', `No AWS credentials were found, and stage ${stage} is in AWS. Sign in first; ${doctor}`);
  if (failure instanceof CredentialsRefusedError)
    return new CommandError('credentials-refused', `AWS refused the credentials: ${firstLine(failure)} ${doctor}`);
  if (failure instanceof AccessDeniedError) {
    const { cause } = failure;
    return new CommandError('access-denied', cause instanceof Error ? firstLine(cause) : failure.message);
  }
  if (failure instanceof Error && failure.name === 'ResourceNotFoundException')
    return new CommandError(
      'stage-not-found',
      `Stage ${stage} does not have that here (${firstLine(failure)}). Is it deployed, in this account and region? ${doctor}`,
    );
  return failure;
};
