import type { YamlMap, YamlNode } from '../../syntax/nodes.js';

/**
 * `$NAME`, `$(NAME)`, `<name>`, `{{ name }}`, `[[name]]`, `((name))`, `#{name}#`, `#@ name`, `%name%`, `@name@`, `__NAME__`,
 * `{name}`, `PROJECT_ID`, `your-name`, `CHANGEME`, `TODO`, `...`, `???`.
 */
const PLACEHOLDERS: readonly RegExp[] = [
  /\$[\w({[]/,
  /<[^<>]+>/,
  /\{\{|\{%/,
  /\[\[.+\]\]/,
  /\(\(.+\)\)|\(@.+@\)/,
  /#\{[^{}]+\}/,
  /%[\w.-]+%/,
  /@[\w.-]+@/,
  /__\w+__/,
  /^\{[\w.-]+\}$/,
  /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/,
  /^(?:replace|change|your)[ _-]/i,
  /^(?:replace|change)[ _-]?(?:me|this)$/i,
  /^#@/,
  /^(?:TODO|FIXME|TBD|XXX+)\b/,
  /^(?:\.{3}|…|\?{2,})$/,
];

/** Most names, numbers, paths and images, which are told apart faster than every kind of placeholder is tried. */
const ORDINARY = /^(?!replace|change|your)[a-z0-9][a-z0-9./:-]*$/;

/** Whether nobody knows a value yet: a template writes it, or a placeholder stands there. */
export function isUnsettled(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && (node.templated === true || isPlaceholder(node.source));
}

/** No key that Kubernetes knows looks otherwise. */
const PLAIN_KEY = /^[a-z][\w./-]*$/;

/** Whether somebody or something else puts entries into a map. */
export function hasPlaceholderKey(map: YamlMap): boolean {
  return map.pairs.some(({ key }) => key !== undefined && !PLAIN_KEY.test(key) && isPlaceholder(key));
}

/** Whether somebody or something puts the real value in for this text: then rules about it have nothing to say. */
export function isPlaceholder(text: string): boolean {
  return !ORDINARY.test(text) && PLACEHOLDERS.some((pattern) => pattern.test(text));
}
