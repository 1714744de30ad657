import { hashSecret } from '../../connector/security/hash-secret.ts';
import type { ConnectionRecord, RecipeRecord } from '../../connector/store/store.ts';
import type { Step } from '../../recipes/recipe.ts';

export const secret = 'whs_correct-horse-battery-staple';
/** when the records were made */
export const startMs = Date.UTC(2026, 0, 5, 12);

export function connectionRecord(change: Partial<ConnectionRecord> = {}): ConnectionRecord {
  const at = new Date(startMs).toISOString();
  return {
    id: 'con_1',
    name: 'shop',
    region: 'us',
    sandboxUrl: null,
    projectType: 'email',
    projectId: null,
    environment: null,
    sealedApiKey: '',
    apiKeyHint: '1234',
    hookToken: 'hook_0123456789abcdefghijkl',
    secretHeader: 'x-itc-secret',
    secrets: [{ hash: hashSecret(secret), createdAt: at, expiresAt: null }],
    allowUnauthenticated: false,
    allowedSources: [],
    createdAt: at,
    updatedAt: at,
    ...change,
  };
}

export function recipeRecord(
  name: string,
  trigger: RecipeRecord['document']['trigger'],
  change: Partial<RecipeRecord> = {},
  steps: Step[] = [],
): RecipeRecord {
  const at = new Date(startMs).toISOString();
  return {
    id: `rec_${name}`,
    name,
    enabled: true,
    version: 1,
    document: { name, connection: 'shop', trigger, steps },
    connectionId: 'con_1',
    grant: { tiers: ['read', 'write', 'send', 'personal_data'], sendsPerDay: 1_000 },
    journeyToken: `jny_${name}_0123456789abcdef`,
    createdAt: at,
    updatedAt: at,
    ...change,
  };
}
