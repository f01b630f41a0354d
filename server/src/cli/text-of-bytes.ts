/** Text files say in their first bytes when they are not UTF-8. */
const MARKS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

const UTF8_MARK: readonly number[] = [0xef, 0xbb, 0xbf];
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The text of a file: UTF-8, or UTF-16 where it begins with that byte order mark; the mark is not part of the text.
 * Bytes that are no UTF-8 become replacement characters. Undefined for what is no text at all.
 */
export function textOfBytes(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder(encodingOf(bytes) ?? 'utf-8').decode(bytes);
  return text.includes('\0') ? undefined : text;
}

/** The bytes of a text in the encoding of others, with their byte order mark. */
export function bytesOfText(text: string, like: Uint8Array): Buffer {
  const encoding = encodingOf(like);
  if (encoding === undefined) return Buffer.from((startsWith(like, UTF8_MARK) ? BYTE_ORDER_MARK : '') + text);
  const bytes = Buffer.from(BYTE_ORDER_MARK + text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

function encodingOf(bytes: Uint8Array): string | undefined {
  return MARKS.find((mark) => startsWith(bytes, mark.bytes))?.encoding;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
