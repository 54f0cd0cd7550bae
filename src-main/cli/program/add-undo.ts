import type { AddCommand } from './command-context.ts'
import {
  approvalOption,
  digestOption,
  documentsOption,
  jsonOption,
  keyFileOption,
  keyHelp,
  keyStdinOption,
  ldapPasswordFileOption,
  ldapPasswordStdinOption,
  leaveRecordOption,
  overrideOption,
  reasonOption,
  siteOption,
  yesOption
} from './shared-options.ts'

export const addUndo: AddCommand = (program, { terminal, start }) => {
  program
    .command('undo')
    .summary('take a run back')
    .description(
      'Plans the inverse of what a receipt proves, against what the site holds now, and carries it out like any plan. Passwords that were set cannot be taken back: nobody can read what was there before.'
    )
    .requiredOption('--receipt <file>', 'the receipt of the run to take back')
    .option('--profile <file>', 'tells how this computer reaches the directory, for an undo that switches LDAP on again')
    .addOption(digestOption())
    .addOption(yesOption())
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(ldapPasswordFileOption())
    .addOption(ldapPasswordStdinOption())
    .addOption(jsonOption())
    .option('--out <file>', 'write the receipt of the undo into a file')
    .addOption(overrideOption())
    .addOption(reasonOption())
    .addOption(approvalOption())
    .addOption(leaveRecordOption())
    .addOption(documentsOption())
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runUndo } = await import('../commands/undo.ts')
        return runUndo(options, terminal, signal)
      })
    )
}

const help = `
Without --digest the plan of the undo is shown and nothing is sent.
${keyHelp}
Exit codes are those of “apply”. A receipt that was not kept is in the journal:
entra-setup journal RUN --receipt FILE.

Examples:
  entra-setup undo --receipt acme.receipt.json
  entra-setup undo --receipt acme.receipt.json --digest 5d41...1592 --yes`
