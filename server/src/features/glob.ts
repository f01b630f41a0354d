import picomatch from 'picomatch/posix.js';

const OPTIONS: picomatch.PicomatchOptions = { dot: true, nonegate: true };

type Fits = (text: string) => boolean;

const compiled = new Map<string, Fits>();
/** Nobody configures as many; whoever does waits a little longer. */
const MAX_COMPILED = 1_000;

/** Whether a name fits a glob such as `*-agent` or `{web,shop}-*`. */
export function fitsGlob(glob: string, name: string): boolean {
  let fits = compiled.get(glob);
  if (!fits) {
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    fits = compile(glob);
    compiled.set(glob, fits);
  }
  return fits(name);
}

/**
 * Whether the path of a file, relative to the folder of the configuration, fits a glob. A glob without a slash fits in
 * any folder, as `*.tmpl.yaml` does; one that names a folder holds for all files in it.
 */
export function fitsPathGlob(glob: string, path: string): boolean {
  const plain = glob.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  const rooted = plain.startsWith('/') ? plain.slice(1) : plain.includes('/') ? plain : `**/${plain}`;
  return fitsGlob(rooted, path) || fitsGlob(`${rooted}/**`, path);
}

/** The glob of one file by its path: without a slash it would fit in every folder. */
export function globOf(path: string): string {
  const glob = path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
  return glob.includes('/') ? glob : `/${glob}`;
}

/** A glob that cannot be compiled fits nothing. */
function compile(glob: string): Fits {
  try {
    const matches = picomatch(glob, OPTIONS);
    return (text) => matches(text) === true;
  } catch {
    return () => false;
  }
}
