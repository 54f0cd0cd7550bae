import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../../src-main/cli/exit-codes.ts'
import { createProgram } from '../../../src-main/cli/program.ts'
import { runCli } from '../../../src-main/cli/run-cli.ts'
import { fakeTerminal } from '../../support/fake-terminal.ts'

/** What can be said of every command without running it: the commands come from the program itself, so none is forgotten. */
const root = resolve(import.meta.dirname, '../../..')
const commands = leavesOf(
  createProgram(fakeTerminal(), () => Promise.resolve()),
  []
)
const names = commands.map(({ words }) => words.join(' '))

describe('the help of every command', () => {
  it.each(names)('%s: says what it does, which exit codes it has, and how it is called', async (name) => {
    const { code, out, err } = await run([...name.split(' '), '--help'])

    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^Usage: entra-setup /)
    expect(out).toMatch(/\nExamples?:\n {2}\S/)
    expect(out).toMatch(/Exit codes:? /)
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(140)
  })

  it.each(names)('%s: names no exit code that is none', async (name) => {
    const { out } = await run([...name.split(' '), '--help'])
    const said = /Exit codes:? ([\s\S]*?)\n\n/.exec(out)?.[1] ?? ''

    const numbers = [...said.matchAll(/(?:^|[,;:]\s+)(\d+) /g)].map(([, number]) => Number(number))
    expect(numbers.length + Number(said.includes('those of “apply”'))).toBeGreaterThan(0)
    for (const number of numbers) expect(Object.values<number>(exitCodes)).toContain(number)
  })

  it.each(commands.flatMap(({ words, command }) => command.options.map((option) => [words.join(' '), option.flags, option.description])))(
    '%s %s: is described in a few words, without a full stop',
    (_name, _flags, description) => {
      expect(description).toMatch(/^[^A-Z\s]|^[A-Z][A-Za-z-]* /)
      expect(description).not.toMatch(/[.]$/)
    }
  )
})

describe('every command that is shown somewhere', () => {
  const shown = [...examplesInHelp(), ...examplesIn('README.md'), ...helpPages().flatMap(examplesIn)]

  it('is found', () => {
    expect(shown.length).toBeGreaterThan(150)
  })

  it.each(shown)('%s: %s', async (_where, line) => {
    // given what a shell would make of it
    const words = shellWords(line)

    // when it is read, and not run
    const { err, started } = await parse(words)

    // then nothing is unknown, missing or too much
    expect([err, started]).toEqual(['', true])
  })
})

/** Not those that look like a place for a secret, which are refused before anything else. */
const optionsToMistype = commands.flatMap(({ words, command }) =>
  command.options.flatMap(({ long, hidden }) =>
    hidden || long === undefined || long.length < 7 || long.startsWith('--no-') || /pass|key|token|secret/.test(long)
      ? []
      : [[words.join(' '), long] as const]
  )
)

describe('every option', () => {
  const sources = sourcesBelow('src-main/cli').filter(({ path }) => !path.includes('/cli/program/'))

  it.each(commands.flatMap(({ words, command }) => command.options.map((option) => [words.join(' '), option.attributeName()])))(
    '%s: %s has an effect',
    (_name, attribute) => {
      expect(sources.filter(({ text }) => new RegExp(`\\b${attribute}\\b`).test(text))).not.toEqual([])
    }
  )

  it.each(optionsToMistype)('of %s is suggested when it is typed wrongly: %s', async (name, option) => {
    const mistyped = `${option.slice(0, -2)}${option.slice(-1)}`

    const { code, out, err } = await run([...name.split(' '), mistyped, 'x'])

    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`Error: unknown option '${mistyped}'`)
    expect(err).toContain(`Did you mean ${option}?`)
  })

  it.each(names)('of %s that is unknown does not have its value repeated', async (name) => {
    const { code, out, err } = await run([...name.split(' '), '--unheard-of=Kanari-1'])

    expect([code, out]).toEqual([2, ''])
    expect(err).toContain("Error: unknown option '--unheard-of'")
    expect(err).not.toContain('Kanari')
  })

  it.each(names.flatMap((name) => SECRET_OPTIONS.map((option) => [name, option] as const)))(
    'of %s is no place for a secret: %s',
    async (name, option) => {
      for (const words of [[option, 'Kanari-1'], [`${option}=Kanari-1`]]) {
        const { code, out, err } = await run([...name.split(' '), ...words])

        expect([code, out]).toEqual([2, ''])
        expect(err).toContain(`${option} is not accepted: a secret is never taken as an argument`)
        expect(err).not.toContain('Kanari')
      }
    }
  )
})

const SECRET_OPTIONS = ['--password', '--api-key', '--ldap-password', '--person-password', '--client-secret', '--token', '--scim-token']

interface Leaf {
  readonly words: readonly string[]
  readonly command: CommandUnknownOpts
}

function leavesOf(command: CommandUnknownOpts, words: readonly string[]): readonly Leaf[] {
  if (command.commands.length === 0) return [{ words, command }]
  return command.commands.flatMap((each) => leavesOf(each, [...words, each.name()]))
}

async function run(args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const terminal = fakeTerminal()
  const code = await runCli(args, terminal, new AbortController().signal)
  return { code, out: terminal.output(), err: terminal.errors() }
}

async function parse(words: readonly string[]): Promise<{ readonly err: string; readonly started: boolean }> {
  const terminal = fakeTerminal()
  let started = false
  const program = createProgram(terminal, () => {
    started = true
    return Promise.resolve()
  })
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (terminal.errors() === '') throw error
  }
  return { err: terminal.errors(), started }
}

function examplesInHelp(): readonly (readonly [string, string])[] {
  return [['the program', []] as const, ...commands.map(({ words }) => [words.join(' '), words] as const)].flatMap(([name, words]) => {
    const terminal = fakeTerminal()
    const program = createProgram(terminal, () => Promise.resolve())
    const command = words.reduce<CommandUnknownOpts>((at, word) => at.commands.find((each) => each.name() === word) ?? at, program)
    command.outputHelp()
    return commandLines(/\nExamples?:\n([\s\S]*?)(?:\n\n|$)/.exec(terminal.output())?.[1] ?? '').map((line) => [name, line] as const)
  })
}

function examplesIn(page: string): readonly (readonly [string, string])[] {
  return commandLines(readFileSync(join(root, page), 'utf8')).map((line) => [page, line] as const)
}

/** Lines that call this program, continued lines in one piece, without comments and what a shell does with the result. */
function commandLines(text: string): readonly string[] {
  return [...text.replace(/\\\n\s+/g, '').matchAll(/(?:^|\| )\s*(?:\w+=\S+ )?(?:npm run --silent cli --|entra-setup) (.+)$/gm)]
    .map(([, line = '']) => line)
    .filter((line) => line !== '--version')
}

function helpPages(): readonly string[] {
  return readdirSync(join(root, 'resources/help')).map((name) => `resources/help/${name}`)
}

/** As a shell splits words; ends at a comment, a pipe or a redirection. `...` stands for the options of the example before. */
function shellWords(line: string): readonly string[] {
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|([|>#].*$|\|\|.*$)|([^\s'"]+)/g)]
  const end = words.findIndex(([, , , rest]) => rest !== undefined)
  const complete = ['--host', 'h', '--username', 'u', '--base-dn', 'b']
  return (end === -1 ? words : words.slice(0, end)).flatMap(([, single, double, , plain]) => {
    const word = single ?? double ?? plain ?? ''
    return word === '...' ? complete : [word]
  })
}

function sourcesBelow(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}
