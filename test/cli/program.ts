import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { run } from '../../server/src/cli/run.js';

/** What a run of the program left behind. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly complaints: string;
}

export interface Surroundings {
  readonly standardInput?: string;
  readonly colors?: boolean;
  readonly locale?: string;
}

/** Runs the program with the arguments after its name. */
export async function podPatterns(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  let out = '';
  let complaints = '';
  const status = await run(args, {
    out: (text) => {
      out += text;
    },
    complain: (text) => {
      complaints += text;
    },
    standardInput: async () => Buffer.from(surroundings.standardInput ?? ''),
    colors: surroundings.colors ?? false,
    locale: surroundings.locale,
  });
  return { status, out, complaints };
}

/** A folder with the given files, which is gone after the test. */
export function folderWith(context: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pod-patterns-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A Pod that mounts a volume that it does not have: an error and no more than hints. */
export const BROKEN = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: log
      mountPath: /var/log/nginx
  volumes:
  - name: logs
    emptyDir: {}
`;

/** The same with the volume's name mended. */
export const MENDED = BROKEN.replace('- name: log\n', '- name: logs\n');

/** A web server with a log shipper, and a second document that holds no pod. */
export const SHOP = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {level: info}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers:
      - name: log-agent
        image: fluent/fluent-bit:3.1
        restartPolicy: Always
        args: [-i, tail, -p, path=/logs/access.log]
        volumeMounts:
        - {name: logs, mountPath: /logs, readOnly: true}
      containers:
      - name: web
        image: nginx:1.27
        volumeMounts:
        - {name: logs, mountPath: /var/log/nginx}
      volumes:
      - name: logs
        emptyDir: {}
`;
