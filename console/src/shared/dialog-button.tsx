import { Button, type ButtonProps, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

type DialogButtonProps = {
  readonly label: string;
  /** What it is about, where several buttons of a page bear the same label. */
  readonly about?: string;
  /** Head of the dialog, where it is not the label. */
  readonly title?: string;
  readonly variant?: ButtonProps['variant'];
  readonly size?: ButtonProps['size'];
  readonly dialogSize?: string;
  readonly disabled?: boolean;
  readonly children: (close: () => void) => ReactNode;
};

/** A button that opens a dialog with fields of its own, empty each time. */
export const DialogButton = (props: DialogButtonProps) => {
  const { label, about, title = label, variant = 'default', size = 'sm', dialogSize = 'lg', disabled = false, children } = props;
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant={variant}
        size={size}
        disabled={disabled}
        onClick={open}
        {...(about === undefined ? {} : { 'aria-label': `${label}: ${about}` })}
      >
        {label}
      </Button>
      <Dialog title={title} opened={opened} onClose={close} size={dialogSize}>
        {children(close)}
      </Dialog>
    </>
  );
};

type DialogProps = {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly size?: string;
  /** Stays until its own button closes it, for what is shown only once. */
  readonly holds?: boolean;
  readonly children: ReactNode;
};

/** A dialog; what is typed in it is gone once it is closed. */
export const Dialog = ({ title, opened, onClose, size = 'lg', holds = false, children }: DialogProps) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title={title}
    size={size}
    closeOnClickOutside={false}
    closeOnEscape={!holds}
    withCloseButton={!holds}
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    {children}
  </Modal>
);
