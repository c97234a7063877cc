import { type CSSVariablesResolver, createTheme } from '@mantine/core'

/** Colours whose contrast is enough for text in light and dark; the fonts are those of the machine. */
export const theme = createTheme({
  primaryColor: 'cyan',
  primaryShade: { light: 9, dark: 9 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace',
  headings: { fontWeight: '650' },
  // The head of a dialog is no banner of the page.
  components: {
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none' } },
    // What a field is for stands below it, so that fields side by side stay in line.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
  },
})

/** Softer words that can still be read. */
export const cssVariables: CSSVariablesResolver = () => ({
  // White can be read on it, too.
  variables: { '--mantine-primary-color-filled-hover': '#095c6b', '--mantine-color-cyan-filled-hover': '#095c6b' },
  light: { '--mantine-color-dimmed': '#495057', '--mantine-color-error': '#c92a2a' },
  dark: { '--mantine-color-dimmed': '#adb5bd', '--mantine-color-error': '#ff8787' },
})
