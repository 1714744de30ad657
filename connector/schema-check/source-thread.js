// The thread when the server runs from its sources: a loader given to the process does not reach its threads.
import { register } from 'tsx/esm/api';

register();
await import('./check-thread.ts');
