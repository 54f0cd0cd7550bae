import { Option } from '@commander-js/extra-typings'
import type { AddCommand } from './command-context.ts'
import { jsonOption } from './shared-options.ts'

export const addScim: AddCommand = (program, { terminal, start, version }) => {
  const scim = program
    .command('scim')
    .summary('rehearse provisioning by SCIM')
    .description('Plays Microsoft Entra ID against a SCIM server, before Entra ID is touched.')
    .helpCommand(false)

  scim
    .command('rehearse')
    .summary('send what Entra ID would send')
    .description(
      'Sends the requests of “Test Connection” and of the first cycle of Entra ID, and judges the answers. It only reads, unless --write is given.'
    )
    .addOption(new Option('--endpoint <url>', 'the “Tenant URL”; for Files.com https://app.files.com/api/scim').conflicts('builtIn'))
    .option('--built-in', 'rehearse against a SCIM server inside this program')
    .option('--token-file <file>', 'read the SCIM token from a file')
    .option('--token-stdin', 'read the SCIM token from standard input')
    .option('--username <name>', 'for an older provider that takes a user name and a password instead of a token')
    .option('--password-file <file>', 'with --username: read the SCIM password from a file')
    .option('--password-stdin', 'with --username: read the SCIM password from standard input')
    .option('--write', 'also make, change and delete one made-up user and group; never at Files.com')
    .addOption(jsonOption())
    .option('--report <file>', 'also write the result as an HTML page, without the names of people')
    .option('--show-exchanges', 'also show every request with its answer; answers may name people')
    .addHelpText('after', rehearseHelp)
    .action((options) =>
      start(async (signal) => {
        const { runScimRehearse } = await import('../commands/scim-rehearse.ts')
        return runScimRehearse(options, version, terminal, signal)
      })
    )
}

const rehearseHelp = `
The token comes from --token-file, --token-stdin or the environment variable ENTRA_SETUP_SCIM_TOKEN;
on a terminal it is asked for. With --username the password comes from --password-file, --password-stdin or
ENTRA_SETUP_SCIM_PASSWORD in the same way. Neither is ever taken as an argument, shown, or kept.
Exit codes: 0 nothing failed, 1 something is wrong, 2 could not run.

Examples:
  entra-setup scim rehearse --endpoint https://app.files.com/api/scim --token-file scim.token
  entra-setup scim rehearse --endpoint https://app.files.com/api/scim --username NAME --password-file scim.password
  entra-setup scim rehearse --built-in --write --show-exchanges
  entra-setup scim rehearse --endpoint https://scim.test.example/v2 --token-stdin --write --json`
