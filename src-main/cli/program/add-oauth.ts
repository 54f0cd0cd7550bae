import { Option } from '@commander-js/extra-typings'
import type { AddCommand } from './command-context.ts'
import { jsonOption } from './shared-options.ts'

export const addOauth: AddCommand = (program, { terminal, start, version }) => {
  const oauth = program
    .command('oauth')
    .summary('test an app registration for sign-in by OAuth')
    .description('What Entra ID says about an app registration, asked without changing anything.')
    .helpCommand(false)

  oauth
    .command('test')
    .summary('prove tenant, client id and client secret')
    .description(
      'Checks the ids as they are written, asks Microsoft for the tenant, and proves the client secret by one token, which is thrown away at once.'
    )
    .option('--tenant <id>', 'Directory (tenant) ID; needed unless --authority is given')
    .requiredOption('--client-id <id>', 'Application (client) ID')
    .option('--client-secret-file <file>', 'read the client secret from a file')
    .option('--client-secret-stdin', 'read the client secret from standard input')
    .addOption(
      new Option('--cloud <cloud>', 'the cloud of the tenant')
        .choices(['global', 'us-government', 'china'] as const)
        .default('global' as const)
    )
    .option('--secret-ends <date>', 'the date in the column “Expires”, for example 2027-04-02')
    .option('--authority <url>', 'ask another OpenID provider than Entra ID; http only on this computer')
    .addOption(jsonOption())
    .option('--report <file>', 'also write the result as an HTML page')
    .addHelpText('after', testHelp)
    .action((options) =>
      start(async (signal) => {
        const { runOauthTest } = await import('../commands/oauth-test.ts')
        return runOauthTest(options, version, terminal, signal)
      })
    )
}

const testHelp = `
The client secret comes from --client-secret-file, --client-secret-stdin or the environment
variable ENTRA_SETUP_CLIENT_SECRET; on a terminal it is asked for. It is never taken as an argument.
Without a secret only the ids and the tenant are tested.
Exit codes: 0 nothing failed, 1 something is wrong, 2 could not run.

Examples:
  entra-setup oauth test --tenant TENANT --client-id CLIENT --client-secret-file files-com.secret
  entra-setup oauth test --tenant TENANT --client-id CLIENT --cloud us-government --secret-ends 2027-04-02`
