import type { IdentityFault } from './identity.ts';
import type { JsonObject } from './json-value.ts';

type Group = 'invalid' | 'notFound' | 'invalidData' | 'conflict' | 'forgotten';

/** Counts one bulk call and names its failed rows by identifier, for Iterable names no row by its index. */
export class BulkResult {
  successCount = 0;
  failCount = 0;
  readonly #failed = new Map<string, string[]>();

  succeed(): void {
    this.successCount += 1;
  }

  fail(group: Group, by: IdentityFault['by'], value: string): void {
    this.failCount += 1;
    const name = `${group}${by === 'email' ? 'Emails' : 'UserIds'}`;
    this.#failed.set(name, [...(this.#failed.get(name) ?? []), value]);
  }

  /** `notFoundAs` says where unknown users go: only the list and event calls use the notFound groups. */
  failIdentity({ reason, by, value }: IdentityFault, notFoundAs: 'notFound' | 'invalid'): void {
    if (reason === 'unknown') this.fail(notFoundAs, by, value);
    else this.fail(reason === 'missing' ? 'invalid' : reason, by, value);
  }

  /** The answer's body; event calls have fewer groups than user calls. */
  body(kind: 'users' | 'events', extra: JsonObject = {}): JsonObject {
    const groups: Group[] =
      kind === 'users'
        ? ['invalid', 'notFound', 'invalidData', 'conflict', 'forgotten']
        : ['invalid', 'notFound', 'forgotten'];
    const failedUpdates = Object.fromEntries(
      groups
        .flatMap((group) => [`${group}Emails`, `${group}UserIds`])
        .map((name) => [name, this.#failed.get(name) ?? []]),
    );
    return {
      successCount: this.successCount,
      failCount: this.failCount,
      invalidEmails: failedUpdates.invalidEmails,
      invalidUserIds: failedUpdates.invalidUserIds,
      filteredOutFields: [],
      createdFields: [],
      ...extra,
      failedUpdates,
    };
  }
}
