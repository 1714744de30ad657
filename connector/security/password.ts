import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** How much work one guess costs; memory is 128 * 2^ln * r bytes. */
export interface PasswordCost {
  /** log2 of N */
  ln: number;
  r: number;
  p: number;
}

/** 128 MiB for each guess: the first choice of the OWASP cheat sheet on password storage for scrypt. */
export const passwordCost: PasswordCost = { ln: 17, r: 8, p: 1 };

const saltBytes = 16;
const keyBytes = 32;
// each holds 128 MiB while it runs, so a crowd of sign-ins waits in line instead of filling the memory
const mostAtOnce = 2;

export interface Passwords {
  /** `$scrypt$ln=17,r=8,p=1$salt$key`, both in base64url */
  hash(password: string): Promise<string>;
  /** takes as long where there is no hash as where there is a wrong one */
  verify(password: string, hash: string | null): Promise<boolean>;
  /** whether it was made at another cost than the present one */
  isOutdated(hash: string): boolean;
}

interface Parsed {
  cost: PasswordCost;
  salt: Buffer;
  key: Buffer;
}

function parse(hash: string): Parsed | null {
  const found = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(hash);
  if (found === null) return null;
  const [, ln, r, p, salt = '', key = ''] = found;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

/** Hashes and checks passwords with scrypt (RFC 7914), a few at a time. */
export function createPasswords(cost: PasswordCost = passwordCost): Passwords {
  const waiting: (() => void)[] = [];
  let running = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
  const derive = (password: string, salt: Buffer, { ln, r, p }: PasswordCost): Promise<Buffer> => {
    const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
    // the same letters can be typed in two ways: composed and not
    const text = password.normalize('NFKC');
    return inTurn(
      () =>
        new Promise((resolve, reject) => {
          scrypt(text, salt, keyBytes, options, (error, key) => (error === null ? resolve(key) : reject(error)));
        }),
    );
  };
  const write = (salt: Buffer, key: Buffer): string =>
    `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
  // as text, so that it is read for nobody as for somebody
  const nobody = write(randomBytes(saltBytes), randomBytes(keyBytes));

  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      return write(salt, await derive(password, salt, cost));
    },
    async verify(password, hash) {
      const known = parse(hash ?? nobody);
      const { salt, key, cost: used } = known ?? (parse(nobody) as Parsed);
      const derived = await derive(password, salt, used);
      return key.length === derived.length && timingSafeEqual(key, derived) && known !== null && hash !== null;
    },
    isOutdated(hash) {
      const used = parse(hash)?.cost;
      return used?.ln !== cost.ln || used.r !== cost.r || used.p !== cost.p;
    },
  };
}
