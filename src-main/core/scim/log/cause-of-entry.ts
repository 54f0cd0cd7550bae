import { type Problem, problem } from '../../errors.ts'
import type { EvidenceItem } from '../../evidence.ts'
import { dayText } from '../../model/day-text.ts'
import { printableText } from '../../report/printable-text.ts'
import type { ScimLogFacts } from '../../service/service-facts.ts'
import { maskScimJson } from './mask-scim-json.ts'
import type { ScimEntryReading } from './read-scim-entry.ts'

/** Why a request failed; entries of one id belong together. */
export interface ScimEntryCause {
  readonly id: string
  readonly kind:
    | 'token-refused'
    | 'not-allowed'
    | 'search-not-found'
    | 'record-gone'
    | 'name-taken'
    | 'bad-search'
    | 'bad-request'
    | 'too-many'
    | 'service-error'
    | 'other-failure'
}

/** A redirect is a failure too: Entra ID does not get what it asked for. Without a status nobody can tell. */
export function isFailure({ responseCode }: Pick<ScimLogFacts, 'responseCode'>): boolean {
  return responseCode !== undefined && (responseCode >= 300 || responseCode < 200)
}

export function causeOfEntry({ responseCode = 0 }: Pick<ScimLogFacts, 'responseCode'>, { wish, path }: ScimEntryReading): ScimEntryCause {
  const isSearch = wish.kind === 'probe' || wish.kind === 'find-user' || wish.kind === 'find-group' || wish.kind === 'list-users'
  switch (responseCode) {
    case 400:
      return one(isSearch ? 'bad-search' : 'bad-request')
    case 401:
      return one('token-refused')
    case 403:
      return one('not-allowed')
    case 404:
      // Without a number in its path a request is for the list itself: then it is the address that is wrong.
      return one(isSearch || path.id === undefined ? 'search-not-found' : 'record-gone')
    case 409:
      return one('name-taken')
    case 429:
      return one('too-many')
    default:
      return responseCode >= 500 && responseCode < 600
        ? { id: `service-error-${String(responseCode)}`, kind: 'service-error' }
        : { id: `other-failure-${String(responseCode)}`, kind: 'other-failure' }
  }
}

function one(kind: ScimEntryCause['kind']): ScimEntryCause {
  return { id: kind, kind }
}

export interface CauseFacts {
  readonly count: number
  readonly status: number
  /** Of the newest failure. */
  readonly words: string
  /** ISO 8601; absent: the site does not say. */
  readonly tokenEndsAt: string | undefined
  /** Entra ID is to show a user name and a password. */
  readonly isByPassword: boolean
  /** ISO 8601. */
  readonly now: string
  readonly evidence: readonly EvidenceItem[]
}

export function causeProblem(kind: ScimEntryCause['kind'], facts: CauseFacts): Problem {
  const { count, status, words, tokenEndsAt, now, evidence } = facts
  switch (kind) {
    case 'token-refused':
      if (facts.isByPassword) return problem('scim-log.password-refused', { count, words }, evidence)
      return problem('scim-log.token-refused', { count, words, token: tokenText(tokenEndsAt, now) }, evidence)
    case 'not-allowed':
      return problem('scim-log.not-allowed', { count, words }, evidence)
    case 'search-not-found':
      return problem('scim-log.search-not-found', { count, words }, evidence)
    case 'record-gone':
      return problem('scim-log.record-gone', { count, words }, evidence)
    case 'name-taken':
      return problem('scim-log.name-taken', { count, words }, evidence)
    case 'bad-search':
      return problem('scim-log.bad-search', { count, words }, evidence)
    case 'bad-request':
      return problem('scim-log.bad-request', { count, words }, evidence)
    case 'too-many':
      return problem('scim-log.too-many', { count, words }, evidence)
    case 'service-error':
      return problem('scim-log.service-error', { count, words, status }, evidence)
    case 'other-failure':
      return problem('scim-log.other-failure', { count, words, status }, evidence)
  }
}

function tokenText(endsAt: string | undefined, now: string): string {
  if (endsAt === undefined || Number.isNaN(Date.parse(endsAt))) return 'When the token ends is not known here.'
  return Date.parse(endsAt) <= Date.parse(now)
    ? `By what Files.com says it ended on ${dayText(endsAt)}.`
    : `By what Files.com says the token of today is good until ${dayText(endsAt)}: so it was reset, or another one was entered.`
}

/** What the service said about a failure, ready for a sentence; it may name people. */
export function wordsOfFailure({ answer }: ScimEntryReading): string {
  return maskScimJson(printableText(answer?.detail ?? ''))
    .replace(/[.\s]+$/, '')
    .slice(0, 200)
}
