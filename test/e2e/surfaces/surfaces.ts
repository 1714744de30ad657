import { catalogue } from './catalogue.ts';
import { connections } from './connections.ts';
import { eventsAndJobs } from './events-and-jobs.ts';
import { frame } from './frame.ts';
import { recipes } from './recipes.ts';
import { schemas } from './schemas.ts';
import { screens, ofScene } from './screens.ts';
import { settings } from './settings.ts';
import { suppressions } from './suppressions.ts';
import type { Surface } from './surface.ts';
import { writeBack } from './write-back.ts';

/** Everything that is looked at. A new screen, drawer or dialog is an entry in the file of its area. */
export const surfaces: readonly Surface[] = [
  ...screens,
  ...ofScene,
  ...frame,
  ...connections,
  ...catalogue,
  ...recipes,
  ...eventsAndJobs,
  ...schemas,
  ...suppressions,
  ...writeBack,
  ...settings,
];
