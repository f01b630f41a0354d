/** How much of a document is looked at, in lines and in characters: enough for a licence header before a manifest. */
export const LINES_READ = 1_000;
const CHARACTERS_READ = 65_536;

/** A key at the start of a line, of a list item or of a flow mapping, as in JSON. */
const API_VERSION = /(?:^|[{,])[ \t]*(?:-[ \t]+)*["']?apiVersion["']?[ \t]*:/m;
const KIND = /(?:^|[{,])[ \t]*(?:-[ \t]+)*["']?kind["']?[ \t]*:/m;

/** Keys with which an item of a list of containers may begin; Compose files and pipelines begin theirs otherwise. */
const CONTAINER_KEYS = [
  'name',
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'env',
  'envFrom',
  'ports',
  'resources',
  'volumeMounts',
  'restartPolicy',
  'securityContext',
];

const CONTAINER_LIST = new RegExp(
  [
    /^[ \t]*(?:-[ \t]+)?["']?(?:containers|initContainers|ephemeralContainers)["']?[ \t]*:[^\n]*\n/,
    /(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:-[ \t]+|\{\s*)/,
    new RegExp(`["']?(?:${CONTAINER_KEYS.join('|')})["']?[ \\t]*:`),
  ]
    .map(({ source }) => source)
    .join(''),
  'm',
);

/**
 * Whether a text looks like Kubernetes: `apiVersion` and `kind` near the top, or a list of containers as in a patch or
 * a fragment. Cheap and without parsing, as it decides whether the server is started at all.
 */
export function looksLikeKubernetes(text: string): boolean {
  const top = text.slice(0, CHARACTERS_READ);
  return (API_VERSION.test(top) && KIND.test(top)) || CONTAINER_LIST.test(top);
}
