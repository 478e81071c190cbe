import { ActionIcon, Button, Group, Paper, TextInput } from '@mantine/core';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useRemembered } from './remembered.ts';
import { soundBad, soundGood } from './sounds.ts';
import { takesScans, useWedge } from './wedge.ts';

/** What came of a scan, for eyes, ears and screen readers. */
export type ScanMessage = { readonly good: boolean; readonly text: string; readonly at: number };

/** Says what came of scans: loudly when something is wrong. */
export const useScanMessage = () => {
  const [message, setMessage] = useState<ScanMessage>();
  const say = useCallback((good: boolean, text: string): void => {
    if (good) soundGood();
    else soundBad();
    setMessage({ good, text, at: performance.now() });
  }, []);
  return {
    message,
    good: useCallback((text: string) => say(true, text), [say]),
    bad: useCallback((text: string) => say(false, text), [say]),
    clear: useCallback(() => setMessage(undefined), []),
  };
};

export type Say = Pick<ReturnType<typeof useScanMessage>, 'good' | 'bad'>;

/** Both regions are always there, so that screen readers hear of every change, also of the same words said again. */
const Messages = ({ message }: { readonly message: ScanMessage | undefined }) => (
  <>
    <div role="status">
      {message?.good && (
        <div key={message.at} className="said">
          {message.text}
        </div>
      )}
    </div>
    <div role="alert">
      {message && !message.good && (
        <div key={message.at} className="said shouted">
          {message.text}
        </div>
      )}
    </div>
  </>
);

/** A loudspeaker, with its waves or crossed out. */
const Loudspeaker = ({ isOn }: { readonly isOn: boolean }) => (
  <svg
    width="22"
    height="22"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    aria-hidden="true"
  >
    <path d="M4 9v6h4l5 4V5L8 9H4z" strokeLinejoin="round" />
    {isOn ? <path d="M16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11" /> : <path d="M17 9.5l5 5M22 9.5l-5 5" />}
  </svg>
);

const SoundSwitch = () => {
  const [sound, setSound] = useRemembered('sound', 'on');
  const isOn = sound !== 'off';
  return (
    <ActionIcon
      variant="default"
      size={44}
      aria-label={isOn ? 'Sound is on: switch it off' : 'Sound is off: switch it on'}
      onClick={() => setSound(isOn ? 'off' : 'on')}
    >
      <Loudspeaker isOn={isOn} />
    </ActionIcon>
  );
};

type ScanBoxProps = {
  readonly label: string;
  readonly placeholder?: string;
  readonly message: ScanMessage | undefined;
  readonly onScan: (code: string) => void;
  /** Said where a dialog keeps a scan from being taken. */
  readonly onCovered: () => void;
};

/** Takes the focus back whenever nothing has it, as after a button that is gone. */
const useHomeOfFocus = (field: { readonly current: HTMLInputElement | null }): void => {
  useEffect(() => {
    const home = (): void => {
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      // Text that somebody has marked would lose its mark.
      if (isNowhere && getSelection()?.isCollapsed !== false) field.current?.focus({ preventScroll: true });
    };
    home();
    const look = (): number => window.setTimeout(home);
    document.addEventListener('focusout', look);
    document.addEventListener('pointerup', look);
    return () => {
      document.removeEventListener('focusout', look);
      document.removeEventListener('pointerup', look);
    };
  }, [field]);
};

/**
 * The field of a scanner that types. It has the focus unless something else has it, and what is scanned anywhere on the page
 * comes here. A phone shows its keyboard only when the field is touched.
 */
export const ScanBox = ({ label, placeholder, message, onScan, onCovered }: ScanBoxProps) => {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isTyping, setTyping] = useState(false);
  useHomeOfFocus(field);
  useWedge((code) => (code === undefined ? onCovered() : onScan(code)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const code = text.trim();
    setText('');
    if (code !== '') onScan(code);
  };
  return (
    <Paper withBorder p="sm" className="no-print">
      <form onSubmit={submit}>
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            {...takesScans}
            ref={field}
            label={label}
            placeholder={placeholder}
            size="md"
            style={{ flex: 1, minWidth: 0 }}
            inputMode={isTyping ? 'text' : 'none'}
            maxLength={200}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onPointerDown={() => setTyping(true)}
            onBlur={() => setTyping(false)}
          />
          <Button type="submit" size="md" variant="default">
            Find
          </Button>
          <SoundSwitch />
        </Group>
      </form>
      <Messages message={message} />
    </Paper>
  );
};
