import type { ContainerView } from '../../analysis/model/model.js';
import type { Pod } from '../../analysis/pod.js';
import type { Evidence } from '../../analysis/roles/role.js';
import { analyzeSource, type ConfiguredSource } from '../../features/analyzed-source.js';
import { evidenceText } from '../../features/evidence-text.js';
import type { Translation } from '../../features/messages.js';
import { certaintyText, changeTexts } from '../../features/role-explanation.js';
import { roleLabel } from '../../features/role-label.js';
import { positionAt } from '../../syntax/source.js';
import { type Span, shift } from '../../syntax/span.js';
import type { Colors } from '../colors.js';
import { cliText } from '../messages.js';
import { table } from '../table.js';
import { titleOf } from './roles-text.js';

/** In a terminal a sentence is plain text, and what is to be typed is set off by quotes. */
const STYLE = { code: (text: string) => `'${text}'`, plain: (text: string) => text };

/**
 * Why each container of a file with this name has its role, as a hover tells it: reasons for and against, strongest
 * first, where they stand, what comes next and what would change the verdict. One text per container.
 */
export function explanationTexts(
  source: ConfiguredSource,
  file: string,
  name: string,
  colors: Colors,
  translation?: Translation,
): readonly string[] {
  return analyzeSource(source).flatMap(({ part, analysis }) => {
    const place = (span: Span) => {
      const { line, character } = positionAt(source, shift(span, part.start).start);
      return `${file}:${line + 1}:${character + 1}`;
    };
    return analysis.pods.flatMap((pod) =>
      pod.spec.containers
        .filter(({ label }) => label === name)
        .map((container) => explanationText(pod, container, { place, colors, translation })),
    );
  });
}

interface Telling {
  /** `file:line:column`, counted from one. */
  place(span: Span): string;
  readonly colors: Colors;
  readonly translation: Translation | undefined;
}

function explanationText(pod: Pod, container: ContainerView, { place, colors, translation }: Telling): string {
  const verdict = pod.verdictOf(container);
  const { kind, name, namespace } = pod.manifest;
  const title = titleOf({
    kind: kind.value,
    name: name?.value ?? null,
    namespace: namespace?.value ?? null,
  });
  const headline = cliText('explained', translation, {
    name: colors.bold(container.label),
    label: colors.role(verdict.role, roleLabel(verdict, translation)),
    certainty: certaintyText(verdict, translation),
  });
  const row = (sign: string, each: Evidence) => [sign, evidenceText(each, translation), place(each.span)];
  const reasons = table(
    [...verdict.evidence.map((each) => row('+', each)), ...verdict.against.map((each) => row('−', each))],
    (cell, column) => (column === 2 ? colors.dim(cell) : cell),
  );
  const why = reasons.length > 0 ? reasons : [cliText('noReason', translation)];
  const lines = [headline, '', ...why, '', ...changeTexts(pod, verdict, STYLE, translation)];
  return [`${place(container.anchor)}: ${colors.bold(title)}`, ...lines.map((line) => line && `  ${line}`), ''].join(
    '\n',
  );
}
