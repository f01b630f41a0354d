/** Text files say in their first bytes when they are not UTF-8. */
const MARKS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/**
 * The text of a file: UTF-8, or UTF-16 where it begins with that byte order mark; the mark is not part of the text.
 * Bytes that are no UTF-8 become replacement characters. Undefined for what is no text at all.
 */
export function textOfBytes(bytes: Uint8Array): string | undefined {
  const marked = MARKS.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte));
  const text = new TextDecoder(marked?.encoding ?? 'utf-8').decode(bytes);
  return text.includes('\0') ? undefined : text;
}
