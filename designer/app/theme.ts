import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const iris: MantineColorsTuple = [
  '#f3f2fc',
  '#e3e1f7',
  '#c6c2ee',
  '#aaa4ea',
  '#8d85e3',
  '#7469db',
  '#5f52cc',
  '#4d41b3',
  '#41369b',
  '#2f2776',
];

// bluish like the surfaces, so that fields do not look brown on them
const dark: MantineColorsTuple = [
  '#d5d8e0',
  '#b4bac6',
  '#8f96a4',
  '#646b7a',
  '#454b59',
  '#3a3e4a',
  '#2a2d37',
  '#1e2027',
  '#16171d',
  '#101116',
];

const plainHeader = { role: 'presentation' };

// lists of choices too stay inside of the page's landmarks
const inPlace = { defaultProps: { comboboxProps: { withinPortal: false } } };

/** Colours, type and sizes of the designer. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, dark },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.125rem' } } },
  components: {
    // targets are at least 24 px high (WCAG 2.5.8)
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'lg', color: 'gray' } },
    // their header elements would count as more banners of the page
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: plainHeader },
      },
    },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' }, attributes: { header: plainHeader } } },
    // in their place on the page, so that they are inside of its landmarks; the focus goes to the first item at once
    Menu: {
      defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false },
      styles: { dropdown: { maxWidth: 'calc(100vw - 16px)' }, itemLabel: { overflowWrap: 'anywhere' } },
    },
    Autocomplete: inPlace,
    Select: inPlace,
    MultiSelect: inPlace,
    TagsInput: inPlace,
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
});

/** The shades of Mantine that fail 4.5:1 as text, made darker (light) or lighter (dark). */
export const readableVariables: CSSVariablesResolver = ({ colors }) => {
  const names = Object.keys(colors).filter((name) => name !== 'dark');
  const textOnLight = (shade: number) =>
    Object.fromEntries(names.map((name) => [`--mantine-color-${name}-light-color`, colors[name]?.[shade] ?? '']));
  return {
    variables: {},
    light: {
      '--mantine-color-dimmed': '#565d6b',
      '--mantine-color-placeholder': '#667080',
      '--mantine-color-error': '#b42318',
      '--mantine-color-anchor': 'var(--mantine-color-iris-7)',
      ...textOnLight(9),
      '--mantine-color-gray-light-color': '#3c434f',
      '--mantine-color-green-light-color': '#1b5e2a',
      '--mantine-color-teal-light-color': '#055a43',
      '--mantine-color-yellow-light-color': '#7a4a00',
      '--mantine-color-orange-light-color': '#8a3a06',
      '--mantine-color-red-light-color': '#9b1c1c',
      '--itc-page': '#f6f6f9',
      '--itc-raised': '#ffffff',
      '--itc-border': '#dfe1e8',
    },
    dark: {
      '--mantine-color-dimmed': '#aab1bd',
      '--mantine-color-placeholder': '#98a0ad',
      '--mantine-color-error': '#ff9b93',
      '--mantine-color-anchor': 'var(--mantine-color-iris-3)',
      ...textOnLight(2),
      '--itc-page': '#16171d',
      '--itc-raised': '#1e2027',
      '--itc-border': '#343741',
      '--mantine-color-body': '#1e2027',
    },
  };
};
