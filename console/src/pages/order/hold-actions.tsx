import { Group, Text } from '@mantine/core';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { roleName } from '../../shared/rights.ts';
import { words } from '../../shared/status-badge.tsx';

export type DecidableHold = {
  readonly hold_id: string;
  readonly type: string;
  /** Whether somebody has upheld it. */
  readonly rejected: boolean;
  /** Roles that may decide; empty for whoever may handle holds. */
  readonly releasable_by: readonly string[];
};

/** What upholding a hold of a type leads to. */
export const afterRejecting = (type: string): string =>
  type === 'address'
    ? 'The address stays wrong: the order is cancelled and its money given back.'
    : type === 'fraud-review' || type === 'verification' || type === 'duplicate-review' || type === 'data-review'
      ? 'The suspicion is upheld: the order is cancelled and its money given back.'
      : 'The hold is upheld and stays until somebody releases it. The order is not cancelled by that.';

export const afterReleasing = 'The order goes on, unless another hold stops it.';

type HoldActionsProps = {
  readonly orderId: string;
  /** What people call the order: a list moves by itself, and the question must say what it is about. */
  readonly orderName: string;
  readonly hold: DecidableHold;
};

/** Releases or upholds a hold, for those who may decide on it. */
export const HoldActions = ({ orderId, orderName, hold }: HoldActionsProps) => {
  const { api, me, may } = useSession();
  if (!may('holds:write')) return null;
  const { releasable_by: roles } = hold;
  if (roles.length > 0 && !roles.some((role) => me.roles?.includes(role)))
    return (
      <Text size="xs" className="muted">
        {me.kind === 'api_key' ? 'A person has to sign in to decide: ' : 'To be decided by: '}
        {roles.map(roleName).join(' or ').toLowerCase()}
      </Text>
    );
  const path = { id: orderId, hold_id: hold.hold_id };
  const subject = `Order ${orderName}, ${words(hold.type)}.`;
  return (
    <Group gap="xs" wrap="nowrap">
      <ActionButton
        label="Release"
        size="compact-sm"
        variant="filled"
        confirm={`${subject} ${afterReleasing}`}
        run={() => api.releaseHold({ path })}
        done="The hold is released"
      />
      {!hold.rejected && (
        <ActionButton
          label="Reject"
          size="compact-sm"
          color="red"
          confirm={`${subject} ${afterRejecting(hold.type)}`}
          run={() => api.rejectHold({ path })}
          done="The hold is upheld"
        />
      )}
    </Group>
  );
};
