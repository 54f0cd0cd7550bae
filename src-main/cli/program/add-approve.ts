import type { AddCommand } from './command-context.ts'
import { jsonOption, keyFileOption, keyHelp, keyStdinOption, siteOption, yesOption } from './shared-options.ts'

export const addApprove: AddCommand = (program, { terminal, start }) => {
  program
    .command('approve')
    .summary('approve a plan as a second person')
    .description(
      'Shows a saved plan, compares its content with its digest, and writes the approval that “apply” asks for. Use your own key: the approval names the person it belongs to.'
    )
    .argument('<plan>', 'the file that “plan --out” wrote')
    .option('--digest <digest>', 'the plan that was looked at; without it the plan is shown, and nothing approved')
    .option('--out <file>', 'where the approval is written')
    .addOption(yesOption())
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((file, options) =>
      start(async (signal) => {
        const { runApprove } = await import('../commands/approve.ts')
        return runApprove(file, options, terminal, signal)
      })
    )
}

const help = `
${keyHelp}
Exit codes: 0 approved, 10 shown only, 2 could not run.

Examples:
  entra-setup approve acme.plan.json
  entra-setup approve acme.plan.json --digest 5d41...1592 --out acme.approval.json`
