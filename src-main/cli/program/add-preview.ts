import { Option } from '@commander-js/extra-typings'
import type { AddCommand } from './command-context.ts'
import { addPreviewCommand, previewSourcesHelp } from './preview-options.ts'

export const addPreview: AddCommand = (program, { terminal, start, version }) => {
  addPreviewCommand(program, 'preview')
    .summary('show whom the hourly sync would create, change and disable')
    .description(
      'Reads the directory and the users of the site, and shows what the next sync would do with each person, and why. Judges whether that is safe. It only reads.'
    )
    .addOption(
      new Option('--format <format>', 'how the result is written')
        .choices(['text', 'json', 'csv', 'html', 'ndjson'] as const)
        .default('text' as const)
    )
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' as const }))
    .option('--out <file>', 'write the result into a file that only you can read')
    .option('--only <outcomes>', 'only these people: create,update,disable,delete,unchanged,left-out')
    .option('--all', 'list everybody; without it the text shows the first of each kind')
    .option('--compare <run>', 'what is different since a recorded run, and which edit did it: its id, or “last”')
    .option('--owned', 'also what belongs to people who would be disabled or deleted: keys, share links, automations, rights')
    .addOption(
      new Option(
        '--entra-names <attribute>',
        'people sign in with Entra ID: also say where LDAP calls somebody otherwise than the sign-in does, by upn or mail'
      ).choices(['upn', 'mail'] as const)
    )
    .option('--no-keep', 'do not record this run')
    .option('--list-runs', 'only list the recorded runs')
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runPreview } = await import('../commands/preview.ts')
        return runPreview(options, version, terminal, signal)
      })
    )
}

const help = `${previewSourcesHelp}

Exit codes: 0 safe, 1 unsafe, 3 incomplete (something was cut: nobody can be said to be gone),
2 could not run, 130 cancelled.

Examples:
  entra-setup preview --profile acme.json
  entra-setup preview --profile acme.json --required-groups 'Files-*' --limit-disable 20
  entra-setup preview --profile acme.json --compare last
  entra-setup preview --profile acme.json --owned
  entra-setup preview --profile acme.json --format csv --only create,disable --out changes.csv
  entra-setup preview --host dc1.corp.example --username reader@corp.example \\
      --base-dn DC=corp,DC=example --no-site
  entra-setup preview --ldif corp.ldif --type active-directory --domain corp.example \\
      --users users.json --format json > preview.json`
