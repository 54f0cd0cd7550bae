import { readResponse } from '../../../src-main/adapters/saml/read-response.ts'
import { createCertificates } from '../../../src-main/adapters/x509/create-certificates.ts'
import { type InspectedResponse, inspectResponse } from '../../../src-main/app/operations/inspect-response.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { CheckOutcome } from '../../../src-main/core/checks/check.ts'
import type { ResponseRefusal } from '../../../src-main/core/saml/saml-ports.ts'
import type { SamlResponseReading } from '../../../src-main/core/saml/response-facts.ts'
import type { SamlTrust } from '../../../src-main/core/saml/saml-source.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { sampleIssuer, sampleMoment } from './make-response.ts'
import type { SigningKey } from './signing-key.ts'

export interface Xray extends InspectedResponse {
  /** By the id without its area: `audience-exact`. */
  outcome(check: string): CheckOutcome
  /** `fail saml.response.audience-wrong`, `pass`, `blocked`; for whole comparisons. */
  verdict(check: string): string
  /** Everything that is not green, in order: `audience-exact: fail saml.response.audience-wrong`. */
  readonly findings: readonly string[]
  /** Codes of the rungs that fail, in the order of the ladder. */
  readonly failed: readonly string[]
  readonly warned: readonly string[]
  /** The Files.com user name that results; absent when none does. */
  readonly username: string | undefined
}

const certificates = createCertificates()

export function read(content: Uint8Array | string, keys: readonly SigningKey[]): Promise<Result<SamlResponseReading, ResponseRefusal>> {
  return readResponse(
    content,
    keys.map(({ facts }) => ({ kind: 'certificate', certificate: facts })),
    certificates
  )
}

export function trustIn(keys: readonly SigningKey[], changes: Partial<SamlTrust> = {}): SamlTrust {
  return {
    from: 'the metadata of the test',
    mode: 'url',
    issuer: sampleIssuer,
    signOnUrls: [],
    keys: keys.map(({ facts }) => ({ kind: 'certificate', certificate: facts })),
    ...changes
  }
}

/** Trusts the certificates with these fingerprints and nothing else. */
export function trustOf(issuer: string, fingerprints: readonly string[]): SamlTrust {
  return trustIn([], { mode: 'fingerprint', issuer, keys: fingerprints.map((sha256) => ({ kind: 'fingerprint', sha256 })) })
}

/** As `xray`, by the clock of this computer; throws when a rung crashed. */
export async function xrayNow(content: string, trust: SamlTrust): Promise<Xray> {
  const found = await xray(content, trust, { at: 'not-given', now: new Date().toISOString() })
  const crash = found.report.results.find(({ outcome }) => outcome.status === 'crash')
  if (crash !== undefined) throw new Error(`${crash.id} crashed`)
  return found
}

/** The whole ladder over a response, judged by default at a moment at which the sample is valid. */
export async function xray(
  content: Uint8Array | string,
  trust: SamlTrust,
  { at = sampleMoment, now = sampleMoment }: { readonly at?: string; readonly now?: string } = {}
): Promise<Xray> {
  const run = inspectResponse(
    {
      saml: {
        readMetadata: () => Promise.reject(new TypeError('No metadata is read here')),
        readResponse: (text, keys) => readResponse(text, keys, certificates)
      },
      clock: { now: () => Date.parse(now), monotonicMs: () => performance.now() }
    },
    { content, name: 'the pasted text', trust, at: at === 'not-given' ? undefined : at },
    neverCancelled
  )
  let step = await run.next()
  while (step.done !== true) step = await run.next()
  const inspected = step.value
  const outcome = (check: string) => {
    const found = inspected.report.results.find(({ id }) => id === `saml-response.${check}`)
    if (found === undefined) throw new TypeError(`There is no check ${check}`)
    return found.outcome
  }
  const codes = (status: 'fail' | 'warn') =>
    inspected.report.results.flatMap(({ outcome: found }) => (found.status === status ? [found.problem.code] : []))
  const username = inspected.view?.username
  return {
    ...inspected,
    failed: codes('fail'),
    warned: codes('warn'),
    username: username?.kind === 'results' ? username.username : undefined,
    outcome,
    verdict: (check) => verdictText(outcome(check)),
    findings: inspected.report.results
      .filter(({ outcome: { status } }) => !['pass', 'skip', 'blocked', 'not-provable-here'].includes(status))
      .map(({ id, outcome: found }) => `${id.replace('saml-response.', '')}: ${verdictText(found)}`)
  }
}

function verdictText(outcome: CheckOutcome): string {
  return 'problem' in outcome ? `${outcome.status} ${outcome.problem.code}` : outcome.status
}
