import { readResponse } from '../../../src-main/adapters/saml/read-response.ts'
import { createCertificates } from '../../../src-main/adapters/x509/create-certificates.ts'
import { inspectResponse } from '../../../src-main/app/operations/inspect-response.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { SamlTrust } from '../../../src-main/core/saml/saml-source.ts'
import type { SamlResponseView } from '../../../src-main/core/saml/saml-views.ts'

export interface XRay {
  /** Codes of the rungs that failed or warn, in the order of the ladder. */
  readonly failed: readonly string[]
  readonly warned: readonly string[]
  /** The Files.com user name that results; absent when none does. */
  readonly username: string | undefined
  readonly view: SamlResponseView | undefined
}

/** What our own X-ray makes of a posted response. */
export async function xRay(content: string, trust: SamlTrust): Promise<XRay> {
  const certificates = createCertificates()
  const ports = {
    saml: {
      readResponse: (text: Uint8Array | string, keys: SamlTrust['keys']) => readResponse(text, keys, certificates),
      readMetadata: () => Promise.reject(new Error('A response is no metadata'))
    },
    clock: { now: Date.now, monotonicMs: () => performance.now() }
  }
  const events = inspectResponse(ports, { content, name: 'pasted text', trust, at: undefined }, neverCancelled)
  for (;;) {
    const step = await events.next()
    if (step.done !== true) continue
    const { report, view } = step.value
    const codes = (status: 'fail' | 'warn') =>
      report.results.flatMap(({ outcome }) => (outcome.status === status ? [outcome.problem.code] : []))
    const crash = report.results.find(({ outcome }) => outcome.status === 'crash')
    if (crash !== undefined) throw new Error(`${crash.id} crashed`)
    return {
      failed: codes('fail'),
      warned: codes('warn'),
      username: view?.username.kind === 'results' ? view.username.username : undefined,
      view
    }
  }
}

/** Trusts these certificates by their fingerprints and nothing else. */
export function trustOf(issuer: string, fingerprints: readonly string[]): SamlTrust {
  return {
    from: 'the test',
    mode: 'fingerprint',
    issuer,
    signOnUrls: [],
    keys: fingerprints.map((sha256) => ({ kind: 'fingerprint', sha256 }))
  }
}
