import { Option } from '@commander-js/extra-typings'
import type { AddCommand } from './command-context.ts'
import { addSourcesCommand } from './preview-options.ts'

export const addIdentity: AddCommand = (program, { terminal, start, version }) => {
  addSourcesCommand(program, 'identity')
    .summary('show who would be called what by SAML, OAuth, SCIM, JIT and LDAP')
    .description(
      'Reads people from a directory or from an Entra user export, and the users of the site. Shows which user name each way would give each person, whose account would be doubled, and how it is repaired in a safe order. It only reads.'
    )
    .optionsGroup('Names:')
    .option('--entra-users <file>', 'users as Entra ID exports them (CSV), instead of a directory')
    .addOption(
      new Option('--name-id <attribute>', 'what the sign-in sends: Unique User Identifier of the SAML application')
        .choices(['upn', 'mail'] as const)
        .default('upn' as const)
    )
    .addOption(
      new Option('--scim-user-name <attribute>', 'what provisioning maps to userName')
        .choices(['upn', 'mail'] as const)
        .default('upn' as const)
    )
    .option('--ways <list>', 'the ways that are in use or planned: saml,oauth,jit,scim,ldap (usually saml,scim)')
    .option('--provider <id>', 'whose users can be left behind: the id of the single sign-on provider')
    .optionsGroup('Result:')
    .option('--class <list>', 'only these classes: mail-unlike-upn,guest,orphan and so on')
    .option('--search <words>', 'only those in whose names or accounts all these words are')
    .option('--all', 'list everybody; without it the text shows the first of each class')
    .addOption(
      new Option('--format <format>', 'how the result is written')
        .choices(['text', 'json', 'csv', 'html'] as const)
        .default('text' as const)
    )
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' as const }))
    .option('--out <file>', 'write the result into a file that only you can read')
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runIdentity } = await import('../commands/identity.ts')
        return runIdentity(options, version, terminal, signal)
      })
    )
}

const help = `
The people come from an Entra user export, or from a directory as “preview” finds one: the one of
the profile, the one that the options name, an LDIF file, or a recorded run. The users come from
the site (the profile names one), from --users FILE, or from nowhere with --no-site.
Without --ways the ways are those that the profile names, else SAML and SCIM.

Classes: two-people-one-name, account-under-other-name, mail-unlike-upn, ldap-unlike-sign-in,
guest, no-name, mail-empty, case-only, orphan, new, same, not-concerned. Everybody is in one.

Exit codes: 0 nobody has a problem, 1 somebody has, 3 incomplete (something was cut), 2 could not
run, 130 cancelled.

Examples:
  entra-setup identity --profile acme.json --entra-users users.csv
  entra-setup identity --profile acme.json --name-id mail --class mail-unlike-upn --all
  entra-setup identity --ldif corp.ldif --type active-directory --domain corp.example \\
      --ways saml,ldap --users users.json --format csv --out names.csv`
