import { InvalidArgumentError, Option, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { fieldCheckModes } from '../iterable/field-check.ts';
import { apiPath } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { collectText } from './command-options.ts';
import { pairLines } from './text-table.ts';

interface Policy {
  allowedSources: string[];
  callsPerSecond: number | null;
  keepDays: { events?: number; jobs?: number };
  maskedFields: string[];
}

/** `server` leaves the limit to the server. */
type Limit = number | 'server';

interface PolicyOptions {
  allowSource?: string[];
  anySource?: boolean;
  callsPerSecond?: Limit;
  keepEvents?: Limit;
  keepJobs?: Limit;
  mask?: string[];
  unmask?: boolean;
  fieldCheck?: string;
}

type ShownPolicy = Policy & { name: string; fieldCheck: string };

const days = (count: number | undefined): string =>
  count === undefined ? 'as long as the server keeps them' : `${String(count)} days`;

const policyLines = ({ allowedSources, callsPerSecond, keepDays, maskedFields, fieldCheck }: ShownPolicy): string[] =>
  pairLines({
    'webhooks from': allowedSources.length === 0 ? 'anywhere' : allowedSources.join(', '),
    'webhooks in a second': callsPerSecond === null ? 'as many as come' : String(callsPerSecond),
    'events are kept': days(keepDays.events),
    'jobs are kept': days(keepDays.jobs),
    'masked fields': maskedFields.length === 0 ? 'none' : maskedFields.join(', '),
    'field check': fieldCheck,
  });

function limit(text: string): Limit {
  if (text === 'server') return text;
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, or the word server.');
  return Number(text);
}

/** A list that is replaced as a whole: given anew, emptied, or left as it is. */
function listOf(given: string[] | undefined, isEmptied: boolean | undefined, flags: string): string[] | undefined {
  if (given !== undefined && isEmptied === true) {
    throw new ConnectorError('ITC_USAGE', `${flags} exclude each other.`);
  }
  return isEmptied === true ? [] : given;
}

/** The server takes both days as one value, so that what is not changed is given again. */
function daysAfter(
  before: ShownPolicy['keepDays'],
  change: { events: Limit | undefined; jobs: Limit | undefined },
): ShownPolicy['keepDays'] {
  const days = (['events', 'jobs'] as const).map((key) => [key, change[key] ?? before[key]] as const);
  return Object.fromEntries(days.filter(([, limit]) => typeof limit === 'number'));
}

async function policy({ api, out }: Tools, name: string, options: PolicyOptions): Promise<undefined> {
  const { keepEvents, keepJobs, callsPerSecond, fieldCheck } = options;
  const before = await api.get<ShownPolicy>(apiPath`/connections/${name}`);
  const keeps = keepEvents !== undefined || keepJobs !== undefined;
  const change = {
    allowedSources: listOf(options.allowSource, options.anySource, '--allow-source and --any-source'),
    maskedFields: listOf(options.mask, options.unmask, '--mask and --unmask'),
    callsPerSecond: callsPerSecond === 'server' ? null : callsPerSecond,
    keepDays: keeps ? daysAfter(before.keepDays, { events: keepEvents, jobs: keepJobs }) : undefined,
  };
  if (fieldCheck !== undefined) await api.post(apiPath`/connections/${name}/field-check`, { mode: fieldCheck });
  if (Object.values(change).some((value) => value !== undefined)) {
    await api.post(apiPath`/connections/${name}/policy`, change);
  }
  const after = await api.get<ShownPolicy>(apiPath`/connections/${name}`);
  const { allowedSources, keepDays, maskedFields } = after;
  out.show(
    {
      name,
      allowedSources,
      callsPerSecond: after.callsPerSecond,
      keepDays,
      maskedFields,
      fieldCheck: after.fieldCheck,
    },
    () => policyLines(after),
  );
  return undefined;
}

/** `itc connect policy`. */
export function addPolicyCommand(group: Command, session: CliSession): void {
  session
    .command(group, 'policy <name>', 'show or change who may send webhooks, how long they are kept and what is hidden')
    .option(
      '--allow-source <range>',
      'take webhooks from this address or CIDR range only, or `iterable`; may be repeated, in place of those before',
      collectText,
    )
    .option('--any-source', 'take webhooks from anywhere')
    .option('--calls-per-second <count>', 'webhooks taken in a second; `server` = as many as the server takes', limit)
    .option(
      '--keep-events <days>',
      'days that events are kept, where that is less than the server keeps them; `server` = as long as it does',
      limit,
    )
    .option('--keep-jobs <days>', 'the same of jobs', limit)
    .option(
      '--mask <field>',
      'hide this field in the history of jobs, as email or dataFields.phoneNumber; may be repeated, in place of those before',
      collectText,
    )
    .option('--unmask', 'hide no field')
    .addOption(
      new Option('--field-check <mode>', 'what happens to a value of the wrong type').choices([...fieldCheckModes]),
    )
    .action(session.action(policy));
}
