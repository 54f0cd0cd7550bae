import type { KeychainAccount } from '../../core/ports/secrets.ts'
import { createCliPorts, type CliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { openSite, siteAddress, type SiteOptions } from '../open-site.ts'
import { refuse } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { siteDocument, siteLines } from '../reporters/site.ts'
import type { Terminal } from '../terminal.ts'

export interface SiteCommandOptions extends SiteOptions {
  readonly keepKey?: true | undefined
  readonly forget?: true | undefined
  readonly probe?: true | undefined
  readonly json?: true | undefined
}

/** Shows a site, or forgets it. */
export async function runSite(options: SiteCommandOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const ports = createCliPorts(terminal)
  const about = { command: 'site', json: options.json }
  if (options.forget === true) return forget(ports, options, terminal)
  const how = { probeWrites: options.probe === true, keepKey: options.keepKey === true }
  const site = await openSite(ports, options, how, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  const { out, redactor } = terminal
  if (options.json === true) out.document(jsonText(siteDocument(site.value.connected), redactor.redactText))
  else out.lines(...siteLines(site.value.connected, out.style))
  return exitCodes.ok
}

async function forget(ports: CliPorts, options: SiteCommandOptions, terminal: Terminal): Promise<ExitCode> {
  const about = { command: 'site', json: options.json }
  const others = (['keepKey', 'probe', 'apiKeyFile', 'apiKeyStdin'] as const).some((option) => options[option] !== undefined)
  if (others) return refuse({ kind: 'usage', lines: ['--forget stands alone, with --site.'] }, about, terminal)
  const address = siteAddress(ports, options, undefined)
  if (!address.ok) return refuse(address.error, about, terminal)
  const site = address.value.host
  const scimTokensOf = ports.memory.read(site)?.scimTokensOf ?? []
  for (const forgotten of [ports.memory.forget(site), ports.profiles.forget(site), await ports.previewRuns.forget(site)])
    if (!forgotten.ok) return refuse({ kind: 'problem', problem: forgotten.error }, about, terminal)
  const accounts: readonly KeychainAccount[] = [
    { kind: 'api-key', site },
    { kind: 'ldap-password', site },
    ...scimTokensOf.map((strategyId) => ({ kind: 'scim-token' as const, site, strategyId }))
  ]
  for (const account of accounts) {
    const removed = await ports.keychain.remove(account)
    if (removed.ok) continue
    terminal.err.lines(`What was remembered of ${site} is gone from this computer. If a key was kept, it still is in the keychain:`)
    return refuse({ kind: 'problem', problem: removed.error }, about, terminal)
  }
  const sentence = `Key, LDAP password, profile, previews and whatever was remembered of ${site} are gone from this computer. The journal stays.`
  if (options.json === true) terminal.out.document(jsonText({ schemaVersion: 1, command: 'site', outcome: 'forgotten', site }, String))
  else terminal.out.lines(sentence)
  return exitCodes.ok
}
