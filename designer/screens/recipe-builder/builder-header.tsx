import { ActionIcon, Anchor, Badge, Button, Group, Switch, Text, Tooltip } from '@mantine/core';
import { ResetIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import { ShowAs } from '../../components/show-as.tsx';
import type { RecipeDocument } from './recipe-document.ts';
import type { SavedRecipe } from './start-panel.tsx';

interface BuilderHeaderProps {
  saved: SavedRecipe | null;
  /** as it is in the editor */
  document: RecipeDocument;
  isDirty: boolean;
  faults: number;
  canUndo: boolean;
  canRedo: boolean;
  isSaving: boolean;
  isSwitching: boolean;
  /** the text in the YAML tab is no recipe */
  isBlocked: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onSave: () => void;
  onSwitch: (isActive: boolean) => void;
}

/** Version, undo, the active switch, and saving. */
export function BuilderHeader(props: BuilderHeaderProps) {
  const { saved, document, isDirty, faults, canUndo, canRedo, isSaving, isSwitching, isBlocked } = props;
  const state = isSaving ? 'Saving…' : isDirty ? 'Not saved' : saved === null ? 'New' : 'Saved';
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {saved === null ? '' : `Version ${saved.version} · `}
        {state}
      </Text>
      <Tooltip label="Undo (Ctrl-Z)">
        <ActionIcon aria-label="Undo" disabled={!canUndo} onClick={props.onUndo}>
          <ResetIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Ctrl-Shift-Z)">
        <ActionIcon aria-label="Redo" disabled={!canRedo} onClick={props.onRedo}>
          <ResetIcon style={{ transform: 'scaleX(-1)' }} />
        </ActionIcon>
      </Tooltip>
      <Group gap={6} wrap="nowrap">
        <Switch
          label="Active"
          checked={saved?.enabled === true}
          disabled={saved === null || isSwitching}
          onChange={(event) => props.onSwitch(event.currentTarget.checked)}
        />
      </Group>
      {saved === null ? null : (
        <>
          <Anchor component={Link} to={`/jobs?recipe=${saved.name}`} size="sm" underline="always">
            Its jobs
          </Anchor>
          <ShowAs cli={`recipe show ${saved.name}`} rest={`/recipes/${saved.name}`} json={document} />
        </>
      )}
      {faults === 0 ? null : (
        <Badge component="a" href="#check-list" color="red" variant="light" tt="none" style={{ cursor: 'pointer' }}>
          {faults} to mend
        </Badge>
      )}
      <Button loading={isSaving} disabled={isBlocked || (!isDirty && saved !== null)} onClick={props.onSave}>
        Save
      </Button>
    </>
  );
}
