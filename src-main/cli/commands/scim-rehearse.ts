import { createAdapters } from '../../adapters/create-adapters.ts'
import { rehearseScim } from '../../app/operations/rehearse-scim.ts'
import { toItsEnd } from '../../app/to-its-end.ts'
import { exportableLadderReport } from '../../core/report/ladder-report-forms.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { scimDocument } from '../../core/report/scim-document.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { ScimProof } from '../../core/scim/scim-proof.ts'
import type { ScimExchange } from '../../core/scim/scim-views.ts'
import { Secret } from '../../core/secret.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { obstacleToWriting, type OutputFile } from '../output-file.ts'
import { readPassword } from '../passwords.ts'
import { refuse } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { ladderEndLines, ladderEvents, type LadderOutputOptions, writeLadderReport } from '../reporters/ladder.ts'
import { scimPasswordSources, type ScimPasswordOptions, scimTokenSources, type ScimTokenOptions } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface ScimRehearseOptions extends LadderOutputOptions, ScimTokenOptions, ScimPasswordOptions {
  readonly endpoint?: string | undefined
  /** Of an older provider, which takes a password instead of a token. */
  readonly username?: string | undefined
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
  const obstacle = await obstacleToWriting(reportFile, [options.tokenFile, options.passwordFile])
  if (obstacle !== undefined) return bad(obstacle)
  const server = await serverOf(options, terminal, signal)
  if (!server.ok) return bad(server.error)
  const { url, proof, close } = server.value
  try {
    const ports = { ...createAdapters(), redactor: terminal.redactor }
    const input = { url, proof, write: options.write === true, isSite: false, tokenEndsAt: undefined }
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
  readonly proof: ScimProof
  close(): Promise<void>
}

/** The error is a sentence. */
async function serverOf(options: ScimRehearseOptions, terminal: Terminal, signal: AbortSignal): Promise<Result<Server, string>> {
  const { endpoint, builtIn } = options
  if (builtIn === true) {
    if (namesToken(options) || namesPassword(options) || options.username !== undefined)
      return fail('--built-in has a token of its own: leave yours out.')
    const { startPracticeService } = await import('../../practice/service/start-practice-service.ts')
    const { AZURE_SAML_ID } = await import('../../practice/service/seed-site.ts')
    const service = await startPracticeService({ userCount: 5 })
    const token = new Secret(service.scimToken(AZURE_SAML_ID))
    return succeed({ url: service.scimEndpoint, proof: { kind: 'token', token }, close: () => service.close() })
  }
  if (endpoint === undefined) return fail('Give the address with --endpoint, or use --built-in.')
  const proof = await proofOf(options, terminal, signal)
  return proof.ok ? succeed({ url: endpoint, proof: proof.value, close: () => Promise.resolve() }) : proof
}

/** The error is a sentence. */
async function proofOf(options: ScimRehearseOptions, terminal: Terminal, signal: AbortSignal): Promise<Result<ScimProof, string>> {
  const { username } = options
  if (username === undefined) {
    if (namesPassword(options)) return fail('A password goes with a user name: add --username, or give a token with --token-file.')
    const question = { ...scimTokenSources(options), prompt: 'SCIM token', ways: '--token-file or --token-stdin' }
    const token = await readPassword(question, terminal, signal)
    return token.ok ? succeed({ kind: 'token', token: token.value }) : token
  }
  if (namesToken(options)) return fail('--username goes with a password, not with a token: leave one of them out.')
  const question = {
    ...scimPasswordSources(options),
    prompt: `SCIM password of ${printableText(username)}`,
    ways: '--password-file or --password-stdin'
  }
  const password = await readPassword(question, terminal, signal)
  return password.ok ? succeed({ kind: 'basic', username, password: password.value }) : password
}

function namesToken({ tokenFile, tokenStdin }: ScimTokenOptions): boolean {
  return tokenFile !== undefined || tokenStdin === true
}

function namesPassword({ passwordFile, passwordStdin }: ScimPasswordOptions): boolean {
  return passwordFile !== undefined || passwordStdin === true
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
