/** `$NAME`, `$(NAME)`, `<name>`, `{{ name }}`, `%name%`, `@name@`, `__NAME__`, `PROJECT_ID`, `your-name`. */
const PLACEHOLDERS: readonly RegExp[] = [
  /\$[\w({]/,
  /<[^<>]+>/,
  /\{\{/,
  /%\w+%/,
  /@[\w.-]+@/,
  /__\w+__/,
  /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/,
  /^(?:replace|change|your)[ _-]/i,
];

/** Whether somebody or something puts the real value in for this text: then rules about it have nothing to say. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(text));
}
