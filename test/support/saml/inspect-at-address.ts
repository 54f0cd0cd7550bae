import { createSaml } from '../../../src-main/adapters/saml/create-saml.ts'
import { createCertificates } from '../../../src-main/adapters/x509/create-certificates.ts'
import { inspectSaml, type InspectedSaml, type StoredProvider } from '../../../src-main/app/operations/inspect-saml.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { MetadataFetchPort } from '../../../src-main/core/saml/saml-ports.ts'

/** Codes of the rungs that failed and that warn, beside what the inspection found. */
export type Inspection = InspectedSaml & { readonly failed: readonly string[]; readonly warned: readonly string[] }

/** Inspects what an address publishes as the application does; somebody insists on every address. */
export async function inspectAt(
  url: string,
  metadataFetch: MetadataFetchPort,
  stored: readonly StoredProvider[] = []
): Promise<Inspection> {
  const certificates = createCertificates()
  const ports = {
    saml: createSaml(certificates),
    certificates,
    metadataFetch,
    clock: { now: Date.now, monotonicMs: () => performance.now() }
  }
  const input = { document: { kind: 'url', url, insist: true }, tenantId: '', applicationId: '', stored } as const
  const events = inspectSaml(ports, input, neverCancelled)
  for (;;) {
    const step = await events.next()
    if (step.done !== true) continue
    const codes = (status: 'fail' | 'warn' | 'crash') =>
      step.value.report.results.flatMap(({ outcome }) => (outcome.status === status ? [outcome.problem.code] : []))
    if (codes('crash').length > 0) throw new Error('A check crashed')
    return { ...step.value, failed: codes('fail'), warned: codes('warn') }
  }
}
