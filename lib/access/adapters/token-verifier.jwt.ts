import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { toEpochMs } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import { type Clock, UnavailableError } from '../../platform/ports.ts';
import type { TokenVerifier, VerifiedToken } from '../app/access.ports.ts';
import { UserId, userIdPattern } from '../domain/user.ts';

export type TokenExpectations = {
  /** `iss` exactly as the issuer writes it. */
  readonly issuer: string;
  /** Must be the `client_id`, and without one, in `aud`. Cognito's access tokens carry the former. */
  readonly audience: string;
  /** Every other algorithm is refused, `none` first of all. */
  readonly algorithms: readonly ('ES256' | 'RS256')[];
  /** Claim with our user id, default `sub`. Cognito has an id of its own there, and ours as the `username`. */
  readonly userClaim?: 'sub' | 'username';
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
      const verified = isAccessTokenFor(payload, expectations.audience) ? read(payload, expectations.userClaim ?? 'sub') : undefined;
      return verified ? ok(verified) : err({ code: 'token-invalid' });
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
  const { aud = [], client_id: client, token_use: use } = payload;
  return use === 'access' && (client === undefined ? [aud].flat().includes(audience) : client === audience);
};

const read = (payload: JWTPayload, userClaim: 'sub' | 'username'): VerifiedToken | undefined => {
  const { [userClaim]: user, iat, auth_time: signedInAt = iat } = payload;
  if (typeof user !== 'string' || !userIdPattern.test(user) || iat === undefined || !Number.isFinite(signedInAt)) return undefined;
  // A refreshed token is new, but its session is as old as the sign-in.
  return { userId: UserId(user), signedInAtSeconds: Math.min(iat, signedInAt as number) };
};
