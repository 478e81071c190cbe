import { AccessDeniedError, CredentialsRefusedError, NoCredentialsError } from '../app/doctor/aws-account.ts';
import { isNamed } from '../../platform/aws/client-settings.ts';

const denied = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'NotAuthorized',
  'UnauthorizedOperation',
];
const refused = [
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'RegionDisabledException',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
];
const missing = ['CredentialsProviderError', 'TokenProviderError'];

/** An error of the SDK under the name by which the checks know it; every other error as it is. @param action such as `ssm:GetParameter` */
export const accountFailure = (error: unknown, action: string): unknown => {
  if (isNamed(error, ...missing)) return new NoCredentialsError((error as Error).message, { cause: error });
  if (isNamed(error, ...denied)) return new AccessDeniedError(action, error);
  if (isNamed(error, ...refused))
    return new CredentialsRefusedError(`${(error as Error).name}: ${(error as Error).message}`, { cause: error });
  return error;
};

/** Waits for a call. @throws what `accountFailure` makes of its failure */
export const called = async <Output>(action: string, call: Promise<Output>): Promise<Output> => {
  try {
    return await call;
  } catch (error) {
    throw accountFailure(error, action);
  }
};
