/** The template and the triggered campaign that were made in Iterable for one content. */
export interface ShadowRecord {
  connectionId: string;
  /** hex SHA-256 of the content, see connector/sends/content-fingerprint.ts */
  fingerprint: string;
  templateId: number;
  campaignId: number;
  createdAt: string;
}

export type ShadowClaim =
  /** made before: use it */
  | { state: 'made'; shadow: ShadowRecord }
  /** the caller makes it, until its lease ends */
  | { state: 'claimed' }
  /** another one is making it */
  | { state: 'busy'; leaseUntil: string };

export interface ShadowPlace {
  connectionId: string;
  fingerprint: string;
}

/** What content has its template and campaign already. Of all that claim one content at once, one makes them. */
export interface ShadowStore {
  /** inserted if absent; a claim whose lease ended before `at` passes to the caller. Claiming again as the same owner renews the lease */
  claimShadow(place: ShadowPlace, claim: { owner: string; at: string; leaseUntil: string }): Promise<ShadowClaim>;
  /** what the owner of the claim has made; what was recorded first stands and is answered */
  recordShadow(shadow: ShadowRecord): Promise<ShadowRecord>;
  /** gives an unfinished claim back, so that nobody waits for its lease */
  releaseShadow(place: ShadowPlace, owner: string): Promise<void>;
  getShadow(place: ShadowPlace): Promise<ShadowRecord | null>;
  countShadows(connectionId: string): Promise<number>;
}
