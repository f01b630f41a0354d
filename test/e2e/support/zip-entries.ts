/** Size of the fixed part of the records that are read here, in bytes. */
const END_RECORD = 22;
const ENTRY_RECORD = 46;

/** The names of the files in a ZIP archive, from its central directory. Throws where there is none. */
export function zipEntries(archive: Buffer): readonly string[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || archive.length < end + END_RECORD) throw new Error('no ZIP archive');
  const names: string[] = [];
  let offset = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = archive.readUInt16LE(offset + 28);
    const nameStart = offset + ENTRY_RECORD;
    names.push(archive.toString('utf8', nameStart, nameStart + nameLength));
    // Two fields of varying length follow the name.
    offset = nameStart + nameLength + archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
  }
  return names;
}
