import type { InspectedSaml } from '../../../src-main/app/operations/inspect-saml.ts'
import type { StoredProvider } from '../../../src-main/app/operations/stored-providers.ts'
import type { MetadataFetchPort } from '../../../src-main/core/saml/saml-ports.ts'
import { inspect, samlPorts } from './inspect.ts'

/** Codes of the rungs that failed and that warn, beside what the inspection found. */
export type Inspection = InspectedSaml & { readonly failed: readonly string[]; readonly warned: readonly string[] }

/** Inspects what an address publishes as the application does, now; somebody insists on every address. */
export async function inspectAt(
  url: string,
  metadataFetch: MetadataFetchPort,
  stored: readonly StoredProvider[] = []
): Promise<Inspection> {
  const ports = { ...samlPorts({}, new Date().toISOString()), metadataFetch }
  const inspected = await inspect({ kind: 'url', url, insist: true }, { ports, stored })
  const codes = (status: 'fail' | 'warn' | 'crash') =>
    inspected.report.results.flatMap(({ outcome }) => (outcome.status === status ? [outcome.problem.code] : []))
  if (codes('crash').length > 0) throw new Error('A check crashed')
  return { ...inspected, failed: codes('fail'), warned: codes('warn') }
}
