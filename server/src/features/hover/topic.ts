import type { Pod } from '../../analysis/pod.js';
import type { YamlDocument } from '../../syntax/nodes.js';
import type { Span } from '../../syntax/span.js';
import type { PlacedFinding } from '../diagnostics.js';
import type { MessageOwner, Translation } from '../messages.js';

/** Where the cursor stands, and the means to say something about it. Spans and offsets count from the document's start. */
export interface HoverPlace {
  readonly pod: Pod;
  readonly offset: number;
  /** For words that come from elsewhere; these are plain text, which goes through `escaped`. */
  readonly translation: Translation | undefined;
  /** What is reported about the document, with settings and suppressions applied. */
  readonly findings: readonly PlacedFinding[];
  /** A message in the reader's language. Places take Markdown: text from a manifest goes through `code` or `escaped`. */
  text<Id extends string>(owner: HoverMessages<Id>, id: NoInfer<Id>, args?: Readonly<Record<string, string>>): string;
  /** `line 24`, as a link where the client follows links; of another document of the file where one is given. */
  line(span: Span, document?: YamlDocument): string;
}

/** What one topic says. */
export interface HoverAnswer {
  /** The text that it is about. */
  readonly span: Span;
  /** Markdown, by paragraph and line. */
  readonly sections: readonly (readonly string[])[];
}

/** A topic answers where the cursor stands on its subject, and is silent elsewhere. Pure. */
export type HoverTopic = (place: HoverPlace) => HoverAnswer | undefined;

/** English templates of a topic, in Markdown. */
export interface HoverMessages<Id extends string = string> extends MessageOwner {
  readonly messages: Readonly<Record<Id, string>>;
}

/** Keeps the message ids checked by the compiler. */
export function defineMessages<Id extends string>(owner: HoverMessages<Id>): HoverMessages<Id> {
  return owner;
}
