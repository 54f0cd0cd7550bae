import { createAdapters } from '../../adapters/create-adapters.ts'
import { createOpenId } from '../../adapters/oauth/create-open-id.ts'
import type { OauthPorts } from '../../app/oauth-ports.ts'
import { testOauth } from '../../app/operations/test-oauth.ts'
import { toItsEnd } from '../../app/to-its-end.ts'
import { readEntraAddress } from '../../core/entra/read-entra-address.ts'
import { parseWebAddress } from '../../core/entra/web-address.ts'
import { emptyOauthForm, type OauthForm } from '../../core/model/oauth-form.ts'
import { exportableOauthTest, oauthDocument } from '../../core/report/oauth-document.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FactRow } from '../../core/saml/saml-views.ts'
import { Secret } from '../../core/secret.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { obstacleToWriting, type OutputFile } from '../output-file.ts'
import { askForPassword, readGivenPassword } from '../passwords.ts'
import { refuse } from '../refusal.ts'
import { ladderEndLines, ladderEvents, type LadderOutputOptions, writeLadderReport } from '../reporters/ladder.ts'
import { heading } from '../reporters/lines.ts'
import { type ClientSecretOptions, clientSecretSources } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface OauthTestOptions extends LadderOutputOptions, ClientSecretOptions {
  readonly tenant?: string | undefined
  readonly clientId: string
  readonly cloud: OauthForm['cloud']
  readonly secretEnds?: string | undefined
  readonly authority?: string | undefined
}

export async function runOauthTest(options: OauthTestOptions, version: string, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const bad = (sentence: string): ExitCode =>
    refuse({ kind: 'usage', lines: [sentence] }, { command: 'oauth test', json: options.json }, terminal)
  const { tenant = '', clientId, cloud, secretEnds = '', authority: typedAuthority } = options
  const authority = authorityOf(typedAuthority)
  if (!authority.ok) return bad(authority.error)
  if (authority.value === undefined && tenant.trim() === '')
    return bad('Give the tenant with --tenant, or another provider with --authority.')
  const reportFile: OutputFile = { option: '--report', path: options.report }
  const obstacle = await obstacleToWriting(reportFile, [options.clientSecretFile])
  if (obstacle !== undefined) return bad(obstacle)
  const secret = await clientSecret(options, terminal, signal)
  if (!secret.ok) return bad(secret.error)
  const { clock, openId } = createAdapters()
  // Whoever names a provider on this computer may mean one without https; Entra ID is never asked without it.
  const ports: OauthPorts = { clock, openId: authority.value === undefined ? openId : createOpenId({ allowLocalHttp: true }) }
  const input = {
    form: { ...emptyOauthForm, cloud, tenantId: tenant, clientId, secretEndsOn: secretEnds },
    clientSecret: secret.value,
    ...(authority.value === undefined ? {} : { authority: authority.value })
  }
  const test = await toItsEnd(testOauth(ports, input, signal), ladderEvents(options, terminal).event)
  const { report } = test
  if (options.json === true) {
    const exported = exportableOauthTest(test, terminal.redactor.redactText)
    terminal.out.document(`${JSON.stringify(oauthDocument(exported, { version }), undefined, 2)}\n`)
  } else {
    terminal.out.lines(...ladderEndLines(report, terminal), ...factLines(test.facts, terminal.out.style))
    if (secret.value.isEmpty)
      terminal.out.lines('', 'No client secret was given, so none was proved: --client-secret-file FILE, or ENTRA_SETUP_CLIENT_SECRET.')
  }
  const unwritten = await writeLadderReport(reportFile, report, version, terminal)
  if (unwritten !== undefined) return bad(unwritten)
  return report.summary.outcome === 'failed' ? exitCodes.failed : exitCodes.ok
}

/** As named, asked for on a terminal, or none. The error is a sentence. */
async function clientSecret(options: OauthTestOptions, terminal: Terminal, signal: AbortSignal): Promise<Result<Secret, string>> {
  const given = await readGivenPassword(clientSecretSources(options), terminal)
  if (!given.ok) return given
  if (given.value !== undefined) return succeed(given.value)
  if (!terminal.isInteractive) return succeed(new Secret(''))
  return succeed(await askForPassword(`Client secret of ${options.clientId} (nothing: test without it)`, terminal, signal))
}

/** The error is a sentence. */
function authorityOf(typed: string | undefined): Result<string | undefined, string> {
  if (typed === undefined) return succeed(undefined)
  const text = typed.trim()
  const read = parseWebAddress(text)
  if (read === undefined || (read.scheme !== 'https' && read.scheme !== 'http') || !URL.canParse(text))
    return fail('--authority: an address such as https://login.example.com.')
  if (read.hasCredentials) return fail('--authority: take the name or password out of the address.')
  // As it will be read: `http://localhost.` is another host than `http://localhost`.
  const { protocol, hostname } = new URL(text)
  if (protocol === 'http:' && !['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
    return fail('--authority: http is only for this computer itself; use https.')
  if (/[?#]/.test(text)) return fail('--authority: the address of a provider ends with its path, without a question mark or a number sign.')
  const { cloud } = readEntraAddress(text) ?? {}
  if (cloud !== undefined)
    return fail(`--authority: this is Microsoft Entra ID itself. Leave it out, and give --tenant with --cloud ${cloud.id}.`)
  return succeed(text.replace(/\/\.well-known\/openid-configuration\/?$/i, ''))
}

function factLines(facts: readonly FactRow[], style: TextStyle): readonly string[] {
  if (facts.length === 0) return []
  return ['', heading('What the provider says', style), ...facts.flatMap(({ label, value }) => labelled(label, value, style))]
}
