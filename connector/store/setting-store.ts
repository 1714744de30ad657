export interface SettingStore {
  getSetting(key: string): Promise<string | null>;
  putSetting(key: string, value: string): Promise<void>;
  /** reads, changes and writes in one transaction, so that processes can change the same value; `change` is pure, may run again, and answers null to leave it */
  updateSetting(key: string, change: (before: string | null) => string | null): Promise<void>;
}
