import { Anchor, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { Section } from '../../shared/section.tsx';
import { isPresetName, presetNames, presetText, presetTitle } from '../policies/sourcing-presets.ts';
import { EvaluatePanel } from './evaluate-panel.tsx';

const inForce = { value: '', label: 'The policy in force' };

/** Where an order would come from at this moment, and why. */
export const RoutingPage = () => {
  const { may } = useSession();
  const [preset, setPreset] = useState('');
  return (
    <>
      <PageHeader
        title="Routing"
        about={
          <>
            Where an order would be sent from at this moment, what each plan costs, and what would turn the choice.
            {may('policies:read') && (
              <>
                {' '}
                What decides stands under{' '}
                <Anchor component={Link} to="/policies/sourcing" underline="always" inherit>
                  policies
                </Anchor>
                .
              </>
            )}
          </>
        }
      />
      <Section title="An order that nobody has placed">
        <Stack>
          <Choice
            label="Policy"
            {...(preset === '' ? {} : { description: presetText(preset) })}
            value={preset}
            options={[inForce, ...presetNames.map((name) => ({ value: name, label: presetTitle(name) }))]}
            onChange={setPreset}
          />
          <EvaluatePanel title="Order" policyOf={() => (isPresetName(preset) ? { preset } : {})} />
        </Stack>
      </Section>
    </>
  );
};
