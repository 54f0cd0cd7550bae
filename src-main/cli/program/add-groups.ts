import type { AddCommand } from './command-context.ts'
import {
  approvalOption,
  digestOption,
  jsonOption,
  keyFileOption,
  keyHelp,
  keyStdinOption,
  leaveRecordOption,
  overrideOption,
  reasonOption,
  siteOption,
  yesOption
} from './shared-options.ts'

export const addGroups: AddCommand = (program, { terminal, start }) => {
  const groups = program
    .command('groups')
    .summary('give groups that are called by an id their names')
    .description('Groups that came by signing in are called by the object ids of Entra ID.')
    .helpCommand(false)

  groups
    .command('rename')
    .summary('plan and carry out new names of groups, from a mapping')
    .description(
      'Reads the groups of the site, finds a name for each that is called by an id, and makes a plan of it: shown, confirmed by its digest, proved by reading back and undone like any other.'
    )
    .requiredOption('--mapping <csv>', 'a table with the ids and names of groups, for example the group export of Entra ID')
    .option('--profile <file>', 'names the site, and holds the safety limits; nothing else of it is planned')
    .option('--write-profile <file>', 'only write a profile with these names, for “plan” and “apply”; nothing is sent')
    .addOption(digestOption())
    .addOption(yesOption())
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(jsonOption())
    .option('--receipt <file>', 'write what was proved into a file; “undo” takes it')
    .addOption(overrideOption())
    .addOption(reasonOption())
    .addOption(approvalOption())
    .addOption(leaveRecordOption())
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runGroupsRename } = await import('../commands/groups-rename.ts')
        return runGroupsRename(options, terminal, signal)
      })
    )
}

const help = `
The mapping is a CSV file with a header: a column “id” or “objectId”, and a column “displayName” or
“name”. Groups for which it has no usable name are left as they are, and said on standard error.
Without --digest the plan is shown and nothing is sent.
${keyHelp}
Exit codes are those of “apply”.

Examples:
  entra-setup groups rename --mapping entra-groups.csv --site acme
  entra-setup groups rename --mapping entra-groups.csv --site acme --digest 5d41...1592 --receipt groups.receipt.json
  entra-setup groups rename --mapping entra-groups.csv --profile acme.json --write-profile groups.json`
