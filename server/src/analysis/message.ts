/** A message not yet in any language: which template, and what goes into its `{places}`. */
export interface Message<Id extends string = string> {
  readonly id: Id;
  readonly args: Readonly<Record<string, string>>;
}
