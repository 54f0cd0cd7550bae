import type { AddCommand } from './command-context.ts'
import { jsonOption, keyFileOption, keyHelp, keyStdinOption, profileOption, siteOption } from './shared-options.ts'

export const addVerify: AddCommand = (program, { terminal, start }) => {
  program
    .command('verify')
    .summary('compare a site with its profile')
    .description('Reads the site and tells, field by field, whether it holds exactly what the profile says. It only reads.')
    .addOption(profileOption())
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runVerify } = await import('../commands/verify.ts')
        return runVerify(options, terminal, signal)
      })
    )
}

const help = `
${keyHelp}
Exit codes: 0 the site holds exactly this, 1 it differs, 2 could not run.

Examples:
  entra-setup verify --profile acme.json
  entra-setup verify --profile acme.json --json > state.json || mail -s "acme differs" admin < state.json`
