import { RAL } from 'vscode-languageserver';

/** Milliseconds; shorter than the way of the eyes to another editor, longer than that from key to key. */
const PAUSE = 300;

/** Collects the documents that are typed into, and names them as soon as the hand rests. */
export function whenTypingPauses(callback: (uris: readonly string[]) => void): (uri: string) => void {
  const typed = new Set<string>();
  let waiting = { dispose() {} };
  return (uri) => {
    typed.add(uri);
    waiting.dispose();
    waiting = RAL().timer.setTimeout(() => {
      const uris = [...typed];
      typed.clear();
      callback(uris);
    }, PAUSE);
  };
}
