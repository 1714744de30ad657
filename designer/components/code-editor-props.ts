/** A fault to underline in the text. */
export interface CodeProblem {
  /** from 1 */
  line: number;
  column: number;
  message: string;
  severity?: 'error' | 'warning';
}

/** A place in the text, from 1. */
export interface CodePlace {
  line: number;
  column: number;
}

export interface CodeEditorProps {
  label: string;
  help?: string;
  value: string;
  /** left out, the text can be read and copied only */
  onChange?: (value: string) => void;
  language: 'json' | 'yaml' | 'text';
  problems?: CodeProblem[];
  minHeight?: number;
  maxHeight?: number;
  /** the cursor and the focus go there whenever another object is given */
  goTo?: CodePlace | null;
}
