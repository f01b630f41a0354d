import type { YamlMap, YamlNode, YamlPair } from '../../syntax/nodes.js';
import type { FieldType, ObjectType, ScalarType } from './types.js';

/** What the API server cannot decode: a field that it does not know, or a value that its field cannot hold. */
export type Fault = UnknownField | WrongType;

export interface UnknownField {
  readonly kind: 'unknown-field';
  /** The object that has the key. */
  readonly place: Place;
  readonly pair: YamlPair;
  readonly key: string;
}

export interface WrongType {
  readonly kind: 'wrong-type';
  /** The object whose field, or whose field's list or map, holds the value. */
  readonly place: Place;
  /** From the object to the value: `env`, `[0]` of it, a key of a map. */
  readonly steps: readonly Step[];
  /** What is wanted here: a list, a map, or one value of a type. */
  readonly wanted: Wanted;
  readonly node: YamlNode;
  /** The map and the pair that hold the value; undefined for an item of a list. */
  readonly holder: { readonly map: YamlMap; readonly pair: YamlPair } | undefined;
}

export type Wanted =
  | { readonly shape: 'one'; readonly value: ScalarType | ObjectType }
  | { readonly shape: 'list' | 'map'; readonly value: FieldType['value'] };

export type Step = string | number;

/** An object of the API in the YAML, with the objects around it. */
export interface Place {
  readonly type: ObjectType;
  readonly map: YamlMap;
  readonly parent: Place | undefined;
  /** From the parent to here: the field, and the index or key in it if it is a list or a map. Empty at the top. */
  readonly steps: readonly Step[];
}

/** `readinessProbe.httpGet`, `env[1].value`; empty for no steps. */
export function pathText(steps: readonly Step[]): string {
  return steps
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** The steps from one of the objects around a place to the place; from the top where it is none of them. */
export function stepsFrom(outer: Place | undefined, place: Place): readonly Step[] {
  const steps: Step[] = [];
  for (let each: Place | undefined = place; each && each !== outer; each = each.parent) steps.unshift(...each.steps);
  return steps;
}
