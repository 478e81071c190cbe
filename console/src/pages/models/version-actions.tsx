import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import type { Model, ModelVersion } from './model-words.ts';
import { versionName } from './model-words.ts';
import { ReasonAction } from './reason-action.tsx';

type ActionProps = { readonly model: Model; readonly version: ModelVersion };

const hourSeconds = 3_600;
const wholeSeconds = (hours: number | string): number | undefined =>
  typeof hours === 'number' ? Math.round(hours * hourSeconds) : undefined;

const Approve = ({ model, version }: ActionProps) => {
  const { api } = useSession();
  return (
    <ReasonAction
      label="Approve"
      variant="filled"
      confirm={`Finds that ${versionName(version.version)} may go live. It answers nobody by that.`}
      run={(reason) => api.approveModelVersion({ path: { model: model.model, version: version.version }, body: { reason } })}
      done="The version is approved"
    />
  );
};

const Promote = ({ model, version }: ActionProps) => {
  const { api } = useSession();
  const [hours, setHours] = useState<number | string>(24);
  const seconds = wholeSeconds(hours);
  return (
    <ReasonAction
      label="Promote"
      variant="filled"
      confirm={`From now on ${versionName(version.version)} answers everywhere, within ten seconds, in place of ${versionName(model.champion)}. When its figures leave their bounds while it is watched, it is rolled back by itself.`}
      run={(reason) =>
        api.promoteModelVersion({
          path: { model: model.model, version: version.version },
          body: { reason, ...(seconds === undefined ? {} : { watch_seconds: seconds }) },
        })
      }
      done="The version is the champion"
    >
      {(messageOf) => (
        <NumberInput
          label="Watched for"
          suffix=" hours"
          description="A day when it is left empty."
          value={hours}
          error={messageOf('watch_seconds')}
          onChange={setHours}
        />
      )}
    </ReasonAction>
  );
};

const Challenge = ({ model, version }: ActionProps) => {
  const { api } = useSession();
  const [percent, setPercent] = useState<number | string>(5);
  const [hours, setHours] = useState<number | string>('');
  const seconds = wholeSeconds(hours);
  return (
    <ReasonAction
      label="Start as challenger"
      confirm={`A share of the orders is answered by ${versionName(version.version)}, the others by ${versionName(model.champion)}.`}
      run={(reason) =>
        api.challengeModelVersion({
          path: { model: model.model, version: version.version },
          body: {
            reason,
            ...(typeof percent === 'number' ? { share_per_mille: Math.round(percent * 10) } : {}),
            ...(seconds === undefined ? {} : { watch_seconds: seconds }),
          },
        })
      }
      done="The version is the challenger"
    >
      {(messageOf) => (
        <>
          <NumberInput
            label="Share of the orders"
            suffix=" %"
            description="1 to 50."
            required
            value={percent}
            error={messageOf('share_per_mille')}
            onChange={setPercent}
          />
          <NumberInput
            label="Watched for"
            suffix=" hours"
            description="While it is watched, it is ended when its figures leave their bounds. Empty: nobody watches."
            value={hours}
            error={messageOf('watch_seconds')}
            onChange={setHours}
          />
        </>
      )}
    </ReasonAction>
  );
};

const EndChallenge = ({ model, version }: ActionProps) => {
  const { api } = useSession();
  return (
    <ReasonAction
      label="End as challenger"
      confirm={`All orders are answered by ${versionName(model.champion)} again.`}
      run={(reason) => api.challengeModelVersion({ path: { model: model.model, version: version.version }, body: { reason, end: true } })}
      done="The challenger is ended"
    />
  );
};

const Shadow = ({ model, version }: ActionProps) => {
  const { api } = useSession();
  const end = version.role === 'shadow';
  return (
    <ReasonAction
      label={end ? 'End as shadow' : 'Start as shadow'}
      confirm={
        end
          ? `${versionName(version.version)} scores no longer.`.replace(/^./, (letter) => letter.toUpperCase())
          : `Every order is scored by ${versionName(version.version)} too, without effect.`
      }
      run={(reason) => api.shadowModelVersion({ path: { model: model.model, version: version.version }, body: { reason, end } })}
      done={end ? 'The shadow is ended' : 'The version is a shadow'}
    />
  );
};

const Retire = ({ model, version }: ActionProps) => {
  const { api } = useSession();
  return (
    <ReasonAction
      label="Retire"
      color="red"
      confirm={`Puts ${versionName(version.version)} away for good. Its files go; the history stays.`}
      run={(reason) => api.retireModelVersion({ path: { model: model.model, version: version.version }, body: { reason } })}
      done="The version is retired"
    />
  );
};

/** What may be done about a version as it stands, for those who may. */
export const VersionActions = ({ model, version }: ActionProps) => {
  const { may } = useSession();
  const { role, status } = version;
  if (!may('models:write') || status === 'retired') return null;
  const isStarter = status === 'starter';
  const mayAnswer = isStarter || version.gates_passed === true;
  return (
    <>
      {status === 'gates_passed' && <Approve model={model} version={version} />}
      {role !== 'champion' && (isStarter || status === 'approved') && <Promote model={model} version={version} />}
      {(role === 'none' || role === 'shadow') && mayAnswer && model.challenger === null && <Challenge model={model} version={version} />}
      {role === 'challenger' && <EndChallenge model={model} version={version} />}
      {(role === 'none' || role === 'shadow') && <Shadow model={model} version={version} />}
      {role === 'none' && !isStarter && model.rolls_back_to !== version.version && <Retire model={model} version={version} />}
    </>
  );
};

/** Takes the champion back, where there is one before it. */
export const RollBack = ({ model }: { readonly model: Model }) => {
  const { api, may } = useSession();
  if (!may('models:write') || model.rolls_back_to === null) return null;
  return (
    <ReasonAction
      label="Roll back"
      color="red"
      confirm={`From now on ${versionName(model.rolls_back_to)} answers everywhere again, within ten seconds, in place of ${versionName(model.champion)}.`}
      run={(reason) => api.rollBackModel({ path: { model: model.model }, body: { reason } })}
      done="The champion is rolled back"
    />
  );
};

/** Trains anew from what is kept of the past. */
export const Retrain = ({ model, about }: { readonly model: string; readonly about?: string }) => {
  const { api, may } = useSession();
  if (!may('models:write')) return null;
  return (
    <ReasonAction
      label="Train anew"
      {...(about === undefined ? {} : { about })}
      confirm="Trains the model from what is kept of the past, and measures it beside the champion. Nothing goes live before its gates are passed."
      run={(reason) => api.beginTraining({ path: { model }, body: { reason } })}
      done="The training has begun"
    />
  );
};
