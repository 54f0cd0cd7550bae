import type { Problem } from '../core/errors.ts'
import { problemLines } from '../core/report/text-report.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { jsonText } from './reporters/json-text.ts'
import type { Terminal } from './terminal.ts'

/** Why a command could not do its work: it was called in a way that makes no sense, or something stood in its way. */
export type Refusal =
  { readonly kind: 'usage'; readonly lines: readonly string[] } | { readonly kind: 'problem'; readonly problem: Problem }

export function badUsage(...lines: readonly string[]): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { kind: 'usage', lines } }
}

export function standsInTheWay(problem: Problem): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { kind: 'problem', problem } }
}

/** Says it, for programs also as a document, and gives the exit code 2. */
export function refuse(
  refusal: Refusal,
  about: { readonly command: string; readonly json?: true | undefined },
  terminal: Terminal
): ExitCode {
  if (refusal.kind === 'usage') {
    terminal.err.lines(...refusal.lines.map((line) => `Error: ${line}`), `entra-setup ${about.command} --help explains the options.`)
    return exitCodes.couldNotRun
  }
  const { problem } = refusal
  if (about.json === true) {
    terminal.out.document(
      jsonText({ schemaVersion: 1, command: about.command, outcome: 'could-not-run', problem }, terminal.redactor.redactText)
    )
    terminal.err.lines(`Error: ${problem.title} (${problem.code})`)
  } else terminal.err.lines(...problemLines(problem, terminal.err.style))
  return exitCodes.couldNotRun
}
