import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { eventually } from '../http/test-server.ts';
import { certificateNames, certificateOf, type Certificate, type CertificateName } from './certificates.ts';
import { startTestServer } from './test-server.ts';

const pem = (file: string): string => readFileSync(file, 'utf8');

/** A PostgreSQL that lets nobody in over the network without encryption, with a certificate for 127.0.0.1 alone. */
export interface EncryptedServer {
  port: number;
  /** holds the sockets; for what the test writes too */
  folder: string;
  /** of the user of `database` */
  password: string;
  certificates: Record<CertificateName, Certificate>;
  /** address of a new database with these parameters */
  database(query: string, user?: string): Promise<string>;
  /** what it says of the connections that its clients have to the database of this address */
  connectionsOf(url: string): Promise<{ encrypted: boolean; listens: boolean }[]>;
  /** new connections meet this certificate; those that are open are cut off */
  show(certificate: Certificate): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one, with users `itc` (password) and `certified` (certificate of a client). */
export async function startEncryptedServer(): Promise<EncryptedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'itc-encrypted-'));
  // sockets of a server that runs as another user
  chmodSync(folder, 0o777);
  const password = 'seven-tall-blue-ladders';
  const certificates = Object.fromEntries(
    certificateNames.map((name) => [name, certificateOf(name)] as const),
  ) as EncryptedServer['certificates'];
  const { authority, own } = certificates;
  const server = await startTestServer({
    settings: { ssl: 'on', ssl_ca_file: 'ca.crt', unix_socket_directories: folder },
    files: {
      'ca.crt': pem(authority.certificate),
      'server.crt': pem(own.certificate),
      'server.key': pem(own.key),
      // the database `postgres` is the test's own way in
      'pg_hba.conf': [
        'host postgres postgres 127.0.0.1/32 trust',
        'hostssl all itc all scram-sha-256',
        'hostssl all certified all cert',
        'local all itc scram-sha-256',
      ].join('\n'),
    },
  });
  const admin = new pg.Client({ host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres' });
  await admin.connect();
  await admin.query(`CREATE ROLE itc LOGIN SUPERUSER PASSWORD '${password}'; CREATE ROLE certified LOGIN SUPERUSER`);
  const loadedAt = async (): Promise<string> =>
    (await admin.query<{ at: Date }>('SELECT pg_conf_load_time() AS at')).rows[0]!.at.toISOString();
  return {
    port: server.port,
    folder,
    password,
    certificates,
    database: async (query, user = `itc:${password}`) =>
      `${(await server.newDatabase()).replace('postgres@', `${user}@`)}?${query}`,
    async connectionsOf(url) {
      const { rows } = await admin.query<{ encrypted: boolean; listens: boolean }>(
        `SELECT ssl AS encrypted, query LIKE '%clock_timestamp%' AS listens FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
         WHERE datname = $1 AND backend_type = 'client backend'`,
        [new URL(url).pathname.slice(1)],
      );
      return rows;
    },
    async show({ key, certificate }) {
      server.writeFile('server.key', pem(key));
      server.writeFile('server.crt', pem(certificate));
      const before = await loadedAt();
      await admin.query('SELECT pg_reload_conf()');
      await eventually('the settings are read', async () => ((await loadedAt()) === before ? null : true));
      await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'itc_%'`);
    },
    async stop() {
      await admin.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
