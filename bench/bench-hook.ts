const token = 'hook_bench';

/** The one webhook address of the intake benchmark. */
export const benchHook = { token, secret: 'whs_bench', path: `/hooks/${token}` } as const;
