import { places } from './places.ts';

interface Shortcut {
  keys: string[];
  does: string;
}

/** Every key of the designer, for the help dialog. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ['Ctrl', 'K'], does: 'Search everything' },
  { keys: ['?'], does: 'Show this help' },
  ...places.map(({ key, label }) => ({ keys: ['g', key], does: `Go to ${label}` })),
];
