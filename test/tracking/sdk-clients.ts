import { Analytics as Segment } from '@segment/analytics-node';
import Rudder from '@rudderstack/rudder-sdk-node';

/** What both SDKs can say, with one promise per call: true once the server has taken it. */
export interface SdkClient {
  name: string;
  identify(call: { userId: string; traits: Record<string, string | number> }): Promise<boolean>;
  track(call: { userId: string; event: string; email: string; properties: Record<string, unknown> }): Promise<boolean>;
  page(call: { userId: string; name: string; email: string; properties: Record<string, unknown> }): Promise<boolean>;
  /** sends what still waits */
  close(): Promise<void>;
}

type Options = { url: string; writeKey: string; flushAt?: number };

export function segmentClient({ url, writeKey, flushAt = 50 }: Options): SdkClient {
  const sdk = new Segment({ writeKey, host: url, flushAt, flushInterval: 50, maxRetries: 20 });
  const promised = (send: (done: (error?: unknown) => void) => void): Promise<boolean> =>
    new Promise((resolve) => send((error) => resolve(error === undefined || error === null)));
  return {
    name: 'segment',
    identify: (call) => promised((done) => sdk.identify(call, done)),
    track: ({ email, ...call }) => promised((done) => sdk.track({ ...call, context: { traits: { email } } }, done)),
    page: ({ email, ...call }) => promised((done) => sdk.page({ ...call, context: { traits: { email } } }, done)),
    close: () => sdk.closeAndFlush({ timeout: 60_000 }),
  };
}

// its types leave out that the callback is given the error
type RudderCall = (call: object, done: (error?: unknown) => void) => unknown;

export function rudderClient({ url, writeKey, flushAt = 50 }: Options): SdkClient {
  const sdk = new Rudder(writeKey, {
    dataPlaneUrl: url,
    flushAt,
    flushInterval: 50,
    retryCount: 600,
    axiosRetryConfig: { retryDelay: () => 100 },
    logLevel: 'none',
    // without one, a failed flush rejects a promise that nobody holds
    errorHandler: () => undefined,
  });
  const promised = (method: 'identify' | 'track' | 'page', call: object): Promise<boolean> =>
    new Promise((resolve) => {
      (sdk[method] as RudderCall).call(sdk, call, (error) => resolve(error === undefined || error === null));
    });
  return {
    name: 'rudder',
    identify: (call) => promised('identify', call),
    track: ({ email, ...call }) => promised('track', { ...call, context: { traits: { email } } }),
    page: ({ email, ...call }) => promised('page', { ...call, context: { traits: { email } } }),
    close: async () => {
      await sdk.flush();
    },
  };
}
