import type { YamlContent, YamlMap, YamlNode, YamlPair } from '../../syntax/nodes.js';

/** `PROJECT_ID`, and as a key just as well the name of a variable. */
const CAPITALS = /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/;

/**
 * `$NAME`, `$(NAME)`, `<name>`, `{{ name }}`, `[[name]]`, `((name))`, `#{name}#`, `#@ name`, `%name%`, `@name@`,
 * `@Model.Name`, `__NAME__`, `{name}`, `PROJECT_ID`, `your-name`, `CHANGEME`, `TODO`, `RELEASE-NAME`, `...`, `???`.
 */
const PLACEHOLDERS: readonly RegExp[] = [
  /\$[\w({[]/,
  /<[^<>]+>/,
  /\{\{|\{%/,
  /\[\[(?:(?!\[\[).)+\]\]/,
  /\(\((?:(?!\(\().)+\)\)|\(@(?:(?!\(@).)+@\)/,
  /#\{[^{}]+\}/,
  /%[\w.-]+%/,
  /@[\w.-]+@/,
  /^@[\w(]/,
  /__\w+__/,
  /^\{[\w.-]+\}$/,
  CAPITALS,
  /^(?:replace|change|your)[ _-]/i,
  /^(?:replace|change)[ _-]?(?:me|this)$/i,
  /^#@/,
  /^(?:TODO|FIXME|TBD|XXX+)\b/,
  // What `helm template` takes for the name of a release that has none.
  /\bRELEASE-NAME\b/,
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

/**
 * Whether a key stands for entries that nobody knows yet. `LOG_LEVEL: debug` is an entry itself, as it has its value;
 * `REPLACE_ME: debug` is none.
 */
export function isPlaceholderEntry({ key, value }: YamlPair): boolean {
  if (key === undefined || !isPlaceholder(key)) return false;
  return !isSettled(value) || PLACEHOLDERS.some((pattern) => pattern !== CAPITALS && pattern.test(key));
}

/** Whether it is what a variable may be set to. */
function isSettled(content: YamlContent | undefined): boolean {
  return content?.kind === 'scalar' && content.value !== null && !isUnsettled(content);
}

/** Whether somebody or something puts the real value in for this text: then rules about it have nothing to say. */
export function isPlaceholder(text: string): boolean {
  return !ORDINARY.test(text) && PLACEHOLDERS.some((pattern) => pattern.test(text));
}
