const personal = new RegExp(
  [
    'e[-_ ]?mails?([-_ ]?address(es)?)?$',
    'phone([-_ ]?numbers?)?$|mobile$|^tel$',
    '(first|last|full|given|family|middle|sur|nick|user|maiden)[-_ ]?names?$|^name$',
    'birth|^dob$|gender',
    'address|street|^city$|zip|postal|post[-_ ]?code',
    'ssn|iban|passport|card[-_ ]?number',
    'password|secret|token|api[-_ ]?key|authorization|cookie',
    '(^|[-_ ])ip$|user[-_ ]?ids?$|device[-_ ]?ids?$|latitude|longitude',
  ].join('|'),
  'i',
);

/**
 * Whether values under this key are treated as personal: they are counted and typed, but neither kept as value set nor
 * as example. Decided by name only, so that the answer does not depend on which samples came first.
 */
export function isPersonalName(key: string): boolean {
  return key.length <= 64 && personal.test(key);
}
