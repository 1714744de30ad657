import { Command } from 'commander';

import { packageVersion } from '../runtime/package-root.ts';
import { addActionCommands } from './actions.ts';
import type { CliIo } from './cli-io.ts';
import { jsonOption, type CliSession } from './cli-session.ts';
import { addAlertCommands } from './alerts.ts';
import { addAuditCommands } from './audit.ts';
import { addBackupCommands } from './backup.ts';
import { addBulkCommands } from './bulk.ts';
import { addConnectCommands } from './connect.ts';
import { addConsentCommands } from './consent.ts';
import { addDiagnoseCommand } from './diagnose.ts';
import { addDoctorCommand } from './doctor.ts';
import { addEraseCommands } from './erase.ts';
import { addErrorsCommand } from './errors.ts';
import { addEventCommands } from './events.ts';
import { addExportCommands } from './exports.ts';
import { addHelpCommand } from './help.ts';
import { addInferCommands } from './infer.ts';
import { addJobCommands } from './jobs.ts';
import { addMcpCommand } from './mcp.ts';
import { addPeopleCommands } from './people.ts';
import { addMigrateCommand } from './migrate.ts';
import { addPicklistsCommand } from './picklists.ts';
import { addRecipeCommands } from './recipe.ts';
import { addSandboxCommand } from './sandbox.ts';
import { addSchemaCommands } from './schemas.ts';
import { addSelfCheckCommand } from './self-check.ts';
import { addSecretCommands } from './secrets.ts';
import { addServeCommand } from './serve.ts';
import { addTokenCommands } from './tokens.ts';
import { addSendCommands } from './sends.ts';
import { addSuppressionCommands } from './suppressions.ts';
import { addTestEventCommand } from './test-event.ts';
import { addTriggerCommands } from './triggers.ts';
import { addTypesCommands } from './types.ts';

const examples = `
Examples
  itc connect add production --region us --project-type email
  itc recipe validate welcome.yaml && itc recipe apply welcome.yaml --enable
  itc jobs list --status failed --json

Exit codes: 0 ok, 1 failure, 2 usage, 3 not found, 4 not allowed, 5 temporary, 6 partial, 7 differences, 130 interrupted
(\`itc help exit-codes\`)`;

const addGroups = [
  addServeCommand,
  addMigrateCommand,
  addConnectCommands,
  addSecretCommands,
  addAlertCommands,
  addActionCommands,
  addTestEventCommand,
  addTriggerCommands,
  addPicklistsCommand,
  addBulkCommands,
  addExportCommands,
  addRecipeCommands,
  addEventCommands,
  addJobCommands,
  addConsentCommands,
  addEraseCommands,
  addSendCommands,
  addSuppressionCommands,
  addInferCommands,
  addTypesCommands,
  addSchemaCommands,
  addPeopleCommands,
  addTokenCommands,
  addAuditCommands,
  addSandboxCommand,
  addMcpCommand,
  addBackupCommands,
  addDoctorCommand,
  addSelfCheckCommand,
  addDiagnoseCommand,
  addErrorsCommand,
  addHelpCommand,
];

/**
 * All commands, as data of commander: what the command line runs and what docs/commands.md lists.
 * @param json whether stderr holds nothing but the envelope of an error
 */
export function createProgram(session: CliSession, io: Pick<CliIo, 'stdout' | 'stderr'>, json: boolean): Command {
  const program = new Command('itc')
    .description('Works with a running iterable-connector.')
    .version(packageVersion())
    .addOption(jsonOption())
    .helpCommand(false)
    // options after `sandbox` belong to the sandbox
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      // with --json stderr holds the envelope alone
      writeErr: (text) => void (json || io.stderr.write(text)),
      outputError: () => undefined,
    })
    .addHelpText('after', examples);
  for (const add of addGroups) add(program, session);
  return program;
}
