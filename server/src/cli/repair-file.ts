import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { fixAll } from '../features/fix-all.js';
import type { Settings } from '../features/settings.js';
import { changeSource, type SourceDocument, textOf } from '../syntax/source.js';
import { type Problem, reasonOf } from './inputs.js';
import { bytesOfText, textOfBytes } from './text-of-bytes.js';

/** A file after its repair, as it now stands on the disk, or why it stands there unrepaired. */
export interface Repair {
  readonly source: SourceDocument;
  /** How many fixes were made. */
  readonly fixes: number;
  readonly problem?: Problem;
}

/**
 * Makes the safe fixes of a file and writes it back in its own encoding, as a whole or not at all. A file without fixes
 * is not touched; one that may not be written, that changed since it was read, or whose bytes would not all survive, stays
 * as it is.
 */
export async function repairFile(source: SourceDocument, file: string, settings: Settings): Promise<Repair> {
  const { text, fixes } = fixAll(source, settings);
  if (fixes === 0) return { source, fixes };
  try {
    if (!(await isWritable(file))) return { source, fixes: 0, problem: { id: 'readOnly', args: {} } };
    const before = await readFile(file);
    if (textOfBytes(before) !== textOf(source))
      return { source, fixes: 0, problem: { id: 'changedMeanwhile', args: {} } };
    if (!before.equals(bytesOfText(textOf(source), before)))
      return { source, fixes: 0, problem: { id: 'oddBytes', args: {} } };
    await writeFileAtomic(file, bytesOfText(text, before));
    return { source: changeSource(source, 0, [{ text }]), fixes };
  } catch (error) {
    return { source, fixes: 0, problem: reasonOf(error) };
  }
}

/** A file is replaced by another one, for which its own permissions would not matter; nor would they to a superuser. */
async function isWritable(file: string): Promise<boolean> {
  const { mode } = await stat(file);
  return (
    (mode & 0o222) !== 0 &&
    (await access(file, constants.W_OK).then(
      () => true,
      () => false,
    ))
  );
}
