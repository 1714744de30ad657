/** A confirmation that subscribeToDoubleOptIn asked a user for and that has not been given yet. */
export interface DoubleOptIn {
  /** of the profile */
  userKey: number;
  messageTypeIds: number[];
  brandName?: string | undefined;
  /** epoch ms */
  at: number;
}
