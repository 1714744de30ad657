import type { ShadowPlace, ShadowRecord, ShadowStore } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

const toRecord = (row: Tables['shadows']): ShadowRecord | null =>
  row.template_id === null || row.campaign_id === null
    ? null
    : {
        connectionId: row.connection_id,
        fingerprint: row.fingerprint,
        templateId: row.template_id,
        campaignId: row.campaign_id,
        createdAt: row.created_at,
      };

/** Contents whose template and campaign are made, or being made by the owner of the claim. */
export function createShadows({ db, write }: SqliteParts): ShadowStore {
  const select = prepare(db, (given: Given<ShadowPlace>) =>
    queries
      .selectFrom('shadows')
      .selectAll()
      .where('connection_id', '=', given.connectionId)
      .where('fingerprint', '=', given.fingerprint),
  );
  const claim = prepare(db, (given: Given<ShadowPlace & { owner: string; leaseUntil: string; at: string }>) =>
    queries
      .insertInto('shadows')
      .values({
        connection_id: given.connectionId,
        fingerprint: given.fingerprint,
        owner: given.owner,
        lease_until: given.leaseUntil,
        template_id: null,
        campaign_id: null,
        created_at: given.at,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['connection_id', 'fingerprint'])
          .doUpdateSet({ owner: given.owner, lease_until: given.leaseUntil }),
      ),
  );
  const finish = prepare(db, (given: Given<ShadowRecord>) =>
    queries
      .insertInto('shadows')
      .values({
        connection_id: given.connectionId,
        fingerprint: given.fingerprint,
        owner: null,
        lease_until: null,
        template_id: given.templateId,
        campaign_id: given.campaignId,
        created_at: given.createdAt,
      })
      .onConflict((conflict) =>
        conflict.columns(['connection_id', 'fingerprint']).doUpdateSet({
          owner: null,
          lease_until: null,
          template_id: given.templateId,
          campaign_id: given.campaignId,
          created_at: given.createdAt,
        }),
      ),
  );
  const release = prepare(db, (given: Given<ShadowPlace & { owner: string }>) =>
    queries
      .deleteFrom('shadows')
      .where('connection_id', '=', given.connectionId)
      .where('fingerprint', '=', given.fingerprint)
      .where('owner', '=', given.owner),
  );
  const count = prepare(db, (given: Given<{ connectionId: string }>) =>
    queries
      .selectFrom('shadows')
      .select((rows) => rows.fn.countAll<number>().as('shadows'))
      .where('connection_id', '=', given.connectionId)
      .where('campaign_id', 'is not', null),
  );
  const find = (place: ShadowPlace): ShadowRecord | null => {
    const row = select.get(place);
    return row === undefined ? null : toRecord(row);
  };
  return {
    claimShadow: (place, { owner, at, leaseUntil }) =>
      write(() => {
        const row = select.get(place);
        const shadow = row === undefined ? null : toRecord(row);
        if (shadow !== null) return { state: 'made', shadow };
        const heldUntil = row?.owner === owner ? null : (row?.lease_until ?? null);
        if (heldUntil !== null && heldUntil > at) return { state: 'busy', leaseUntil: heldUntil };
        claim.run({ ...place, owner, at, leaseUntil });
        return { state: 'claimed' };
      }),
    recordShadow: (shadow) =>
      write(() => {
        const before = find(shadow);
        if (before !== null) return before;
        finish.run(shadow);
        return shadow;
      }),
    releaseShadow: (place, owner) =>
      write(() => {
        release.run({ ...place, owner });
      }),
    getShadow: (place) => read(() => find(place)),
    countShadows: (connectionId) => read(() => count.get({ connectionId })?.shadows ?? 0),
  };
}
