import { type AddCommand, collected } from './command-context.ts'

export const addPractice: AddCommand = (program, { terminal, start }) => {
  program
    .command('practice')
    .summary('try everything with a made-up company')
    .description(
      'Starts a directory and a Files.com service of a made-up company inside this program: to check the directory, healthy and with faults you choose, and to plan, apply and undo on the site. Nothing leaves this computer.'
    )
    .option('--once', 'the whole way once: ladder, plan, apply, read-back, undo; exit code 0 when all of it is proved')
    .option('--fault <name>', 'switch a fault on; may be repeated. With --once: the ladder only', collected)
    .option('--list', 'list the faults')
    .option('--serve', 'keep directory and service running until Ctrl-C, for the other commands')
    .option('--profile <file>', 'with --serve: write a profile to begin with')
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runPractice } = await import('../commands/practice.ts')
        return runPractice(options, terminal, signal)
      })
    )
}

const help = `
Without options it asks what to try; without a terminal it gives a guided tour.
--serve prints the address and the key of the practice site, for a second terminal.
Exit codes: 0 everything went as it should, 1 it did not, 2 could not run, 130 cancelled.

Examples:
  entra-setup practice
  entra-setup practice --list
  entra-setup practice --once --fault expired-certificate
  entra-setup practice --serve --profile practice.json`
