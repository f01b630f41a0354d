import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileAccessesOf } from '../../server/src/analysis/commands/file-access.js';
import { flagsOf } from '../../server/src/analysis/commands/flags.js';
import { localAddressesOf } from '../../server/src/analysis/commands/local-addresses.js';
import { openPortsOf } from '../../server/src/analysis/commands/open-ports.js';
import { programOf } from '../../server/src/analysis/commands/program.js';
import { purposesOf } from '../../server/src/analysis/commands/purposes.js';
import { readShellScript } from '../../server/src/analysis/commands/shell-commands.js';
import { readShellWords } from '../../server/src/analysis/commands/shell-words.js';
import type { ContainerView } from '../../server/src/analysis/model/model.js';
import { podOf, podWith } from './pods.js';

const run = (script: string) =>
  readShellScript(script).commands.map(({ program, words }) => [program, ...words].join(' '));

/** A container with these fields, each on lines of its own. */
function container(fields: string): ContainerView {
  const lines = fields.trim().replaceAll('\n', '\n    ');
  const [only] = podOf(podWith(`  containers:\n  - name: one\n    ${lines}\n`)).spec.containers;
  assert.ok(only);
  return only;
}

const shell = (script: string) => container(`command: [sh, -c, ${JSON.stringify(script)}]`);

test('a script is split into the programs that it runs', () => {
  assert.deepEqual(run('a 1; b 2 && c 3 || d | e'), ['a 1', 'b 2', 'c 3', 'd', 'e']);
  assert.deepEqual(run('# not this\necho "a # b" # nor this'), ['echo a # b']);
  assert.deepEqual(run('cat <<EOF > /f\nrm -rf /\nEOF\nnext'), ['cat', 'next']);
  assert.deepEqual(run('A=1 B=2 exec /usr/bin/env C=3 timeout 5s run --x'), ['run --x']);
  assert.deepEqual(run('long \\\n  --flag'), ['long --flag']);
  assert.deepEqual(run('if test -f /a; then b; elif c; then d; fi'), ['test -f /a', 'b', 'c', 'd']);
});

test('what stands in a substitution runs as well, and is marked', () => {
  const { commands } = readShellScript('echo "$(curl -s http://x/`hostname`)"');
  assert.deepEqual(
    commands.map(({ program, captured }) => [program, captured]),
    [
      ['hostname', true],
      ['curl', true],
      ['echo', false],
    ],
  );
});

for (const [head, endless] of [
  ['while true', true],
  ['while :', true],
  ['while [ 1 ]', true],
  ['while sleep 10', true],
  ['until false', true],
  ['for ((;;))', true],
  ['while ! nc -z db 1', false],
  ['until nc -z db 1', false],
  ['for i in 1 2 3', false],
  ['while [ "$x" = 1 ]', false],
] as const) {
  test(`'${head}' ${endless ? 'never ends' : 'may end'}`, () => {
    const work = readShellScript(`${head}; do work; done; after`).commands;
    assert.equal(work.find(({ program }) => program === 'work')?.loop?.endless, endless);
    assert.equal(work.find(({ program }) => program === 'after')?.loop, undefined);
  });
}

test('redirections are files, not arguments', () => {
  const [command] = readShellScript('run a 2>/dev/null >> /out < /in').commands;
  assert.deepEqual([command?.words, command?.outputs, command?.inputs], [['a'], ['/out'], ['/in']]);
});

test('a digit belongs to a redirection only where it is joined to it', () => {
  const [apart] = readShellScript('echo 2 > /out').commands;
  assert.deepEqual([apart?.words, apart?.outputs], [['2'], ['/out']]);
  const [joined] = readShellScript('run 2> /errors 1>/out 3>&1').commands;
  assert.deepEqual([joined?.words, joined?.outputs], [[], ['/out']]);
});

test('any text is read, to its end', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab $(){}\'"`\\|&;<>#\n=!-/'.split('')), maxLength: 200 }),
      (text) => {
        readShellScript(text);
        return readShellWords(text).every(({ text: word }) => typeof word === 'string');
      },
    ),
  );
});

test('deeply nested and very long scripts take no more than their length', () => {
  readShellScript('$('.repeat(20_000));
  readShellScript(`${'"'.repeat(9_999)}${'`'.repeat(9_999)}${"'".repeat(9_999)}`);
  readShellScript('while true; do a | b; '.repeat(5_000));
  assert.equal(readShellScript('a;'.repeat(20_000)).commands.length, 20_000);
});

test('a shell is found wherever it stands', () => {
  const programs = (fields: string) => programOf(container(fields)).commands.map(({ program }) => program);
  assert.deepEqual(programs('command: [/bin/bash, -euxc]\nargs: ["first; second"]'), ['first', 'second']);
  assert.deepEqual(programs('command: [nsenter, -t, "1", --, sh, -c, "mount"]'), ['mount']);
  assert.deepEqual(programs('args: [-c, "first; second"]'), ['first', 'second']);
  assert.deepEqual(programs('command: ["first && second"]'), ['first', 'second']);
  assert.deepEqual(programs('command: [/usr/bin/run, --x]'), ['run']);
  assert.deepEqual(programs('args: [--x]'), ['']);
  assert.deepEqual(programs('image: x'), []);
});

test('files that are read and written', () => {
  const files = (script: string) => fileAccessesOf(shell(script)).map(({ access, path }) => `${access} ${path}`);
  assert.deepEqual(files('date >> /logs/a'), ['write /logs/a']);
  assert.deepEqual(files('run | tee -a /logs/a'), ['write /logs/a']);
  assert.deepEqual(files('cp -r /from/. /to'), ['read /from/.', 'write /to']);
  assert.deepEqual(files('tail -n +1 -F /logs/a'), ['read /logs/a']);
  assert.deepEqual(files('DIR=/site; git clone https://x/y "$DIR"'), ['write /site']);
  assert.deepEqual(files('cd /site && git pull'), ['write /site']);
  assert.deepEqual(files('wget -O /site/index.html http://x'), ['write /site/index.html']);
  assert.deepEqual(files("sed -i 's/a/b/' /conf/a.yaml"), ['write /conf/a.yaml']);
  assert.deepEqual(files('while read line; do echo $line; done < /logs/a'), ['read /logs/a']);
  assert.deepEqual(files('echo constructor; constructor __proto__'), []);
  const [root] = fileAccessesOf(container('args: [--root=/git]'));
  assert.deepEqual([root?.access, root?.path], ['write', '/git']);
});

test('addresses on localhost that are dialed', () => {
  const ports = (fields: string) => localAddressesOf(container(fields)).map((address) => address.ports.join('|'));
  const env = (name: string, value: string, more = '') => ports(`env: [{ name: ${name}, value: '${value}' }${more}]`);
  assert.deepEqual(env('DB', 'localhost:5432'), ['5432']);
  assert.deepEqual(env('URL', 'http://user:p@127.0.0.1:8080/x?y'), ['8080']);
  assert.deepEqual(env('URL', 'http://[::1]:9090'), ['9090']);
  assert.deepEqual(env('URL', 'http://localhost/api'), ['80']);
  assert.deepEqual(env('DSN', 'user@tcp(localhost:3306)/db'), ['3306']);
  assert.deepEqual(env('DB_HOST', 'localhost', ', { name: DB_PORT, value: "5433" }'), ['5433']);
  assert.deepEqual(env('REDIS_HOST', '127.0.0.1'), ['6379']);
  assert.deepEqual(ports("args: ['--backend', 'localhost:3000']"), ['3000']);
  assert.deepEqual(ports("args: ['--host=localhost', '--port=5432']"), ['5432']);
  assert.deepEqual(ports("command: [sh, -c, 'psql -h localhost']"), ['5432']);
  assert.deepEqual(ports("command: [sh, -c, 'PORT=81; curl localhost:$PORT']"), ['81']);
});

test('addresses that a container has itself are not dialed', () => {
  const none = (fields: string) => assert.deepEqual(localAddressesOf(container(fields)), [], fields);
  none("args: ['--listen=localhost:8080']");
  none("args: ['--web.listen-address', '127.0.0.1:9090']");
  none("args: ['--metrics-bind-address=127.0.0.1:8080', '--health-probe-bind-address=127.0.0.1:8081']");
  none("args: ['--metrics-addr=127.0.0.1:8080']");
  none("args: ['-c', 'run --admin 127.0.0.1:9901']");
  none("env: [{ name: LISTEN_ADDR, value: '127.0.0.1:8080' }]");
  none("env: [{ name: NO_PROXY, value: 'localhost,127.0.0.1' }]");
  none("env: [{ name: X, value: 'mylocalhost:80 localhost.example:80' }]");
  none("command: [sh, -c, 'echo open http://localhost:8080']");
});

test('ports that are opened', () => {
  const ports = (fields: string) => openPortsOf(container(fields)).map(({ port, from }) => `${port} ${from}`);
  assert.deepEqual(ports('ports: [{ containerPort: 80 }]'), ['80 declared']);
  assert.deepEqual(ports("args: ['--listen=0.0.0.0:8080']"), ['8080 flag']);
  assert.deepEqual(ports("args: ['--listen=:8080', '--metrics-listen=[::]:9090']"), ['8080 flag', '9090 flag']);
  assert.deepEqual(ports("args: ['--port', '8001']"), ['8001 flag']);
  assert.deepEqual(ports("command: [/cloud_sql_proxy, '-instances=a:b:c=tcp:5432']"), ['5432 flag']);
  assert.deepEqual(ports("args: ['TCP-LISTEN:8080,fork']"), ['8080 flag']);
  assert.deepEqual(ports("env: [{ name: PORT, value: '8080' }]"), ['8080 flag']);
  assert.deepEqual(ports("env: [{ name: DB_HOST, value: db }, { name: DB_PORT, value: '5432' }]"), []);
  assert.deepEqual(ports("command: [sh, -c, 'psql -h db --port 5432']"), []);
  assert.deepEqual(ports('image: redis:7'), ['6379 default']);
});

test('a flag has its own place, though another one has the same value', () => {
  const fields = 'command: [tini, --, proxy, --http-port, "8080", --admin-port=1, --https-port, "8080"]';
  const one = container(fields);
  const places = flagsOf(one).map(({ name, word }) => [name, one.command.findIndex(({ span }) => span === word.span)]);
  assert.deepEqual(places, [
    ['http-port', 4],
    ['admin-port', 5],
    ['https-port', 7],
  ]);
  assert.deepEqual(
    openPortsOf(one).map(({ span }) => one.command.findIndex((word) => word.span === span)),
    [4, 7],
  );
});

test('what an init container is for', () => {
  const purpose = (script: string) => purposesOf(programOf(shell(script)))[0]?.function;
  assert.equal(purpose('until nslookup db; do sleep 2; done'), 'wait-for');
  assert.equal(purpose('while ! nc -z db 5432; do sleep 2; done'), 'wait-for');
  assert.equal(purpose('while [ "$(curl -so /dev/null http://x)" != 200 ]; do sleep 2; done'), 'wait-for');
  assert.equal(purpose('for i in 1 2 3; do pg_isready && exit 0; sleep 1; done'), 'wait-for');
  assert.equal(purpose('kubectl wait --for=condition=complete job/x'), 'wait-for');
  assert.equal(purpose('python manage.py migrate'), 'migrate');
  assert.equal(purpose('psql -f /schema.sql'), 'migrate');
  assert.equal(purpose('echo 1 > /proc/sys/net/ipv4/ip_forward'), 'sysctl-tuning');
  assert.equal(purpose('cp /config/app.yaml /work/app.yaml'), 'generate-config');
  assert.equal(purpose('cp /app/agent.jar /target/'), 'copy-binaries');
  assert.equal(purpose('wget -q https://x/y -O /data/y'), 'fetch-assets');
  assert.equal(purpose('echo waiting for nothing'), undefined);
});
