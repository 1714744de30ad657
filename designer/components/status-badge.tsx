import { Badge } from '@mantine/core';
import {
  ArrowUpIcon,
  CheckCircledIcon,
  CircleIcon,
  ClockIcon,
  CrossCircledIcon,
  EyeOpenIcon,
  ExclamationTriangleIcon,
  HandIcon,
  PaperPlaneIcon,
  PauseIcon,
  Pencil1Icon,
  PlayIcon,
  QuestionMarkCircledIcon,
  StopIcon,
  TrashIcon,
} from '@radix-ui/react-icons';
import type { ComponentType } from 'react';

interface Look {
  color: string;
  label: string;
  Icon: ComponentType;
}

const look = (color: string, label: string, Icon: ComponentType): Look => ({ color, label, Icon });

/** Every state that is shown anywhere, in words, colour and sign; a state never differs by colour alone. */
const looks = {
  // jobs
  queued: look('gray', 'Queued', ClockIcon),
  running: look('blue', 'Running', PlayIcon),
  waiting: look('yellow', 'Waiting', ClockIcon),
  held: look('orange', 'Held', HandIcon),
  succeeded: look('green', 'Succeeded', CheckCircledIcon),
  failed: look('red', 'Failed', CrossCircledIcon),
  stopped: look('gray', 'Stopped', StopIcon),
  discarded: look('gray', 'Discarded', TrashIcon),
  // bulk runs and tasks
  skipped: look('gray', 'Skipped', CircleIcon),
  paused: look('yellow', 'Paused', PauseIcon),
  cancelled: look('gray', 'Cancelled', StopIcon),
  done: look('green', 'Done', CheckCircledIcon),
  // outcomes of an attempt
  success: look('green', 'Success', CheckCircledIcon),
  rejected: look('red', 'Rejected', CrossCircledIcon),
  retry: look('yellow', 'Try again', ClockIcon),
  unknown: look('orange', 'Unknown', QuestionMarkCircledIcon),
  // messages
  sending: look('blue', 'Sending', PaperPlaneIcon),
  accepted: look('green', 'Accepted', CheckCircledIcon),
  refused: look('red', 'Refused', CrossCircledIcon),
  // findings
  problem: look('red', 'Problem', CrossCircledIcon),
  hint: look('yellow', 'Hint', ExclamationTriangleIcon),
  ok: look('green', 'Well', CheckCircledIcon),
  // recipes
  on: look('green', 'On', CheckCircledIcon),
  off: look('gray', 'Off', CircleIcon),
  // connections
  connected: look('green', 'Connected', CheckCircledIcon),
  wrong_key: look('red', 'Wrong key', CrossCircledIcon),
  wrong_region: look('red', 'Wrong region', CrossCircledIcon),
  missing_permission: look('orange', 'Permission missing', ExclamationTriangleIcon),
  unreachable: look('red', 'Unreachable', CrossCircledIcon),
  not_tested: look('gray', 'Not tested', CircleIcon),
  // effects of an action
  read: look('gray', 'Reads', EyeOpenIcon),
  write: look('blue', 'Writes', Pencil1Icon),
  send: look('orange', 'Sends', PaperPlaneIcon),
  depends: look('gray', 'Depends on input', QuestionMarkCircledIcon),
  trigger: look('teal', 'Trigger', ArrowUpIcon),
  duplicate: look('gray', 'Duplicate', CircleIcon),
} satisfies Record<string, Look>;

export type Status = keyof typeof looks;

/** The colour of a state, as a name of the theme. */
export const statusColor = (status: Status): string => looks[status].color;

/** The words of a state, for filters and titles. */
export const statusLabel = (status: Status): string => looks[status].label;

/** A state as sign, words and colour. */
export function StatusBadge({ status, label }: { status: Status; label?: string }) {
  const { color, label: words, Icon } = looks[status];
  return (
    <Badge
      color={color}
      variant="light"
      leftSection={<Icon />}
      tt="none"
      fw={600}
      style={{ flexShrink: 0, minWidth: 'max-content' }}
    >
      {label ?? words}
    </Badge>
  );
}
