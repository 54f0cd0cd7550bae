import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createSaml } from '../../../src-main/adapters/saml/create-saml.ts'
import { createCertificates } from '../../../src-main/adapters/x509/create-certificates.ts'
import { inspectSaml, type InspectedSaml, type InspectSamlInput } from '../../../src-main/app/operations/inspect-saml.ts'
import type { SamlPorts } from '../../../src-main/app/saml-ports.ts'
import type { CheckEvent } from '../../../src-main/core/checks/check.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { fail, succeed } from '../../../src-main/core/result.ts'
import type { SamlReport } from '../../../src-main/core/saml/saml-views.ts'

/** The clock of these tests. */
export const NOW = '2026-11-22T05:00:00.000Z'

export function metadataFixture(name: string): Buffer {
  return readFileSync(join(resolve(import.meta.dirname, '../../fixtures/saml/metadata'), name))
}

/** Real readers; the network knows these addresses and nothing else, and writes down what it was asked. */
export function samlPorts(
  documents: Readonly<Record<string, string | Uint8Array>> = {},
  now = NOW
): SamlPorts & { readonly asked: string[] } {
  const certificates = createCertificates(() => Date.parse(now))
  const asked: string[] = []
  return {
    asked,
    certificates,
    saml: createSaml(certificates),
    clock: { now: () => Date.parse(now), monotonicMs: () => 0 },
    metadataFetch: {
      async fetch(url) {
        asked.push(url)
        const found = documents[url]
        if (found === undefined) return fail({ kind: 'name-unknown', host: url })
        const bytes = typeof found === 'string' ? Buffer.from(found) : found
        return succeed({ bytes, finalUrl: url, redirects: [], contentType: 'application/samlmetadata+xml', durationMs: 3 })
      }
    }
  }
}

export async function inspect(
  document: InspectSamlInput['document'],
  more: Partial<InspectSamlInput> & { readonly ports?: SamlPorts } = {}
): Promise<InspectedSaml & { readonly events: readonly CheckEvent[] }> {
  const { ports = samlPorts(), ...input } = more
  const events: CheckEvent[] = []
  const run = inspectSaml(ports, { tenantId: '', applicationId: '', stored: [], document, ...input }, neverCancelled)
  for (;;) {
    const step = await run.next()
    if (step.done === true) return { ...step.value, events }
    events.push(step.value)
  }
}

/** `fail saml-metadata.fetched saml.fetch.timed-out`, without what passed or was not needed. */
export function troubles({ results }: Pick<SamlReport, 'results'>): readonly string[] {
  return results.flatMap(({ id, outcome }) => {
    const short = id.replace('saml-metadata.', '')
    switch (outcome.status) {
      case 'warn':
      case 'fail':
      case 'crash':
        return [`${outcome.status} ${short} ${outcome.problem.code}`]
      case 'not-provable-here':
        return [`${outcome.status} ${short}`]
      case 'pass':
      case 'skip':
      case 'blocked':
        return []
    }
  })
}
