import { setFlagsFromString } from 'node:v8';

// in percent; what the further full collections cost was less than the noise of the measurement
const growth = 20;

/**
 * Has full collections of the heap begin when it has grown by a fifth. V8 by itself lets it grow to four times what is in use while allocations are
 * fast: measured at 50 senders, 250 MB of heap for 56 MB of live objects. To be called before the load comes.
 */
export function keepHeapLean(): void {
  setFlagsFromString(`--heap-growing-percent=${String(growth)}`);
}
