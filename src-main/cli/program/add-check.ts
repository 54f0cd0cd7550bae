import type { AddCommand } from './command-context.ts'
import {
  allowCleartextOption,
  backupHostOption,
  baseDnOption,
  caFileOption,
  domainOption,
  hostOption,
  jsonOption,
  passwordFileOption,
  passwordStdinOption,
  portOption,
  securityOption,
  timeoutOption,
  typeOption,
  usernameFieldOption,
  usernameOption
} from './shared-options.ts'

export const addCheck: AddCommand = (program, { terminal, start, version }) => {
  program
    .command('check')
    .summary('check a directory, rung by rung')
    .description(
      'Checks whether a directory can be reached, trusted, signed in to and read, and names the cause of every failure. It only reads.'
    )
    .addOption(hostOption())
    .addOption(backupHostOption())
    .addOption(portOption())
    .addOption(securityOption().default('ldaps' as const))
    .addOption(typeOption().default('auto' as const))
    .addOption(usernameOption())
    .addOption(passwordFileOption())
    .addOption(passwordStdinOption())
    .addOption(baseDnOption())
    .addOption(usernameFieldOption())
    .addOption(domainOption())
    .addOption(caFileOption())
    .addOption(allowCleartextOption())
    .option('--person <name>', 'also explain one real person; with a password, try it once')
    .option('--person-password-file <file>', 'read that password from a file')
    .addOption(timeoutOption().default('10'))
    .addOption(jsonOption())
    .option('--report <file>', 'also write the result as an HTML page')
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runCheck } = await import('../commands/check.ts')
        return runCheck(options, version, terminal, signal)
      })
    )
}

const help = `
The password comes from --password-file, --password-stdin or the environment variable
ENTRA_SETUP_LDAP_PASSWORD; without them it is asked for. The person's password comes from
--person-password-file or ENTRA_SETUP_PERSON_PASSWORD. Neither is ever taken as an argument.

Results go to standard output, progress to standard error.
Exit codes: 0 no check failed, 1 a check failed, 2 could not run, 130 cancelled.

Examples:
  entra-setup check --host dc1.corp.example --username reader@corp.example \\
      --base-dn DC=corp,DC=example --password-file reader.password
  entra-setup check --host ldap.corp.example --security starttls --type openldap \\
      --username cn=reader,dc=corp,dc=example --base-dn dc=corp,dc=example --json > result.json`
