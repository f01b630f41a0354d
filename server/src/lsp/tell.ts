import type { MessageConnection } from 'vscode-jsonrpc';

/** Sends a notification. One to a client that has gone is lost, which is all that can be done about it. */
export function tell(connection: MessageConnection, method: string, params: object): void {
  connection.sendNotification(method, params).catch(() => {});
}

/** Makes a request whose answer does not matter; a client that does not know it goes on as before. */
export function prompt(connection: MessageConnection, method: string, params?: object): void {
  const answer = params === undefined ? connection.sendRequest(method) : connection.sendRequest(method, params);
  answer.catch(() => {});
}

/** Writes to the log that the client keeps of this server. */
export function log(connection: MessageConnection, level: 'error' | 'warning', message: string): void {
  tell(connection, 'window/logMessage', { type: level === 'error' ? 1 : 2, message });
}
