import type { AddCommand } from './command-context.ts'
import { jsonOption, keyFileOption, keyHelp, keyStdinOption, siteOption } from './shared-options.ts'

export const addProfile: AddCommand = (program, { terminal, start }) => {
  program
    .command('profile')
    .summary('make a profile from what a site holds, or check one')
    .description(
      'A profile is a file that says what a site shall look like; it holds no secret. --new makes one from what the site holds now; a file is checked, and one of an older version rewritten with --out.'
    )
    .argument('[file]', 'a profile to check')
    .option('--new <file>', 'make a profile from what the site holds')
    .option('--out <file>', 'write the checked profile in the newest version')
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((file, options) =>
      start(async (signal) => {
        const { runProfile } = await import('../commands/profile.ts')
        return runProfile(file, options, terminal, signal)
      })
    )
}

const help = `
Only what a profile names is managed: take a field out, and it is left as it is. null empties it.
"ldap_password": "set" asks for the password when the profile is applied.
${keyHelp}
Exit codes: 0 made, or in order; 1 a value is wrong; 2 could not be read.

Examples:
  entra-setup profile --new acme.json --site acme
  entra-setup profile acme.json
  entra-setup profile old.json --out acme.json`
