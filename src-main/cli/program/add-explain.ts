import type { AddCommand } from './command-context.ts'
import { addPreviewCommand, previewSourcesHelp } from './preview-options.ts'
import { jsonOption } from './shared-options.ts'

export const addExplain: AddCommand = (program, { terminal, start, version }) => {
  addPreviewCommand(program, 'explain')
    .argument('<name>', 'user name, mail address, distinguished name or full name')
    .summary('why a person would get an account, or would not')
    .description(
      'Says in one sentence what the next sync would do with one person, then rule by rule how that comes about, and what to do when it is not meant. It only reads.'
    )
    .option('--owned', 'also what belongs to the account: keys, share links, automations, rights')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((name, options) =>
      start(async (signal) => {
        const { runExplain } = await import('../commands/explain.ts')
        return runExplain(name, options, version, terminal, signal)
      })
    )
}

const help = `${previewSourcesHelp}
Nothing is recorded. With --run it asks a recorded run, without reading anything again.

Exit codes: 0 the sync takes the person, 1 it does not, or nobody of this name was found,
3 the reading was incomplete, 2 could not run, 130 cancelled.

Examples:
  entra-setup explain anna.li@corp.example --profile acme.json
  entra-setup explain anna.li@corp.example --profile acme.json --owned
  entra-setup explain "Anna Li" --run last`
