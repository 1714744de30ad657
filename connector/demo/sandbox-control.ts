/** Calls to the control plane of the sandbox on this machine. */
export interface SandboxControl {
  registerWebhook(target: {
    kind: 'system' | 'journey';
    url: string;
    headers: Record<string, string>;
    workflowId?: number;
  }): Promise<void>;
}

/** @param url address of the sandbox, without a path */
export function createSandboxControl(url: string): SandboxControl {
  return {
    async registerWebhook(target) {
      const answer = await fetch(`${url}/sandbox/webhooks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(target),
      });
      if (!answer.ok) throw new Error(`the sandbox refused a webhook with ${answer.status}`);
    },
  };
}
