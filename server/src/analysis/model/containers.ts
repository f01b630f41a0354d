import { booleanOf, mapOf, mapsOf, numberOf, seqOf, stringOf, stringsOf } from '../../syntax/access.js';
import type { YamlMap } from '../../syntax/nodes.js';
import { readHooks, readProbes } from './handlers.js';
import { readImage } from './image.js';
import type {
  ContainerList,
  ContainerPort,
  ContainerView,
  EnvSource,
  EnvVariable,
  Lifecycle,
  VolumeMount,
} from './model.js';
import { readResources } from './resources.js';

/** The containers of one list; items that are no map are left out, so `index` may skip. */
export function readContainers(spec: YamlMap, list: ContainerList): ContainerView[] {
  const listNode = seqOf(spec, list);
  if (!listNode) return [];
  return mapsOf(spec, list).map(({ index, node }) => {
    const name = stringOf(node, 'name');
    const image = stringOf(node, 'image');
    const restartPolicy = stringOf(node, 'restartPolicy');
    const security = mapOf(node, 'securityContext');
    return {
      list,
      lifecycle: lifecycleOf(list, restartPolicy?.value),
      index,
      node,
      listNode,
      name,
      label: name?.value || `${list}[${index}]`,
      anchor: name?.span ?? image?.span ?? node.pairs[0]?.keySpan ?? node.span,
      image: image && readImage(image),
      command: stringsOf(node, 'command'),
      args: stringsOf(node, 'args'),
      env: readEnv(node),
      envFrom: readEnvFrom(node),
      ports: readPorts(node),
      mounts: readMounts(node),
      devices: mapsOf(node, 'volumeDevices').flatMap(({ node: device }) => {
        const deviceName = stringOf(device, 'name');
        return deviceName ? [{ name: deviceName, node: device }] : [];
      }),
      probes: readProbes(node),
      hooks: readHooks(node),
      resources: readResources(node),
      restartPolicy,
      capabilities: stringsOf(mapOf(security, 'capabilities'), 'add'),
      privileged: booleanOf(security, 'privileged'),
      runAsUser: numberOf(security, 'runAsUser'),
    };
  });
}

function lifecycleOf(list: ContainerList, restartPolicy: string | undefined): Lifecycle {
  if (list === 'containers') return 'app';
  if (list === 'ephemeralContainers') return 'ephemeral';
  return restartPolicy === 'Always' ? 'sidecar' : 'init';
}

function readEnv(node: YamlMap): EnvVariable[] {
  return mapsOf(node, 'env').flatMap(({ node: variable }) => {
    const name = stringOf(variable, 'name');
    if (!name) return [];
    return [
      { name, value: stringOf(variable, 'value'), from: readKeySource(mapOf(variable, 'valueFrom')), node: variable },
    ];
  });
}

/** The object that `valueFrom` takes a key of; a field of the pod itself is none. */
function readKeySource(valueFrom: YamlMap | undefined): EnvSource | undefined {
  const configMap = stringOf(mapOf(valueFrom, 'configMapKeyRef'), 'name');
  if (configMap) return { kind: 'configMap', name: configMap };
  const secret = stringOf(mapOf(valueFrom, 'secretKeyRef'), 'name');
  return secret && { kind: 'secret', name: secret };
}

function readEnvFrom(node: YamlMap): EnvSource[] {
  return mapsOf(node, 'envFrom').flatMap(({ node: source }) => {
    const configMap = stringOf(mapOf(source, 'configMapRef'), 'name');
    const secret = stringOf(mapOf(source, 'secretRef'), 'name');
    return [
      ...(configMap ? [{ kind: 'configMap' as const, name: configMap }] : []),
      ...(secret ? [{ kind: 'secret' as const, name: secret }] : []),
    ];
  });
}

function readPorts(node: YamlMap): ContainerPort[] {
  return mapsOf(node, 'ports').flatMap(({ node: port }) => {
    const number = numberOf(port, 'containerPort');
    if (!number) return [];
    return [
      {
        port: number,
        name: stringOf(port, 'name'),
        protocol: stringOf(port, 'protocol')?.value ?? 'TCP',
        hostPort: numberOf(port, 'hostPort'),
        hostIP: stringOf(port, 'hostIP'),
        node: port,
      },
    ];
  });
}

function readMounts(node: YamlMap): VolumeMount[] {
  return mapsOf(node, 'volumeMounts').flatMap(({ node: mount }) => {
    const name = stringOf(mount, 'name');
    if (!name) return [];
    return [
      {
        name,
        mountPath: stringOf(mount, 'mountPath'),
        subPath: stringOf(mount, 'subPath'),
        subPathExpr: stringOf(mount, 'subPathExpr'),
        readOnly: booleanOf(mount, 'readOnly'),
        node: mount,
      },
    ];
  });
}
