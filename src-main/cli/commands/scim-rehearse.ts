import { createAdapters } from '../../adapters/create-adapters.ts'
import { rehearseScim } from '../../app/operations/rehearse-scim.ts'
import { toItsEnd } from '../../app/to-its-end.ts'
import { exportableLadderReport } from '../../core/report/ladder-report-forms.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { scimDocument } from '../../core/report/scim-document.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { ScimExchange } from '../../core/scim/scim-views.ts'
import { Secret } from '../../core/secret.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { obstacleToWriting, type OutputFile, overwrittenInput } from '../output-file.ts'
import { readPassword } from '../passwords.ts'
import { refuse } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { ladderEndLines, ladderEvents, type LadderOutputOptions, writeLadderReport } from '../reporters/ladder.ts'
import { scimTokenSources, type ScimTokenOptions } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface ScimRehearseOptions extends LadderOutputOptions, ScimTokenOptions {
  readonly endpoint?: string | undefined
  readonly builtIn?: true | undefined
  readonly write?: true | undefined
  readonly showExchanges?: true | undefined
}

export async function runScimRehearse(
  options: ScimRehearseOptions,
  version: string,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const about = { command: 'scim rehearse', json: options.json }
  const bad = (sentence: string): ExitCode => refuse({ kind: 'usage', lines: [sentence] }, about, terminal)
  const reportFile: OutputFile = { option: '--report', path: options.report }
  const obstacle = (await overwrittenInput(reportFile, [options.tokenFile])) ?? (await obstacleToWriting(reportFile))
  if (obstacle !== undefined) return bad(obstacle)
  const server = await serverOf(options, terminal, signal)
  if (!server.ok) return bad(server.error)
  const { url, token, close } = server.value
  try {
    const ports = { ...createAdapters(), redactor: terminal.redactor }
    const input = { url, token, write: options.write === true, isSite: false, tokenEndsAt: undefined }
    const done = await toItsEnd(rehearseScim(ports, input, signal), ladderEvents(options, terminal).event)
    if (!done.ok) return refuse({ kind: 'problem', problem: done.error }, about, terminal)
    const { report, exchanges } = done.value
    const shown = options.showExchanges === true ? exchanges : undefined
    if (options.json === true) {
      const exported = exportableLadderReport(report, terminal.redactor.redactText)
      terminal.out.document(jsonText(scimDocument(exported, shown, { version }), terminal.redactor.redactText))
    } else terminal.out.lines(...ladderEndLines(report, terminal), ...(shown ?? []).flatMap(exchangeLines))
    const unwritten = await writeLadderReport(reportFile, report, version, terminal)
    if (unwritten !== undefined) return bad(unwritten)
    return report.summary.outcome === 'failed' ? exitCodes.failed : exitCodes.ok
  } finally {
    await close()
  }
}

interface Server {
  readonly url: string
  readonly token: Secret
  close(): Promise<void>
}

/** The error is a sentence. */
async function serverOf(options: ScimRehearseOptions, terminal: Terminal, signal: AbortSignal): Promise<Result<Server, string>> {
  const { endpoint, builtIn } = options
  if (builtIn === true) {
    if (options.tokenFile !== undefined || options.tokenStdin === true) return fail('--built-in has a token of its own: leave yours out.')
    const { startPracticeService } = await import('../../practice/service/start-practice-service.ts')
    const { AZURE_SAML_ID } = await import('../../practice/service/seed-site.ts')
    const service = await startPracticeService({ userCount: 5 })
    return succeed({ url: service.scimEndpoint, token: new Secret(service.scimToken(AZURE_SAML_ID)), close: () => service.close() })
  }
  if (endpoint === undefined) return fail('Give the address with --endpoint, or use --built-in.')
  const question = {
    ...scimTokenSources(options),
    prompt: 'SCIM token',
    ways: '--token-file or --token-stdin'
  }
  const token = await readPassword(question, terminal, signal)
  return token.ok ? succeed({ url: endpoint, token: token.value, close: () => Promise.resolve() }) : token
}

function exchangeLines({
  purpose,
  method,
  path,
  requestBody,
  status,
  contentType,
  responseBody,
  durationMs
}: ScimExchange): readonly string[] {
  const answer = status === undefined ? 'no answer' : `HTTP ${String(status)}${contentType === '' ? '' : `, ${contentType}`}`
  return [
    '',
    printableText(purpose),
    `  > ${method} ${printableText(path)}`,
    ...indented(requestBody, '  > '),
    `  < ${printableText(answer)}, after ${String(durationMs)} ms`,
    ...indented(responseBody, '  < ')
  ]
}

function indented(text: string, mark: string): readonly string[] {
  return text === '' ? [] : text.split('\n').map((line) => mark + printableText(line))
}
