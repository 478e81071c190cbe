import { Text } from '@mantine/core';
import { Choice } from '../../shared/choices.tsx';
import { roleName, roleWords } from '../../shared/rights.ts';
import type { Role } from '../../shared/types.ts';

type RoleChoiceProps = {
  readonly label: string;
  readonly roles: readonly Role[];
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  readonly error?: string | undefined;
};

/** A role, and what it is for. */
export const RoleChoice = ({ label, roles, value, onChange, error }: RoleChoiceProps) => (
  <div>
    <Choice
      label={label}
      value={value}
      error={error}
      options={roles.map((role) => ({ value: role, label: roleName(role) }))}
      onChange={(role) => onChange(role as Role)}
    />
    <Text size="sm" className="muted" mt={4}>
      {roleWords[value].about}
    </Text>
  </div>
);
