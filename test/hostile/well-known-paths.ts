/** Where scanners look for what was left lying about: in each of these places ... */
const places = [
  '',
  '/api',
  '/api/v1',
  '/api/v1/docs',
  '/assets',
  '/assets/..',
  '/assets/%2e%2e',
  '/data',
  '/dist',
  '/hooks',
  '/mcp',
  '/v1',
];

/** ... for each of these names ... */
const names = [
  ...['.git/config', '.git/HEAD', '.git/index', '.gitignore', '.svn/entries', '.hg/store', '.DS_Store'],
  ...['.env', '.env.local', '.env.production', '.npmrc', '.ssh/id_rsa', '.aws/credentials', '.docker/config.json'],
  ...['.vite/manifest.json', '.htaccess', '.bash_history', '.vscode/settings.json', '.idea/workspace.xml'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'node_modules/.package-lock.json', 'Dockerfile'],
  ...['main.js', 'connector/main.js', 'connector/main.ts', 'index.js.map', 'designer/index.html', 'config.json'],
  ...['itc.db', 'itc.db-wal', 'master.key', 'admin-token', 'data.zip', 'backup.tar.gz', 'backup.sql', 'dump.rdb'],
  ...['server-status', 'server-info', 'nginx_status', 'phpinfo.php', 'wp-login.php', 'web.config', 'cgi-bin/test'],
  ...['actuator/env', 'actuator/heapdump', 'debug/pprof/heap', 'debug/vars', 'trace', 'console', 'json/list'],
  ...['admin', 'swagger.json', 'graphql', '_profiler', 'status', 'crossdomain.xml'],
];

/** ... and for each of these forms of it, as editors, archivers and sloppy rules leave or let through. */
const forms: readonly ((name: string) => string)[] = [(name) => name, (name) => `${name}.bak`, (name) => `${name}~`];

/** 2,088 addresses that hold nothing. */
export const wellKnownPaths: readonly string[] = places.flatMap((place) =>
  names.flatMap((name) => forms.map((form) => `${place}/${form(name)}`)),
);
