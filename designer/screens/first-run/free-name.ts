/** The name itself, or with the first number behind it that is not taken: `welcome_sms_2`. */
export function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
