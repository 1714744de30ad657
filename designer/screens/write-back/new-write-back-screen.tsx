import { Anchor } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';

import { ApiFailure, errorInfoOf } from '../../api/api-failure.ts';
import { checkBulkOrder, startBulkRun, type BulkCheck } from '../../api/bulk-queries.ts';
import { actionQuery } from '../../api/queries.ts';
import type { ActionDetail, JsonSchema } from '../../api/types.ts';
import { useCurrentConnection } from '../../app/use-current-connection.ts';
import { usePermission } from '../../app/use-permission.ts';
import { DecodedError, problemsOf } from '../../components/decoded-error.tsx';
import { LeaveGuard } from '../../components/leave-guard.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { EmptyState } from '../../components/states.tsx';
import { Steps } from '../../components/steps.tsx';
import { fieldsOf } from '../../fields/field-spec.ts';
import { AudienceStep } from './audience-step.tsx';
import { CheckStep } from './check-step.tsx';
import { emptyDraft, isBegun, orderOf, proposeTargets, shapeOf, type Draft, type Found } from './draft.ts';
import { FieldsStep } from './fields-step.tsx';
import { findAudience } from './find-audience.ts';

const labels = ['Audience', 'Fields', 'Check and start'] as const;

/** Faults by field, from what the server says about the settings. */
function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiFailure)) return {};
  return Object.fromEntries(
    problemsOf(error.info).map(({ path, message }) => [path.replace(/^(body\.)?input\./, ''), message]),
  );
}

/** A write-back from its audience to its start. */
export function Component() {
  const mayRun = usePermission('bulk.run');
  // its form names the sources that there are
  const order = useQuery(actionQuery('start_bulk_run'));
  return (
    <Screen
      title="New write-back"
      lead="Writes an audience to Iterable in bulk, each person with values of their own. Nothing is sent before the last step."
      above={
        <Anchor component={Link} to="/write-backs" size="sm">
          ← Write-backs
        </Anchor>
      }
    >
      {mayRun ? (
        <QueryState query={order} what="the sources">
          {(action) => <Wizard sources={action} />}
        </QueryState>
      ) : (
        <EmptyState title="You cannot start write-backs">
          Your role lacks the permission “start and steer bulk runs”. Somebody who manages people can give you a role
          that has it.
        </EmptyState>
      )}
    </Screen>
  );
}

function Wizard({ sources }: { sources: ActionDetail }) {
  const { current } = useCurrentConnection();
  const [changed, setDraft] = useState<Draft>(emptyDraft);
  const draft = { ...changed, connection: changed.connection ?? current?.name ?? null };
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const [step, setStep] = useState(0);
  const [found, setFound] = useState<Found | null>(null);
  const [check, setCheck] = useState<BulkCheck | null>(null);
  const [share, setShare] = useState(0);
  const action = useQuery(actionQuery(draft.action));
  const specs = useMemo(() => {
    const fields = fieldsOf(sources.input as JsonSchema);
    const named = (wanted: string) => fields.find(({ name }) => name === wanted);
    return { list: named('list'), events: named('events') };
  }, [sources]);
  const queries = useQueryClient();
  const isLeaving = useRef(false);
  const navigate = useNavigate();

  const find = useMutation({
    mutationFn: async () => {
      setShare(0);
      const detail = await queries.ensureQueryData(actionQuery(draft.action));
      return { found: await findAudience(draft, specs, setShare), detail };
    },
    onSuccess: ({ found: seen, detail }) => {
      setFound(seen);
      setCheck(null);
      change({ targets: proposeTargets(seen.sample, shapeOf(detail).item, draft.targets) });
      setStep(1);
    },
  });
  const look = useMutation({
    mutationFn: (order: Parameters<typeof checkBulkOrder>[0]) => checkBulkOrder(order),
    onSuccess: (answer) => {
      setCheck(answer);
      setStep(2);
    },
  });
  const start = useMutation({
    mutationFn: startBulkRun,
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['bulk'] });
      isLeaving.current = true;
      await navigate(`/write-backs/${id}`);
    },
  });
  const errors = useMemo(() => fieldErrors(look.error), [look.error]);

  // a step that opens takes the focus, so that a reader tells where one is and Tab goes on from there
  const place = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else place.current?.focus();
  }, [step]);

  const detail = action.data;
  return (
    <>
      <Steps
        labels={labels}
        active={step}
        isOpen={(index) => index === 0 || (index === 1 ? found !== null : check !== null)}
        onGo={setStep}
      />
      {/* the failure belongs to the step that was tried */}
      {step === 0 && find.isError ? (
        <DecodedError error={errorInfoOf(find.error)} title="The audience could not be read" />
      ) : null}
      {step === 1 && look.isError ? (
        <DecodedError error={errorInfoOf(look.error)} title="The rows could not be checked" />
      ) : null}
      <div
        ref={place}
        tabIndex={-1}
        role="group"
        aria-label={`Step ${step + 1}: ${labels[step] ?? ''}`}
        style={{ outline: 'none' }}
      >
        {step === 0 ? (
          <AudienceStep
            draft={draft}
            specs={specs}
            isBusy={find.isPending}
            share={share}
            change={(part) => {
              change(part);
              // what was found and checked is of another audience now
              setFound(null);
              setCheck(null);
            }}
            onNext={() => find.mutate()}
          />
        ) : null}
        {step === 1 && found !== null && detail !== undefined ? (
          <FieldsStep
            draft={draft}
            sample={found.sample}
            action={detail}
            isBusy={look.isPending}
            errors={errors}
            change={(part) => {
              change(part);
              setCheck(null);
            }}
            onBack={() => setStep(0)}
            onNext={() => look.mutate(orderOf(draft, found, detail))}
          />
        ) : null}
        {step === 2 && found !== null && check !== null && detail !== undefined ? (
          <CheckStep
            check={check}
            audience={found.audience}
            connection={draft.connection ?? ''}
            action={detail}
            isBusy={start.isPending}
            error={start.error}
            onBack={() => setStep(1)}
            onStart={() => start.mutate(orderOf(draft, found, detail))}
          />
        ) : null}
      </div>
      <LeaveGuard isDirty={isBegun(draft)} isLeaving={isLeaving} title="Leave this write-back?">
        It was not started, and what you chose and typed is not kept.
      </LeaveGuard>
    </>
  );
}
