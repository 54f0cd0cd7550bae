import { siteLdapFields, strategyFields } from '../../core/model/service-fields.ts'
import { wrapText } from '../../core/report/wrap-text.ts'
import type { AddCommand } from './command-context.ts'
import {
  jsonOption,
  keyFileOption,
  keyHelp,
  keyStdinOption,
  ldapPasswordFileOption,
  ldapPasswordHelp,
  ldapPasswordStdinOption,
  profileOption,
  siteOption
} from './shared-options.ts'

export const addPlan: AddCommand = (program, { terminal, start }) => {
  program
    .command('plan')
    .summary('show what a profile would change on its site')
    .description('Compares a profile with what the site holds now, field by field, and judges whether the change is safe. It only reads.')
    .addOption(profileOption())
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(ldapPasswordFileOption())
    .addOption(ldapPasswordStdinOption())
    .addOption(jsonOption())
    .option('--out <file>', 'save the plan, for a second person to approve')
    .addHelpText('after', () => help + knownFields(terminal.out.style.width))
    .action((options) =>
      start(async (signal) => {
        const { runPlan } = await import('../commands/plan.ts')
        return runPlan(options, terminal, signal)
      })
    )
}

const help = `
The profile names the site.
${keyHelp}
${ldapPasswordHelp}
Exit codes: 0 nothing to do, 10 changes, 1 unsafe, 2 could not run.

Examples:
  entra-setup plan --profile acme.json
  entra-setup plan --profile acme.json --out acme.plan.json --ldap-password-file reader.password
  entra-setup plan --profile acme.json --json | jq -r .plan.digest`

/** What a profile can name; anything else is refused. */
function knownFields(width: number): string {
  const places = [
    { place: 'siteLdap', fields: siteLdapFields },
    { place: 'strategies, saml and oauth', fields: strategyFields.filter(({ group }) => group !== 'oauth') }
  ]
  const blocks = places.map(({ place, fields }) => {
    const names = fields.map(({ name }) => name).join(', ')
    return [`  ${place}:`, ...wrapText(names, width - 4).map((line) => `    ${line}`)].join('\n')
  })
  return `\n\nFields that a profile can name (“profile --new” writes those that the site holds):\n${blocks.join('\n')}`
}
