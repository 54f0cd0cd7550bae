import type { AddCommand } from './command-context.ts'
import {
  jsonOption,
  keyFileOption,
  keyHelp,
  keyStdinOption,
  ldapPasswordFileOption,
  ldapPasswordStdinOption,
  profileOption,
  siteOption
} from './shared-options.ts'

export const addTrace: AddCommand = (program, { terminal, start, version }) => {
  program
    .command('trace')
    .argument('<name>', 'user name, mail address or full name')
    .summary('what is wrong with one person')
    .description(
      'Looks at one person everywhere: directory, filters, account, provider, sign-ins, requests of Entra ID, syncs and changed settings. Says the likely cause, shows one time line, and offers repairs. It only reads.'
    )
    .addOption(profileOption())
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(ldapPasswordFileOption())
    .addOption(ldapPasswordStdinOption())
    .option('--write-profile <file>', 'write a repair as a profile of its own, for “plan” and “apply”')
    .option('--repair <id>', 'which one; without it the first that a plan can make')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((name, options) =>
      start(async (signal) => {
        const { runTrace } = await import('../commands/trace.ts')
        return runTrace(name, options, version, terminal, signal)
      })
    )
}

const help = `
${keyHelp}
The LDAP password comes from --ldap-password-file, --ldap-password-stdin, ENTRA_SETUP_LDAP_PASSWORD
or the keychain. Without it the directory is left out, and the result says so.

Exit codes: 0 nothing speaks of a fault, 1 a cause was found, or nobody of this name, 2 could not run.

Examples:
  entra-setup trace anna.smith@corp.example --profile acme.json
  entra-setup trace "Anna Smith" --profile acme.json --write-profile repair.json
  entra-setup plan --profile repair.json`
