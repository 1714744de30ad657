import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { InfoCircledIcon } from '@radix-ui/react-icons';

import type { FieldEdit } from '../../api/types.ts';
import { pointerText } from './field-rows.ts';

interface Conflict {
  path: string;
  kind: string;
  found: string;
  proposal: string;
  rule: string;
}

/** What a rule of a proposal is as a decision about the field; the others need none, they are applied already. */
const decisions: Partial<Record<string, { label: string; edit: Omit<FieldEdit, 'path'> }[]>> = {
  string: [{ label: 'Set to text', edit: { type: 'string' } }],
  'as-number': [
    { label: 'Set to number', edit: { type: 'number' } },
    { label: 'Set to text', edit: { type: 'string' } },
  ],
  'any-of': [{ label: 'Set to text', edit: { type: 'string' } }],
  dictionary: [
    { label: 'Names are data', edit: { dictionary: true } },
    { label: 'Names are fields', edit: { dictionary: false } },
  ],
};

interface ConflictListProps {
  conflicts: readonly unknown[];
  edits: readonly FieldEdit[];
  onEdit: (edit: FieldEdit) => void;
}

/** The choices that the samples leave open, each with what is proposed and a button for it. */
export function ConflictList({ conflicts, edits, onEdit }: ConflictListProps) {
  const decided = new Set(
    edits
      .filter(({ type, include, dictionary }) => type !== undefined || include === false || dictionary !== undefined)
      .map(({ path }) => path),
  );
  const open = (conflicts as Conflict[]).filter(({ path }) => !decided.has(path));
  if (open.length === 0) return null;
  const title = open.length === 1 ? 'One choice to look at' : `${open.length} choices to look at`;
  return (
    <Alert color="yellow" variant="light" icon={<InfoCircledIcon />} title={title}>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Choices">
        {open.map((conflict) => (
          <Group
            component="li"
            key={`${conflict.path} ${conflict.kind}`}
            justify="space-between"
            gap="sm"
            align="flex-start"
          >
            <Stack gap={0} flex="1 1 260px" miw={0}>
              <Text size="sm" className="itc-mono" fw={600}>
                {conflict.path === '' ? 'the whole sample' : pointerText(conflict.path)}
              </Text>
              <Text size="sm">Seen: {conflict.found}.</Text>
              <Text size="sm">{conflict.proposal}</Text>
            </Stack>
            <Group gap="xs">
              {conflict.path === ''
                ? null
                : decisions[conflict.rule]?.map(({ label, edit }) => (
                    <Button
                      key={label}
                      size="xs"
                      variant="default"
                      aria-label={`${label}: ${pointerText(conflict.path)}`}
                      onClick={() => onEdit({ path: conflict.path, ...edit })}
                    >
                      {label}
                    </Button>
                  ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}

interface Notice {
  kind: string;
  line: number;
  column: number;
  key?: string;
}

const noticeTexts: Partial<Record<string, string>> = {
  'duplicate-key': 'the key stands twice, the last one counts',
  'big-integer': 'the number is beyond 2^53, JavaScript would round it',
  'number-out-of-range': 'the number is too large for JavaScript',
  'lone-surrogate': 'half of a character, as it is left by a cut in the middle',
  'proto-key': 'a key that programs may read as their own',
};

/** What a plain JSON reader would have dropped or changed without a word. */
export function NoticeList({ notices }: { notices: readonly unknown[] }) {
  if (notices.length === 0) return null;
  const shown = (notices as Notice[]).slice(0, 10);
  return (
    <Alert color="yellow" variant="light" icon={<InfoCircledIcon />} title="Worth knowing about the text">
      <List size="sm">
        {shown.map(({ kind, line, column, key }) => (
          <List.Item key={`${kind} ${line} ${column}`}>
            Line {line}, column {column}: {noticeTexts[kind] ?? kind}
            {key === undefined ? '' : ` (${key})`}
          </List.Item>
        ))}
      </List>
      {notices.length > shown.length ? <Text size="sm">and {notices.length - shown.length} more</Text> : null}
    </Alert>
  );
}
