import type { Span } from '../../syntax/span.js';
import type { Message } from '../message.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** One thing that a pattern needs to work, checked in one file. */
export interface Need<Id extends string = string> {
  /** Kebab case; also the file name. */
  readonly id: string;
  /** A noun phrase, for the manual. */
  readonly title: string;
  /** Markdown, one or two sentences: why patterns need it. */
  readonly why: string;
  /**
   * The rule that reports it: exactly where the need is missing, both by the same condition. Undefined where what is
   * missing is no fault, only worth knowing.
   */
  readonly rule?: string;
  /** English templates, lower-case fragments; what is missing is named, as it stands behind “missing:”. */
  readonly messages: Readonly<Record<Id, string>>;
  /**
   * What of it is there, is missing, or is not shown; empty where it does not matter for this container.
   * Pure, as everything about a pod.
   */
  assess(pod: Pod, container: ContainerView): readonly Assessment<NoInfer<Id>>[];
}

/** `unknown`: it may well be there, but the manifest does not show it. */
export type NeedState = 'met' | 'missing' | 'unknown';

export interface Assessment<Id extends string = string> {
  readonly state: NeedState;
  /** Its arguments are names, paths and values from the manifest. */
  readonly message: Message<Id>;
  /** The texts that show it; empty where something that is not there shows it. */
  readonly spans: readonly Span[];
}

/** Keeps the message ids checked by the compiler. */
export function defineNeed<Id extends string>(need: Need<Id>): Need<Id> {
  return need;
}

type Arguments = Readonly<Record<string, string>>;

export function met<Id extends string>(id: Id, args: Arguments, ...spans: readonly Span[]): Assessment<Id> {
  return { state: 'met', message: { id, args }, spans };
}

export function missing<Id extends string>(id: Id, args: Arguments, ...spans: readonly Span[]): Assessment<Id> {
  return { state: 'missing', message: { id, args }, spans };
}

export function unknown<Id extends string>(id: Id, args: Arguments, ...spans: readonly Span[]): Assessment<Id> {
  return { state: 'unknown', message: { id, args }, spans };
}
