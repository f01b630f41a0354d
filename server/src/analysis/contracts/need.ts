import type { Span } from '../../syntax/span.js';
import type { Message } from '../message.js';
import type { ContainerView } from '../model/model.js';
import type { Pod } from '../pod.js';

/** One thing that a pattern needs to work, checked in one file. */
export interface Need<Id extends string = string> {
  /** Kebab case; also the file name. */
  readonly id: string;
  /** The rule that reports where it is missing; undefined where that is no fault, only worth knowing. */
  readonly rule: string | undefined;
  /** English templates: what is there as `met…`, what is missing in other words. */
  readonly messages: Readonly<Record<Id, string>>;
  /**
   * What is there of it, and what is missing; empty where it does not matter for this container, or cannot be told.
   * Pure, as everything about a pod.
   */
  assess(pod: Pod, container: ContainerView): readonly Assessment<NoInfer<Id>>[];
}

/** Whether one thing is there. Where a rule reports it as missing, the rule has the words. */
export type Assessment<Id extends string = string> =
  | { readonly state: 'met' | 'missing'; readonly message: Message<Id>; readonly span?: Span }
  | { readonly state: 'reported' };

/** Keeps the message ids checked by the compiler. */
export function defineNeed<Id extends string>(need: Need<Id>): Need<Id> {
  return need;
}

/** What is missing is said by the rule of the need. */
export const REPORTED: readonly Assessment<never>[] = [{ state: 'reported' }];
