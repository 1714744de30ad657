import { useDeferredValue, useMemo, useRef, useState } from 'react';

import type { Json } from '../../api/types.ts';
import type { FieldTarget } from '../../fields/field-context.ts';
import type { Builder, FormMemory } from './builder-context.ts';
import { focusField } from './focus-field.ts';
import { startId, type Problem } from './locate-problem.ts';
import { pillSources } from './pill-sources.ts';
import { formulasIn, pillScopes, type PillScope } from './pill-scope.ts';
import type { RecipeDocument, Step } from './recipe-document.ts';
import { placedSteps } from './step-tree.ts';
import { useTriggerFields } from './trigger-fields.ts';
import { useResolved } from './use-resolved.ts';
import { useSample } from './use-sample.ts';

const nowhere: PillScope = { steps: [], loops: [] };
const itemKey = 'item of the loop';

/** The texts with pills of a step itself, by path as its fields name it. */
function ownFormulas(step: Step | undefined): Record<string, string> {
  if (step === undefined) return {};
  if ('use' in step) return formulasIn(step.with);
  if ('if' in step) return formulasIn({ if: step.if as unknown as Json });
  if ('forEach' in step) return formulasIn({ forEach: step.forEach });
  if ('forEachPage' in step) return formulasIn(step.forEachPage.with);
  return formulasIn(('stop' in step ? { stop: step.stop } : { respond: step.respond }) as unknown as Json);
}

interface BuilderParts {
  document: RecipeDocument;
  change: Builder['change'];
  problems: readonly Problem[];
  /** wished for; the start while there is no such step */
  wanted: string;
  onSelect: (selected: string) => void;
  event: string | null;
}

/** Puts together what the parts of the builder share. */
export function useBuilderState({ document, change, problems, wanted, onSelect, event }: BuilderParts): Builder {
  const [target, setTarget] = useState<FieldTarget | null>(null);
  const forms = useRef(new Map<string, FormMemory>()).current;
  const sample = useSample(document, event);
  const trigger = useTriggerFields(document);
  const placed = useMemo(() => placedSteps(document), [document]);
  const scopes = useMemo(() => pillScopes(document), [document]);
  const step = placed.find((one) => one.step.id === wanted)?.step;
  const scope = scopes.get(wanted) ?? nowhere;
  const mappings = useMemo(
    () => ({ ...ownFormulas(step), ...(scope.loops.length > 0 ? { [itemKey]: '{{ item }}' } : {}) }),
    [step, scope.loops.length],
  );
  const { [itemKey]: item, ...resolved } = useResolved(mappings, scope.loops, sample);
  const itemValue = item?.state === 'value' ? (item.value as Json) : undefined;
  // the panel of data follows when the typing leaves time for it
  const calm = useDeferredValue(document);
  const sources = useMemo(
    () =>
      pillSources(calm, pillScopes(calm).get(wanted) ?? nowhere, sample, {
        trigger,
        item: itemValue,
        numbers: new Map(placedSteps(calm).map((one) => [one.step.id, one.number])),
      }),
    [
      calm,
      wanted,
      sample.payload,
      sample.outputs,
      sample.actions,
      sample.kind,
      trigger.schema,
      trigger.origin,
      itemValue,
    ],
  );
  return {
    document,
    change,
    selected: step === undefined ? startId : wanted,
    select: (id, field) => {
      setTarget(null);
      onSelect(id);
      if (field !== undefined) focusField(field);
    },
    problems,
    scopes,
    sample,
    sources,
    triggerPlace: trigger.place,
    resolved,
    target,
    setTarget,
    forms,
  };
}
