import {
  ActivityLogIcon,
  CheckCircledIcon,
  CrossCircledIcon,
  DashboardIcon,
  GearIcon,
  LayersIcon,
  Link2Icon,
  LightningBoltIcon,
  PersonIcon,
  MagnifyingGlassIcon,
  PaperPlaneIcon,
  ReaderIcon,
  TableIcon,
  UploadIcon,
} from '@radix-ui/react-icons';
import type { ComponentType } from 'react';

import type { Session } from '../api/types.ts';

interface Place {
  to: string;
  label: string;
  Icon: ComponentType<{ 'aria-hidden'?: boolean }>;
  /** pressed after `g` */
  key: string;
  /** shown to those who have this permission; left out = to all */
  needs?: Session['permissions'][number];
}

/** The places of the left navigation, in its order. */
export const places: readonly Place[] = [
  { to: '/', label: 'Overview', Icon: DashboardIcon, key: 'o' },
  { to: '/catalogue', label: 'Catalogue', Icon: LayersIcon, key: 'a' },
  { to: '/connections', label: 'Connections', Icon: Link2Icon, key: 'c' },
  { to: '/recipes', label: 'Recipes', Icon: ReaderIcon, key: 'r' },
  { to: '/jobs', label: 'Jobs', Icon: ActivityLogIcon, key: 'j' },
  { to: '/events', label: 'Events', Icon: LightningBoltIcon, key: 'e' },
  { to: '/messages', label: 'Messages', Icon: PaperPlaneIcon, key: 'm' },
  { to: '/write-backs', label: 'Write-backs', Icon: UploadIcon, key: 'w' },
  { to: '/suppressions', label: 'Suppressions', Icon: CrossCircledIcon, key: 'u' },
  { to: '/consent', label: 'Consent', Icon: CheckCircledIcon, key: 'n' },
  { to: '/diagnostics', label: 'Diagnostics', Icon: MagnifyingGlassIcon, key: 'd' },
  { to: '/schemas', label: 'Schemas', Icon: TableIcon, key: 's' },
  { to: '/people', label: 'People', Icon: PersonIcon, key: 'p', needs: 'people.manage' },
  { to: '/settings', label: 'Settings', Icon: GearIcon, key: ',' },
];
