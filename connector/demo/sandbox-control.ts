/** Calls to the control plane of the sandbox on this machine. */
export interface SandboxControl {
  registerWebhook(target: {
    kind: 'system' | 'journey';
    url: string;
    headers: Record<string, string>;
    workflowId?: number;
  }): Promise<void>;
  /** lets something happen in the sandbox, which then calls the registered webhooks */
  fire(event: { event: string; email: string; dataFields: Record<string, unknown> }): Promise<void>;
}

/** @param url address of the sandbox, without a path */
export function createSandboxControl(url: string): SandboxControl {
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${url}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the sandbox refused ${path} with ${answer.status}`);
  };
  return {
    registerWebhook: (target) => post('webhooks', target),
    fire: (event) => post('fire', event),
  };
}
