import type { ContainerView } from '../analysis/model/model.js';
import type { PodContext } from '../analysis/pod.js';
import { counterfactualOf, MAX_REMOVED, undeclaredVerdict } from '../analysis/roles/counterfactual.js';
import type { Role, RoleVerdict } from '../analysis/roles/role.js';
import { ROLE_ANNOTATION, ROLE_COMMENT } from '../analysis/roles/role-overrides.js';
import { type Settlement, settledBy } from '../analysis/roles/settled.js';
import { evidenceText } from './evidence-text.js';
import { type MessageOwner, type Translation, textOf } from './messages.js';
import { roleWord } from './role-label.js';

const PHRASE = {
  id: 'role-phrase',
  messages: {
    main: 'a main container',
    sidecar: 'a sidecar',
    ambassador: 'an ambassador',
    adapter: 'an adapter',
    init: 'an init container',
  } satisfies Record<Role, string>,
};

const OWN = {
  id: 'role-explanation',
  messages: {
    high: 'quite sure, {percent}',
    medium: 'likely, {percent}',
    low: 'no more than a guess, {percent}',
    api: 'a fact of the API, {percent}',
    person: 'declared in the manifest, {percent}',
    percent: '{number} %',
    underOne: 'under 1 %',
    runnerUp: 'Runner-up: {role}, {percent}.',
    together: '{runnerUp} {change}',
    first: 'Without the first reason it would be {role}.',
    firstTwo: 'Without the first two reasons it would be {role}.',
    firstThree: 'Without the first three reasons it would be {role}.',
    one: 'Without “{first}” it would be {role}.',
    two: 'Without “{first}” and “{second}” it would be {role}.',
    three: 'Without “{first}”, “{second}” and “{third}” it would be {role}.',
    firm: 'Even without its three strongest reasons it would be {role}.',
    still: 'Even without these reasons it would be {role}.',
    assumed: 'It counts as {role} until something speaks for another role.',
    onlyInit: 'Kubernetes leaves it no other role: it ends before the app containers start.',
    undeclared: 'Without the declaration it would be {role}, {percent}.',
    overrule: 'Wrong? The comment {comment} above it, or the annotation {annotation} on the Pod, settles it.',
    overruleByComment: 'Wrong? The comment {comment} above it settles it.',
    overruleByAnnotation: 'Wrong? The annotation {annotation} on the Pod settles it.',
  },
};

/** What would make a container that is hard to tell another role's. */
const RUNNER_UP = {
  id: 'role-runner-up',
  messages: {
    main: "It could be a main container instead: then the workload's name, a Service or the other containers would point at it.",
    sidecar:
      'It could be a sidecar instead: then it would only add to another container, neither translating for it nor connecting it.',
    ambassador:
      'It could be an ambassador instead: then another container would dial it on localhost to reach something outside.',
    adapter:
      'It could be an adapter instead: then it would turn what it reads of another container into another form for readers outside.',
    init: 'It could be an init container instead: then it would end before the others start.',
  } satisfies Record<Role, string>,
};

/** The tables of this file, for tests of translations. */
export const roleExplanationMessages: readonly MessageOwner[] = [PHRASE, OWN, RUNNER_UP];

/** How a reader sets off what stands in a sentence. */
export interface ExplanationStyle {
  /** What is to be typed as it stands. */
  code(text: string): string;
  /** Plain text, such as a reason. */
  plain(text: string): string;
}

type Id = keyof typeof OWN.messages;

/**
 * A probability between 0 and 1 in whole percent: `97 %`. What somebody judged never shows as 100 %, however sure: only
 * what the API or a person has settled does.
 */
export function percentText(share: number, settlement?: Settlement, translation?: Translation): string {
  const number = Math.min(Math.round(share * 100), settlement ? 100 : 99);
  return number < 1 ? say('underOne', {}, translation) : say('percent', { number: String(number) }, translation);
}

/** How sure the verdict is, in words and percent: `quite sure, 97 %`. */
export function certaintyText(verdict: RoleVerdict, translation?: Translation): string {
  const settlement = settledBy(verdict);
  const percent = percentText(verdict.confidence, settlement, translation);
  return say(settlement ?? verdict.certainty, { percent }, translation);
}

/**
 * What else the container could be, what would change the verdict, and how to overrule it where it is not sure: one to
 * three lines of whole sentences. `verdict` is the pod's own on `container`.
 */
export function changeTexts(
  pod: PodContext,
  verdict: RoleVerdict,
  style: ExplanationStyle,
  translation?: Translation,
): readonly string[] {
  const settlement = settledBy(verdict);
  if (settlement === 'api') return [say('onlyInit', {}, translation)];
  if (settlement === 'person') return [undeclaredText(pod, verdict, translation)];
  const change = changeText(pod, verdict, style, translation);
  const runnerUp = runnerUpText(verdict, translation);
  const lines = [runnerUp === undefined ? change : say('together', { runnerUp, change }, translation)];
  if (verdict.certainty === 'low' && verdict.runnerUp)
    lines.push(textOf(RUNNER_UP, { id: verdict.runnerUp, args: {} }, translation));
  if (verdict.certainty !== 'high') lines.push(...overruleTexts(verdict.container, style, translation));
  return lines;
}

function runnerUpText({ runnerUp, shares }: RoleVerdict, translation?: Translation): string | undefined {
  if (!runnerUp) return undefined;
  const percent = percentText(shares[runnerUp], undefined, translation);
  return say('runnerUp', { role: roleWord(runnerUp, translation), percent }, translation);
}

function undeclaredText(pod: PodContext, verdict: RoleVerdict, translation?: Translation): string {
  const judged = undeclaredVerdict(pod, verdict.container);
  const percent = percentText(judged.confidence, undefined, translation);
  return say('undeclared', { role: phrase(judged.role, translation), percent }, translation);
}

function changeText(
  pod: PodContext,
  { container, role, evidence }: RoleVerdict,
  { plain }: ExplanationStyle,
  translation?: Translation,
): string {
  const found = counterfactualOf(pod, container);
  if (!found) return say(unchangedId(evidence.length), { role: phrase(role, translation) }, translation);
  const { without } = found;
  const isFirst = without.every(({ source, message }, index) => {
    const told = evidence[index];
    return told?.source === source && told.message.id === message.id;
  });
  const [first = '', second = '', third = ''] = without.map((each) => plain(evidenceText(each, translation)));
  const ids: readonly Id[] = isFirst ? ['first', 'firstTwo', 'firstThree'] : ['one', 'two', 'three'];
  return say(
    ids[without.length - 1] ?? 'three',
    { first, second, third, role: phrase(found.role, translation) },
    translation,
  );
}

/** What to say where fewer reasons change nothing, by how many there are. */
function unchangedId(reasons: number): Id {
  if (reasons === 0) return 'assumed';
  return reasons > MAX_REMOVED ? 'firm' : 'still';
}

/** JSON and other flow style has no line above a container for a comment; what has no name has no annotation. */
function overruleTexts(
  { node, name }: ContainerView,
  { code }: ExplanationStyle,
  translation?: Translation,
): readonly string[] {
  const comment = code(`# ${ROLE_COMMENT} <role>`);
  const annotation = code(`${ROLE_ANNOTATION}${name?.value}: <role>`);
  if (!name && !node.block) return [];
  const id = !name ? 'overruleByComment' : node.block ? 'overrule' : 'overruleByAnnotation';
  return [say(id, { comment, annotation }, translation)];
}

function phrase(role: Role, translation?: Translation): string {
  return textOf(PHRASE, { id: role, args: {} }, translation);
}

function say(id: Id, args: Readonly<Record<string, string>>, translation?: Translation): string {
  return textOf(OWN, { id, args }, translation);
}
