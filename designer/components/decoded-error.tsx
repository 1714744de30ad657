import { Alert, Anchor, Code, List, Stack, Text } from '@mantine/core';
import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { lazy, Suspense, type ReactNode } from 'react';

import type { ErrorInfo } from '../api/api-failure.ts';
import type { Json } from '../api/types.ts';
import { Disclosure } from './disclosure.tsx';

// only failures that keep a body need the tree
const JsonTree = lazy(async () => ({ default: (await import('./json-tree.tsx')).JsonTree }));

interface Problem {
  path: string;
  message: string;
  hint?: string;
}

/** The single faults of an error, each with its place; empty where the error names at most one. */
export function problemsOf({ details }: ErrorInfo): Problem[] {
  const problems = details?.['problems'];
  return Array.isArray(problems) ? (problems as Problem[]) : [];
}

interface DecodedErrorProps {
  error: ErrorInfo;
  /** what was tried: "The key was not tested" */
  title?: string;
  /** the answer as it came, folded away below */
  raw?: Json;
  /** such as a button to try again */
  action?: ReactNode;
}

/** An error in the order a person needs it: what happened, where, what to do; the raw answer last. */
export function DecodedError({ error, title, raw, action }: DecodedErrorProps) {
  const problems = problemsOf(error);
  const path = typeof error.details?.['path'] === 'string' ? error.details['path'] : null;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<ExclamationTriangleIcon />}
      title={title ?? 'This did not work'}
      role="alert"
    >
      <Stack gap="xs">
        <Text size="sm">{error.message}</Text>
        {path === null ? null : (
          <Text size="sm">
            Where: <Code>{path}</Code>
          </Text>
        )}
        {problems.length < 2 ? null : (
          <List size="sm">
            {problems.map((problem) => (
              <List.Item key={`${problem.path} ${problem.message}`}>
                <Code>{problem.path}</Code> {problem.message}
              </List.Item>
            ))}
          </List>
        )}
        <Text size="sm" fw={600}>
          {error.hint}
        </Text>
        {action}
        <Text size="xs" c="dimmed">
          {error.code}
          {error.requestId === undefined ? null : ` · request ${error.requestId}`}
          {error.code.startsWith('ITC_') ? (
            <>
              {' · '}
              <Anchor href="/api/v1/docs" target="_blank" size="xs" underline="always">
                API docs
              </Anchor>
            </>
          ) : null}
        </Text>
        {raw === undefined ? null : (
          <Disclosure label="Answer as it came">
            <Suspense fallback={null}>
              <JsonTree value={raw} label="Answer as it came" />
            </Suspense>
          </Disclosure>
        )}
      </Stack>
    </Alert>
  );
}
