import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { toEpochMs } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import { type Clock, UnavailableError } from '../../platform/ports.ts';
import type { TokenVerifier } from '../app/access.ports.ts';
import { UserId, userIdPattern } from '../domain/user.ts';

export type TokenExpectations = {
  /** `iss` exactly as the issuer writes it. */
  readonly issuer: string;
  /** Must be in `aud`, or be the `client_id`, where Cognito's access tokens carry it. */
  readonly audience: string;
  /** Every other algorithm is refused, `none` first of all. */
  readonly algorithms: readonly ('ES256' | 'RS256')[];
};

const clockToleranceSeconds = 30;
/** No access token lives longer, whatever its `exp` says: Cognito's own limit. */
const ageMaxSeconds = 24 * 3600;

/**
 * Believes an access token that the issuer signed for us and that is valid now, 30 seconds' difference of clocks allowed.
 * @param keySource the issuer's published keys: our own, or a user pool's
 */
export const createJwtVerifier = (keySource: JWTVerifyGetKey, expectations: TokenExpectations, clock: Clock): TokenVerifier => ({
  verify: async (token) => {
    try {
      const { payload } = await jwtVerify(token, keySource, {
        issuer: expectations.issuer,
        algorithms: [...expectations.algorithms],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(toEpochMs(clock.now())),
        maxTokenAge: ageMaxSeconds,
        requiredClaims: ['sub', 'iat', 'exp'],
      });
      const { sub, iat } = payload;
      if (!isAccessTokenFor(payload, expectations.audience) || sub === undefined || iat === undefined || !userIdPattern.test(sub)) {
        return err({ code: 'token-invalid' });
      }
      return ok({ userId: UserId(sub), issuedAtSeconds: iat });
    } catch (error) {
      if (error instanceof errors.JWTExpired) return err({ code: 'token-expired' });
      if (error instanceof errors.JWKSTimeout)
        throw new UnavailableError('The keys of the token issuer could not be read in time', { cause: error });
      if (error instanceof errors.JOSEError) return err({ code: 'token-invalid' });
      throw error;
    }
  },
});

const isAccessTokenFor = (payload: JWTPayload, audience: string): boolean => {
  const named = [payload.aud ?? [], payload['client_id'] ?? []].flat();
  return payload['token_use'] === 'access' && named.includes(audience);
};
