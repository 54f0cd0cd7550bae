import type { CancelSignal } from '../../core/cancel.ts'
import { failureEvidence } from '../../core/checks/failure-problem.ts'
import { ROOT_DSE_ATTRIBUTES, rootDseFacts } from '../../core/directory/root-dse-facts.ts'
import { otherWays, suggestSettings } from '../../core/directory/suggest-settings.ts'
import { type EvidenceItem, seen } from '../../core/evidence.ts'
import { type LdapFailure, productText, type RootDseFacts } from '../../core/model/directory-facts.ts'
import type { DirectorySettings, Security } from '../../core/model/directory-settings.ts'
import type { Suggestion } from '../../core/model/suggestion.ts'
import type { DirectoryPort } from '../../core/ports/directory.ts'
import type { NetworkPort } from '../../core/ports/network.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { lookUpServices } from '../probes/look-up-services.ts'

export interface SuggestPorts {
  readonly network: NetworkPort
  readonly directory: DirectoryPort
}

export interface SuggestAnswer {
  readonly suggestions: readonly Suggestion[]
  readonly evidence: readonly EvidenceItem[]
  readonly summary: string
}

/** Looks as a guest, without any password, at what the server and the name server say of themselves. Throws `Cancelled`. */
export async function findSuggestions(ports: SuggestPorts, settings: DirectorySettings, signal: CancelSignal): Promise<SuggestAnswer> {
  const services = await lookUpServices(ports.network, settings, signal)
  const evidence: EvidenceItem[] = services.records.slice(0, 3).map((record) => seen('SRV', `${record.name} port ${record.port}`))
  for (const way of [{ security: settings.security, port: settings.port }, ...otherWays(settings)]) {
    const answer = await readRoot(ports.directory, settings, way, signal)
    const label = `Port ${way.port}, ${way.security === 'none' ? 'no encryption' : way.security === 'ldaps' ? 'LDAPS' : 'StartTLS'}`
    if (!answer.ok) {
      evidence.push(seen(label, failureEvidence(answer.error)[0]?.value ?? answer.error.kind))
      continue
    }
    evidence.push(seen(label, productText[answer.value.product]))
    const isChosen = way.security === settings.security && way.port === settings.port
    const suggestions = suggestSettings(settings, {
      root: answer.value,
      services: services.records,
      ...(isChosen ? {} : { reachedBy: way })
    })
    return { suggestions, evidence, summary: summaryOf(suggestions, answer.value) }
  }
  const suggestions = suggestSettings(settings, { services: services.records })
  return {
    suggestions,
    evidence,
    summary: `${settings.host} did not answer as a directory in any of the usual ways.${suggestions.length === 0 ? ' Check the name of the server.' : ''}`
  }
}

async function readRoot(
  directory: DirectoryPort,
  settings: DirectorySettings,
  way: { security: Security; port: number },
  signal: CancelSignal
): Promise<Result<RootDseFacts, LdapFailure>> {
  const session = await directory.open(
    { host: settings.host, port: way.port, security: way.security, timeoutMs: settings.timeoutMs },
    'unverified',
    signal
  )
  if (!session.ok) return session
  const answer = await session.value.read('', ROOT_DSE_ATTRIBUTES)
  session.value.close()
  if (!answer.ok) return answer
  if (answer.value === undefined || answer.value.attributes.size === 0)
    return fail({ kind: 'closed', text: 'the server hides its root entry' })
  return succeed(rootDseFacts(answer.value))
}

function summaryOf(suggestions: readonly Suggestion[], root: RootDseFacts): string {
  const product = `This is ${productText[root.product]}.`
  if (suggestions.length === 0) return `${product} The settings fit; there is nothing better to suggest.`
  return `${product} ${suggestions.length === 1 ? 'One setting' : `${suggestions.length} settings`} could be filled in.`
}
