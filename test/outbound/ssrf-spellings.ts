/** Ways to write an address so that a check of the text sees another one than the socket. */

const octets = (address: string): number[] => address.split('.').map(Number);
const number = (address: string): number => octets(address).reduce((sum, part) => sum * 256 + part, 0);
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The 32 bits of an IPv4 address as two groups of IPv6. */
const groups = (address: string): string => {
  const [a = 0, b = 0, c = 0, d = 0] = octets(address);
  return `${hex(a * 256 + b, 4)}:${hex(c * 256 + d, 4)}`;
};

const inFullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const percent = (text: string): string => [...text].map((letter) => `%${hex(letter.codePointAt(0) ?? 0, 2)}`).join('');

const ipv4Forms: ((address: string) => string)[] = [
  (address) => address,
  (address) => `${address}.`,
  (address) => String(number(address)),
  (address) => `0x${hex(number(address), 8)}`,
  (address) => `0X${hex(number(address), 8).toUpperCase()}`,
  (address) => `0${number(address).toString(8)}`,
  (address) =>
    octets(address)
      .map((part) => `0${part.toString(8)}`)
      .join('.'),
  (address) =>
    octets(address)
      .map((part) => `0x${hex(part, 2)}`)
      .join('.'),
  (address) =>
    octets(address)
      .map((part) => `000${part.toString(8)}`)
      .join('.'),
  (address) =>
    octets(address)
      .map((part, at) => (at % 2 === 0 ? `0x${hex(part, 2)}` : `0${part.toString(8)}`))
      .join('.'),
  (address) => `${octets(address)[0] ?? 0}.${number(address) % 2 ** 24}`,
  (address) => `${octets(address).slice(0, 2).join('.')}.${number(address) % 2 ** 16}`,
  (address) => address.replaceAll('.', '。'),
  (address) => address.replaceAll('.', '．'),
  (address) => address.replaceAll('.', '｡'),
  inFullWidth,
  percent,
  (address) => address.replaceAll('.', '%2e'),
];

const ipv6Forms: ((address: string) => string)[] = [
  (address) => `[::ffff:${address}]`,
  (address) => `[::ffff:${groups(address)}]`,
  (address) => `[0:0:0:0:0:ffff:${groups(address)}]`,
  (address) => `[::ffff:0:${groups(address)}]`,
  (address) => `[::${address}]`,
  (address) => `[::${groups(address)}]`,
  (address) => `[64:ff9b::${address}]`,
  (address) => `[64:ff9b:1::${groups(address)}]`,
  (address) => `[2002:${groups(address)}::]`,
  (address) => `[2002:${groups(address)}::1]`,
  (address) => `[2001:0:${groups(address)}::1]`,
  (address) => `[fe80::5efe:${groups(address)}]`,
  (address) => `[fec0::${groups(address)}]`,
  (address) => `[fd00::${groups(address)}]`,
];

const fixedHosts = [
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::0001]',
  '[fe80::1]',
  '[ff02::1]',
  '[fd00:ec2::254]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  '127.1',
  '127.0.1',
  '0',
  '0x0',
  '00',
  '0.0',
  '[100::1]',
  '[2001:db8::1]',
  '[5f00::1]',
];

const targets = [
  '127.0.0.1',
  '127.0.0.2',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '10.255.0.3',
  '172.16.0.1',
  '172.31.255.1',
  '192.168.0.1',
  '192.168.100.7',
  '169.254.169.254',
  '169.254.170.2',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '203.0.113.9',
];

/** Ways to put a host into an address. */
const frames: ((host: string, port: number) => string)[] = [
  (host, port) => `http://${host}:${port}/`,
  (host, port) => `https://${host}:${port}/`,
  (host, port) => `HTTP://${host}:${port}/latest/meta-data/?a=b#c`,
  (host, port) => `http://example.com@${host}:${port}/`,
  (host, port) => `http://user:word@${host}:${port}/`,
  (host, port) => `http:\\\\${host}:${port}/`,
  (host, port) => `http:${host}:${port}/`,
  (host, port) => `http:/${host}:${port}/`,
  (host, port) => `http:///${host}:${port}/`,
];

/** Names that a hostile resolver points at a target; `h` and the number of the target. */
export const hostileNames = targets.map((target, index) => ({ name: `h${index}.canary.test`, target }));

/** The spellings, each once. */
export function ssrfSpellings(port: number): string[] {
  const hosts = [
    ...fixedHosts,
    ...targets.flatMap((target) => [...ipv4Forms, ...ipv6Forms].map((form) => form(target))),
    ...hostileNames.flatMap(({ name }) => [name, `${name}.`, name.toUpperCase()]),
  ];
  const others = [
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_INFO',
    'ftp://127.0.0.1/',
    'dict://127.0.0.1:11211/stat',
    'data:text/plain,x',
    'unix:/var/run/docker.sock',
    'jar:http://127.0.0.1/',
    '//127.0.0.1/',
    'javascript:1',
    'ws://127.0.0.1/',
    'http://',
    'http://:80/',
    `http://127.0.0.1:0/`,
    `ht\ntp://127.0.0.1:${port}/`,
    `http://127.0.0.1\t:${port}/`,
    `http://127.0.0.1:${port}\\@example.com/`,
  ];
  return [...new Set([...hosts.flatMap((host) => frames.map((frame) => frame(host, port))), ...others])];
}
