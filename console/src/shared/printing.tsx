import { Button, type ButtonProps } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useSession } from '../session/session.tsx';
import { Choice } from './choices.tsx';
import { saveFile } from './csv.ts';
import { problemOf } from './problem.tsx';
import { readKept, useRemembered } from './remembered.ts';

const papers = [
  { value: 'a4', label: 'A4' },
  { value: 'letter', label: 'Letter' },
] as const;

/** Where people print on Letter, by the region of the browser's language. */
const letterRegions: ReadonlySet<string> = new Set(['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE']);

const usualPaper = (): string => (letterRegions.has(new Intl.Locale(navigator.language).region ?? '') ? 'letter' : 'a4');

export const PaperChoice = () => {
  const [paper, setPaper] = useRemembered('paper', usualPaper());
  return <Choice label="Paper" value={paper} onChange={setPaper} options={papers} />;
};

type PrintButtonProps = {
  readonly label: string;
  /** Path of the document, with its query if it has one; the paper is added. */
  readonly path: string;
  readonly fileName: string;
  readonly variant?: ButtonProps['variant'];
  readonly size?: ButtonProps['size'];
  readonly disabled?: boolean;
};

/** Opens a document in a tab of its own, to be printed there; where the browser opens none, it is saved. */
export const PrintButton = ({ label, path, fileName, variant = 'default', size = 'md', disabled = false }: PrintButtonProps) => {
  const { download } = useSession();
  const [busy, setBusy] = useState(false);
  const print = async (): Promise<void> => {
    // At once, while the browser still takes it for what the person has asked for.
    const tab = window.open('', '_blank');
    setBusy(true);
    try {
      const paper = readKept('paper') ?? usualPaper();
      const sheets = await download(`${path}${path.includes('?') ? '&' : '?'}paper=${paper}`);
      if (tab) tab.location.replace(URL.createObjectURL(sheets));
      else saveFile(`${fileName}.pdf`, sheets, 'application/pdf');
    } catch (error) {
      tab?.close();
      const { title, detail } = problemOf(error);
      notifications.show({ color: 'red', title, message: detail ?? 'Nothing was printed.', autoClose: false });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant={variant} size={size} disabled={disabled} loading={busy} onClick={() => void print()}>
      {label}
    </Button>
  );
};
