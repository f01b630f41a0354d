// Loaded into each Node process of a host under test: writes down every name and address outside of this machine that
// somebody tries to reach, into the file that POD_PATTERNS_OUTGOING names.
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

// The server passes its --import options on to the extension host; from there on, a language server gets it this way.
process.env['NODE_OPTIONS'] = `--import=${import.meta.url}`;

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|::|0\.0\.0\.0)$/;

/** @param {unknown} host */
function record(host) {
  const file = process.env['POD_PATTERNS_OUTGOING'];
  if (file === undefined || typeof host !== 'string' || LOOPBACK.test(host)) return;
  appendFileSync(file, `${host} from ${process.argv.slice(1, 3).join(' ')}\n`);
}

for (const resolver of [dns, dns.promises]) {
  const { lookup } = resolver;
  Object.assign(resolver, {
    lookup: (/** @type {[string, ...never]} */ ...args) => {
      record(args[0]);
      return Reflect.apply(lookup, resolver, args);
    },
  });
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (/** @type {unknown[]} */ ...args) {
  // net.connect passes its arguments on as one list whose first item is the options.
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  record(typeof options === 'object' && options !== null && 'host' in options ? options.host : args[1]);
  return Reflect.apply(connect, this, args);
};
syncBuiltinESMExports();
