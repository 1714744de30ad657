/**
 * The addresses that Express answers outside the REST API, by their whole path; the permission table has a line for each. A path that
 * is added to the app without being here fails test/http/permissions.test.ts.
 */
export const doors = [
  { method: 'get', path: '/api/v1/openapi.json' },
  { method: 'get', path: '/metrics' },
  { method: 'post', path: '/mcp/{connection}' },
  { method: 'get', path: '/assets/{hash}' },
] as const;

export type Door = (typeof doors)[number];
type KeyOf<D> = D extends Door ? `${Uppercase<D['method']>} ${D['path']}` : never;
export type DoorKey = KeyOf<Door>;
