/** An address without its percent signs, as editors escape different characters; one that is none stays as it is. */
export function plainUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The folder of an address: everything before its last slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The last part of an address. */
export function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

/**
 * The address of a path that is written relative to a folder: `../base/` beside `file:///shop/dev` is
 * `file:///shop/base`. What is an address of its own, on the web say, stays as it is.
 */
export function resolvePath(folder: string, path: string): string {
  if (/^[a-z][\w+.-]*:/i.test(path)) return path;
  const parts = path.startsWith('/') ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
