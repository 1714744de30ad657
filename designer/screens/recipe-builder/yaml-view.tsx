import { Alert, Stack } from '@mantine/core';
import { useState } from 'react';

import { CodeEditor } from '../../components/code-editor.tsx';
import type { CodeProblem } from '../../components/code-editor-props.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import type { RecipeDocument } from './recipe-document.ts';
import { readYaml, writeYaml } from './recipe-yaml.ts';

interface YamlViewProps {
  document: RecipeDocument;
  onChange: (document: RecipeDocument) => void;
  /** while the text is no recipe, the other tabs show the last one that was */
  onFault: (text: string | null) => void;
  /** what was typed and is no recipe yet */
  faulty: string | null;
}

/** The same document as text. A text that can be read is the document at once; one that cannot waits here with its fault. */
export default function YamlView({ document, onChange, onFault, faulty }: YamlViewProps) {
  const [held, setHeld] = useState(() => ({ document, text: faulty ?? writeYaml(document) }));
  // the document went on by itself: undo, another version
  const text = held.document === document ? held.text : writeYaml(document);
  const read = readYaml(text);
  const problems: CodeProblem[] = 'fault' in read ? [read.fault] : [];
  const type = (next: string): void => {
    if (next === text) return;
    const result = readYaml(next);
    if ('fault' in result) {
      setHeld({ document, text: next });
      onFault(next);
      return;
    }
    setHeld({ document: result.document, text: next });
    onFault(null);
    onChange(result.document);
  };
  return (
    <Stack gap="sm">
      {'fault' in read ? (
        <Alert color="red" variant="light" title="This is no recipe yet" role="alert">
          Line {read.fault.line}: {read.fault.message} The other tabs show the recipe as it was before.
        </Alert>
      ) : null}
      <CodeEditor
        label="Recipe as YAML"
        help="The same document as in the other tabs. JSON can be pasted too."
        language="yaml"
        value={text}
        onChange={type}
        problems={problems}
        minHeight={320}
        maxHeight={720}
      />
      <CopyButton value={text} what="YAML" />
    </Stack>
  );
}
