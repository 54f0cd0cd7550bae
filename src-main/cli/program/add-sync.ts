import type { AddCommand } from './command-context.ts'
import { jsonOption, keyFileOption, keyHelp, keyStdinOption, siteOption } from './shared-options.ts'

export const addSync: AddCommand = (program, { terminal, start }) => {
  program
    .command('sync')
    .summary('order the sync of a single sign-on strategy now, or show how earlier ones ended')
    .description(
      'Orders the sync that Files.com does every hour, and follows its result in the events of the site. With --history it orders nothing.'
    )
    .option('--strategy <id>', 'the strategy; “site” lists them')
    .option('--follow', 'wait for the result')
    .option('--timeout <seconds>', 'how long to wait for it', '300')
    .option('--history', 'only read how earlier syncs ended, by the external log of the site')
    .option('--days <number>', 'how far back --history looks, 1 to 90', '7')
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runSync } = await import('../commands/sync.ts')
        return runSync(options, terminal, signal)
      })
    )
}

const help = `
Without --site the site that was connected last is taken.
${keyHelp}
Exit codes: 0 ordered (with --follow or --history: the newest succeeded), 1 failed or no result seen,
2 could not run.

Examples:
  entra-setup sync --site acme --strategy 12 --follow
  entra-setup sync --strategy 12 --follow --timeout 900 --json
  entra-setup sync --site acme --history --days 30`
