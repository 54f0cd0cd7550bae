import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings'

/**
 * Commander asks for missing options before it looks at unknown ones: `plan --profle acme.json` would be told that --profile is missing,
 * and not that it is mistyped. Here what was typed is judged first.
 */
export function askForMandatoryOptionsLast(program: CommandUnknownOpts): void {
  const mandatory = new Map(commandsBelow(program).map((command) => [command, takeMandatory(command)]))
  program.hook('preAction', (_program, command) => {
    const missing = mandatory.get(command)?.find((option) => command.getOptionValue(option.attributeName()) === undefined)
    if (missing !== undefined) command.error(`error: required option '${missing.flags}' not specified`)
  })
}

function takeMandatory(command: CommandUnknownOpts): readonly Option[] {
  const mandatory = command.options.filter((option) => option.mandatory)
  for (const option of mandatory) option.mandatory = false
  return mandatory
}

function commandsBelow(command: CommandUnknownOpts): readonly CommandUnknownOpts[] {
  return [command, ...command.commands.flatMap(commandsBelow)]
}
