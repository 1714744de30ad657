import axios from 'axios';

import { newSecret } from './security/new-secret.ts';

export interface SelfCheckResult {
  url: string;
  checks: { name: string; ok: boolean; cause?: string; fix?: string }[];
}

const timeoutMs = 10_000;

/** Whether the public address leads back to this server: it calls itself there with a word that nobody else knows. */
export function createSelfCheck() {
  const words = new Set<string>();
  return {
    isOwnCall: (word: string): boolean => words.has(word),
    async run(publicUrl: string): Promise<SelfCheckResult> {
      const word = newSecret('self').replaceAll('-', '_');
      words.add(word);
      try {
        const { status, data } = await axios.get<unknown>(`${publicUrl}/hooks/self-check/${word}`, {
          timeout: timeoutMs,
          maxRedirects: 0,
          maxContentLength: 65_536,
          proxy: false,
          validateStatus: () => true,
        });
        const isHere = status === 200 && (data as { selfCheck?: unknown } | null)?.selfCheck === true;
        const reached = {
          name: 'the webhook address leads to this server',
          ok: isHere,
          ...(isHere
            ? {}
            : {
                cause: `the address answered ${status}, and not as this server does`,
                fix: 'Let the proxy pass everything below /hooks/ to this server, unchanged.',
              }),
        };
        return { url: publicUrl, checks: [...formChecks(publicUrl), reached] };
      } catch (error) {
        const { code } = error as { code?: string };
        const cause = `the address cannot be reached (${code ?? 'no answer'})`;
        const fix = 'Check DNS, the firewall and the certificate; Iterable must reach the address from the internet.';
        return {
          url: publicUrl,
          checks: [
            ...formChecks(publicUrl),
            { name: 'the webhook address leads to this server', ok: false, cause, fix },
          ],
        };
      } finally {
        words.delete(word);
      }
    },
  };
}

function formChecks(publicUrl: string): SelfCheckResult['checks'] {
  const isSafe = publicUrl.startsWith('https:');
  return [
    {
      name: 'the public address begins with https://',
      ok: isSafe,
      ...(isSafe
        ? {}
        : { cause: 'Iterable calls no other addresses', fix: 'Set ITC_PUBLIC_URL to the https address of the proxy.' }),
    },
  ];
}
