import type { AddCommand } from './command-context.ts'
import { documentsOption, jsonOption, keyFileOption, keyHelp, keyStdinOption, siteOption } from './shared-options.ts'

export const addJournal: AddCommand = (program, { terminal, start }) => {
  program
    .command('journal')
    .summary('show what was applied from this computer')
    .description(
      'Lists the runs of this computer, newest first, also those that were cut off in the middle: what is known, and what is not. --check reads the site to find out the rest; it sends nothing.'
    )
    .argument('[run]', 'show one run with everything that is known')
    .option('--check <run>', 'read what the site holds, and write down what became of this run')
    .option('--receipt <file>', 'write the receipt of the run into a file; “undo” takes it')
    .addOption(documentsOption())
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((run, options) =>
      start(async (signal) => {
        const { runJournal } = await import('../commands/journal.ts')
        return runJournal(run, options, terminal, signal)
      })
    )
}

const help = `
A run is named by its id or by the beginning of it. --site lists the runs of one site only.
${keyHelp}
--check needs one, the journal itself none.
Exit codes: 0 shown (with --check: everything is proved), 10 something waits for a person,
1 with --check: different or not known, 2 could not run.

Examples:
  entra-setup journal
  entra-setup journal 3f2a
  entra-setup journal --check 3f2a
  entra-setup journal 3f2a --receipt acme.receipt.json
  entra-setup journal 3f2a --documents .`
