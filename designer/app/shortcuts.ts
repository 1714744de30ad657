import { places } from './places.ts';

interface Shortcut {
  keys: string[];
  does: string;
}

/** Every key of the designer, for the help dialog. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ['Ctrl', 'K'], does: 'Search everything' },
  { keys: ['Ctrl', 'S'], does: 'Save the recipe' },
  { keys: ['Ctrl', 'Enter'], does: 'Test the recipe' },
  { keys: ['Ctrl', 'Z'], does: 'Undo in the recipe, with Shift redo' },
  { keys: ['Alt', '↑ ↓'], does: 'Move the step' },
  { keys: ['Alt', 'D'], does: 'Duplicate the step' },
  { keys: ['Alt', 'S'], does: 'Skip the step' },
  { keys: ['?'], does: 'Show this help' },
  ...places.map(({ key, label }) => ({ keys: ['g', key], does: `Go to ${label}` })),
];
