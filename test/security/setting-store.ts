/** The settings of a store, kept in memory; a restart is a new book over the same store. */
export function settingStore(): {
  values: Map<string, string>;
  getSetting(key: string): Promise<string | null>;
  putSetting(key: string, value: string): Promise<void>;
  updateSetting(key: string, change: (before: string | null) => string | null): Promise<void>;
} {
  const values = new Map<string, string>();
  return {
    values,
    getSetting: async (key) => values.get(key) ?? null,
    putSetting: async (key, value) => void values.set(key, value),
    async updateSetting(key, change) {
      const value = change(values.get(key) ?? null);
      if (value !== null) values.set(key, value);
    },
  };
}
