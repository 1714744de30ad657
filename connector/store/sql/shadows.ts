import type { ShadowPlace, ShadowRecord, ShadowStore } from '../shadow-store.ts';
import type { Tables } from '../sqlite/tables.ts';
import { queries } from './queries.ts';
import { first, run, type Script, type SqlStore } from './script.ts';

const toRecord = (row: Tables['shadows'] | undefined): ShadowRecord | null =>
  row === undefined || row.template_id === null || row.campaign_id === null
    ? null
    : {
        connectionId: row.connection_id,
        fingerprint: row.fingerprint,
        templateId: row.template_id,
        campaignId: row.campaign_id,
        createdAt: row.created_at,
      };

const find = ({ connectionId, fingerprint }: ShadowPlace): Script<Tables['shadows'] | undefined> =>
  first(
    queries
      .selectFrom('shadows')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('fingerprint', '=', fingerprint),
  );

/** Writes the row; where there is one, what is given in `change` takes the place of its values. */
const put = (row: Tables['shadows'], change: Partial<Tables['shadows']>): Script<number> =>
  run(
    queries
      .insertInto('shadows')
      .values(row)
      .onConflict((conflict) => conflict.columns(['connection_id', 'fingerprint']).doUpdateSet(change)),
  );

/** Contents whose template and campaign are made, or being made by the owner of the claim. */
export function createShadows({ read, write, put: putOne }: SqlStore): ShadowStore {
  return {
    claimShadow: (place, { owner, at, leaseUntil }) =>
      write(function* () {
        const row = yield* find(place);
        const shadow = toRecord(row);
        if (shadow !== null) return { state: 'made', shadow };
        const heldUntil = row?.owner === owner ? null : (row?.lease_until ?? null);
        if (heldUntil !== null && heldUntil > at) return { state: 'busy', leaseUntil: heldUntil };
        const claim = { owner, lease_until: leaseUntil };
        const { connectionId: connection_id, fingerprint } = place;
        yield* put(
          { connection_id, fingerprint, ...claim, template_id: null, campaign_id: null, created_at: at },
          claim,
        );
        return { state: 'claimed' };
      }),
    recordShadow: (shadow) =>
      write(function* () {
        const before = toRecord(yield* find(shadow));
        if (before !== null) return before;
        const { connectionId: connection_id, fingerprint, templateId, campaignId, createdAt } = shadow;
        const made = {
          owner: null,
          lease_until: null,
          template_id: templateId,
          campaign_id: campaignId,
          created_at: createdAt,
        };
        yield* put({ connection_id, fingerprint, ...made }, made);
        return shadow;
      }),
    async releaseShadow({ connectionId, fingerprint }, owner) {
      await putOne(
        queries
          .deleteFrom('shadows')
          .where('connection_id', '=', connectionId)
          .where('fingerprint', '=', fingerprint)
          .where('owner', '=', owner),
      );
    },
    getShadow: (place) =>
      read(function* () {
        return toRecord(yield* find(place));
      }),
    countShadows: (connectionId) =>
      read(function* () {
        const counted = yield* first(
          queries
            .selectFrom('shadows')
            .select((rows) => rows.fn.countAll<number>().as('shadows'))
            .where('connection_id', '=', connectionId)
            .where('campaign_id', 'is not', null),
        );
        return counted?.shadows ?? 0;
      }),
  };
}
