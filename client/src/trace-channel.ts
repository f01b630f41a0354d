import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from 'vscode';

const SETTING = 'podPatterns.trace.server';

/**
 * A channel for the language client that writes into the output. The client traces only where the level of its
 * channel is `trace`; here that level follows the setting, so that setting it is enough.
 */
export function createTraceChannel(output: LogOutputChannel): LogOutputChannel & Disposable {
  const changed = new EventEmitter<LogLevel>();
  const level = (): LogLevel => (isTraced() ? LogLevel.Trace : output.logLevel);
  const listeners = [
    changed,
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTING)) changed.fire(level());
    }),
    output.onDidChangeLogLevel(() => changed.fire(level())),
  ];
  return {
    name: output.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message) => (isTraced() ? output.info(message) : output.trace(message)),
    debug: (message) => output.debug(message),
    info: (message) => output.info(message),
    warn: (message) => output.warn(message),
    error: (error) => output.error(error),
    append: (value) => output.append(value),
    appendLine: (value) => output.appendLine(value),
    replace: (value) => output.replace(value),
    clear: () => output.clear(),
    show: () => output.show(true),
    hide: () => output.hide(),
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

function isTraced(): boolean {
  return workspace.getConfiguration().get(SETTING, 'off') !== 'off';
}
