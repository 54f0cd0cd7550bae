import { type Problem, problem } from '../errors.ts'
import { type EvidenceItem, seen } from '../evidence.ts'
import { assertNever } from '../result.ts'
import { refusalProblem } from './refusal-problem.ts'
import type { ServiceFailure } from './service-failure.ts'

/** What was being done, in words that complete sentences. */
export interface ServiceAction {
  readonly host: string
  /** `read the users`: completes “Files.com refused to ...”. */
  readonly action: string
  /** The thing itself: `the LDAP settings of the site`, `user 17`. */
  readonly what?: string
  /** Whose key it is. */
  readonly who?: string
  /** A change was sent: a lost answer then leaves open whether it took effect. */
  readonly isWrite?: boolean
}

/** What a failed call means, and what to do. The service's own words are evidence and are never interpreted. */
export function serviceProblem(failure: ServiceFailure, about: ServiceAction): Problem {
  const evidence = failureEvidence(failure)
  switch (failure.kind) {
    case 'no-answer':
      return noAnswerProblem(failure, about, evidence)
    case 'foreign-answer':
      return foreignAnswerProblem(failure, about, evidence)
    case 'refused':
      return refusalProblem(failure, about, evidence)
    default:
      return assertNever(failure)
  }
}

/** How we know: what came, or what did not. */
export function failureEvidence(failure: ServiceFailure): readonly EvidenceItem[] {
  const tries = failure.tries === undefined ? [] : [seen('Tries', failure.tries)]
  switch (failure.kind) {
    case 'no-answer':
      return [
        seen('Network', `${failure.reason}: ${failure.text}`),
        ...(failure.timeoutMs === undefined ? [] : [seen('Waited', `${String(failure.timeoutMs)} ms`)]),
        seen('Request', failure.sent === 'no' ? 'certainly not sent' : 'may have arrived'),
        ...tries
      ]
    case 'foreign-answer':
      return [
        ...(failure.status === 0 ? [] : [seen('Answer', `HTTP ${String(failure.status)}`)]),
        ...(failure.text === '' ? [] : [seen('Seen in the answer', failure.text)]),
        ...tries
      ]
    case 'refused':
      return [
        seen('Answer', `HTTP ${String(failure.status)}`),
        ...(failure.type === '' ? [] : [seen('Type', failure.type)]),
        ...(failure.message === '' ? [] : [seen('Words of Files.com', failure.message)]),
        ...failure.details.map((detail) => seen('Detail', detail)),
        ...(failure.retryAfterSeconds === undefined ? [] : [seen('Asks to wait', `${String(failure.retryAfterSeconds)} s`)]),
        ...tries
      ]
    default:
      return assertNever(failure)
  }
}

function noAnswerProblem(
  failure: Extract<ServiceFailure, { kind: 'no-answer' }>,
  about: ServiceAction,
  evidence: readonly EvidenceItem[]
): Problem {
  const { host } = about
  const { reason, text, sent } = failure
  if (about.isWrite === true && sent === 'maybe')
    return problem('service.write.outcome-unknown', { what: about.what ?? about.action, text }, evidence)
  switch (reason) {
    case 'name-unknown':
      return problem('service.network.name-unknown', { host }, evidence)
    case 'timeout':
      // Without our own deadline it was the connection that took the network too long.
      if (failure.timeoutMs === undefined)
        return problem(sent === 'no' ? 'service.network.unreachable' : 'service.network.reset', { host, text }, evidence)
      return problem('service.network.timeout', { host, timeoutMs: failure.timeoutMs }, evidence)
    case 'reset':
      return problem('service.network.reset', { host }, evidence)
    case 'refused':
    case 'unreachable':
      // That sentence promises that no key was sent.
      if (sent === 'maybe') return problem('service.network.reset', { host }, evidence)
      return problem('service.network.unreachable', { host, text }, evidence)
    case 'tls':
      if (sent === 'maybe') return problem('service.network.reset', { host }, evidence)
      return problem('service.network.tls', { host, text }, evidence)
    case 'proxy-refused':
      return problem('service.answer.proxy', { host, text }, evidence)
    case 'key-unusable':
      return problem('service.key.malformed', { text }, evidence)
    default:
      return assertNever(reason)
  }
}

function foreignAnswerProblem(
  failure: Extract<ServiceFailure, { kind: 'foreign-answer' }>,
  about: ServiceAction,
  evidence: readonly EvidenceItem[]
): Problem {
  const { host } = about
  const { reason, status, text } = failure
  if (about.isWrite === true && !STOPPED_ON_THE_WAY.has(reason) && status !== PROXY_SIGN_IN)
    return problem('service.write.outcome-unknown', { what: about.what ?? about.action, text: `HTTP ${String(status)}, ${text}` }, evidence)
  switch (reason) {
    case 'html-page':
      return problem('service.answer.html-page', { host, text }, evidence)
    case 'captive-portal':
      return problem('service.answer.captive-portal', { host, text }, evidence)
    case 'proxy':
      return problem('service.answer.proxy', { host, text }, evidence)
    case 'redirect':
      return problem('service.answer.redirect', { host, text }, evidence)
    case 'broken-json':
      return problem('service.answer.broken', { host, text }, evidence)
    case 'wrong-shape':
      if (status === 429) return problem('service.busy.rate-limited', { host, tries: failure.tries ?? 1 }, evidence)
      if (status >= 500) return problem('service.busy.unavailable', { host, status }, evidence)
      return problem('service.answer.wrong-shape', { host, text }, evidence)
    default:
      return assertNever(reason)
  }
}

/** Whoever leads elsewhere has not passed the request on. */
const STOPPED_ON_THE_WAY: ReadonlySet<string> = new Set(['captive-portal', 'redirect'])
const PROXY_SIGN_IN = 407
