export interface DiffViewProps {
  /** names the comparison for screen readers: "Version 3 against version 4" */
  label: string;
  before: string;
  after: string;
  language: 'json' | 'yaml';
  maxHeight?: number;
}
