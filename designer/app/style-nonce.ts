let nonce: string | undefined;

/** The nonce that this answer of the server gave to style elements; empty in development, where no policy is set. */
export function styleNonce(): string {
  nonce ??= document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  return nonce;
}

/** Some libraries put style elements into the page and look for the nonce in this global. */
export function publishStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
