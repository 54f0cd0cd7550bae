import { Option } from '@commander-js/extra-typings'
import { type AddCommand, collected } from './command-context.ts'

export const addCheck: AddCommand = (program, { terminal, start, version }) => {
  program
    .command('check')
    .summary('check a directory, rung by rung')
    .description(
      'Checks whether a directory can be reached, trusted, signed in to and read, and names the cause of every failure. It only reads.'
    )
    .option('--host <name>', 'the directory server')
    .option('--backup-host <name>', 'a further server of the same directory; at most two', collected)
    .option('--port <number>', 'default: 636 for ldaps, 389 otherwise')
    .addOption(
      new Option('--security <how>', 'how the connection is encrypted')
        .choices(['ldaps', 'starttls', 'none'] as const)
        .default('ldaps' as const)
    )
    .addOption(
      new Option('--type <type>', 'kind of directory').choices(['auto', 'active-directory', 'openldap'] as const).default('auto' as const)
    )
    .option('--username <name>', 'the service account that reads the directory')
    .option('--password-file <file>', 'read its password from a file')
    .option('--password-stdin', 'read its password from standard input')
    .option('--base-dn <dn>', 'where the search for people and groups starts')
    .option('--username-field <attribute>', 'default: sAMAccountName, for openldap uid')
    .option('--domain <domain>', 'suffix that Files.com appends to user names')
    .option('--ca-file <file>', 'certificates to trust in addition, PEM or DER')
    .option('--allow-cleartext', 'with --security none: send the password readable on the network')
    .option('--person <name>', 'also explain one real person; with a password, try it once')
    .option('--person-password-file <file>', 'read that password from a file')
    .option('--timeout <seconds>', 'deadline of each network step', '10')
    .option('--json', 'print the result as one JSON document')
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

Examples:
  entra-setup check --host dc1.corp.example --username reader@corp.example \\
      --base-dn DC=corp,DC=example --password-file reader.password
  entra-setup check --host ldap.corp.example --security starttls --type openldap \\
      --username cn=reader,dc=corp,dc=example --base-dn dc=corp,dc=example --json > result.json`
