import type { AddCommand } from './command-context.ts'
import { jsonOption, keyFileOption, keyHelp, keyStdinOption, siteOption } from './shared-options.ts'

export const addSite: AddCommand = (program, { terminal, start }) => {
  program
    .command('site')
    .summary('show a site: who am I, what may I do, what is there')
    .description(
      'Connects to a Files.com site and shows who the key is, what it may do, the sign-in and directory settings, and how each administrator gets in. It only reads.'
    )
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .option('--keep-key', 'put the key into the keychain of this computer')
    .option('--forget', 'remove the key, the LDAP password, previews and what is remembered of the site from this computer')
    .option('--probe', 'find out whether the site takes changes of single sign-on: one change without any field is sent')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runSite } = await import('../commands/site.ts')
        return runSite(options, terminal, signal)
      })
    )
}

const help = `
Without --site the site that was connected last is taken.
${keyHelp}
Exit codes: 0 connected, 2 not.

Examples:
  entra-setup site --site acme --api-key-file acme.key --keep-key
  entra-setup site --site files.acme.example --probe
  FILES_API_KEY=... entra-setup site --site acme --json > site.json
  entra-setup site --site acme --forget`
