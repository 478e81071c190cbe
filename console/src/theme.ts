import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** From the paper of a waybill's copy to the ink on it. */
const ink: MantineColorsTuple = [
  '#eef8f6',
  '#d9eeea',
  '#b0ddd4',
  '#84cbbd',
  '#5fbba9',
  '#47b09d',
  '#2f9c89',
  '#0f7a6b',
  '#0b6358',
  '#064d44',
];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 7 },
  colors: { ink },
  autoContrast: true,
  // From here on dark text stands on a colour; both sides keep 4.5 to 1.
  luminanceThreshold: 0.26,
  // Whoever has told their computer that they want no movement sees none.
  respectReducedMotion: true,
  defaultRadius: 'md',
  fontFamily: 'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  components: {
    Table: { defaultProps: { verticalSpacing: 'xs', horizontalSpacing: 'sm' } },
    // The head of a dialog is no second banner of the page.
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Modal: { defaultProps: { centered: true, attributes: { header: { role: 'presentation' } } } },
  },
});
