import type { Proposal } from '../../lib/forecasting/index.ts';
import { mayUseLocation, type Principal } from '../../lib/platform/http/principal.ts';

/** A proposal as it goes out. */
export const proposalView = ({ revision: _revision, ...proposal }: Proposal) => proposal;

/** Whether one end of a proposal is the principal's; to anyone else it does not exist. */
export const maySee =
  (principal: Principal) =>
  ({ fromLocationId, toLocationId }: Proposal): boolean =>
    mayUseLocation(principal, toLocationId) || (fromLocationId !== null && mayUseLocation(principal, fromLocationId));
