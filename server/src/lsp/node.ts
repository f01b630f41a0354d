import {
  createMessageConnection,
  createServerPipeTransport,
  createServerSocketTransport,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { serve } from './server.js';

const WATCH_INTERVAL_MS = 3000;

/** `--node-ipc`, `--socket=<port>`, `--pipe=<name>`, or standard input and output, which is also `--stdio`. */
function transport(args: readonly string[]): readonly [MessageReader, MessageWriter] {
  const optionOf = (option: string) =>
    args.find((each) => each.startsWith(`${option}=`))?.slice(option.length + 1) ??
    (args.includes(option) ? args[args.indexOf(option) + 1] : undefined);
  const port = optionOf('--socket');
  const pipe = optionOf('--pipe');
  if (args.includes('--node-ipc')) return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  if (port !== undefined) return createServerSocketTransport(Number(port));
  if (pipe !== undefined) return createServerPipeTransport(pipe);
  return [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)];
}

/** Standard output belongs to the protocol. */
const complain = (message: string) => console.error(message);

serve(
  createMessageConnection(...transport(process.argv.slice(2)), {
    error: complain,
    warn: complain,
    info: complain,
    log: complain,
  }),
  {
    exit: (status) => process.exit(status),
    watch(clientProcess, gone) {
      const timer = setInterval(() => {
        try {
          process.kill(clientProcess, 0);
        } catch {
          gone();
        }
      }, WATCH_INTERVAL_MS);
      timer.unref();
    },
  },
);
