import type { Problem } from '../errors.ts'
import { problem } from '../errors.ts'
import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { momentText } from '../model/day-text.ts'
import { printableText } from '../report/printable-text.ts'
import type { SsoEventFacts, StrategyFacts } from '../service/service-facts.ts'
import { explainSignInError } from './explain-sign-in-error.ts'

/** Whose events are waited for, and how sure one can be: an event names the kind and the display name of its provider, not its number. */
export interface OwnerOfEvents {
  readonly strategy: StrategyFacts
  /** Other providers of the site of the same kind. */
  readonly sameKind: readonly StrategyFacts[]
}

export type SignInVerdict =
  | {
      readonly kind: 'signed-in'
      /** Empty when the event does not say. */
      readonly username: string
      readonly sentence: string
      readonly evidence: readonly EvidenceItem[]
      readonly event: ProvingEvent
    }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'passed-over'; readonly because: string }
  /** Neither a success nor a failure yet. */
  | { readonly kind: 'unfinished' }

/** The event of a sign-in that worked. */
export interface ProvingEvent {
  readonly id: number
  /** By the clock of the service. */
  readonly at: string
  /** False: the site has another provider that it may mean as well. */
  readonly isOfThisProvider: boolean
}

export function ownerOfEvents(strategy: StrategyFacts, all: readonly StrategyFacts[]): OwnerOfEvents {
  return { strategy, sameKind: all.filter(({ id, provider }) => id !== strategy.id && provider === strategy.provider) }
}

/** What one new event of the site says about the sign-in that is waited for. `since`: nothing older counts, by the clock of the service. */
export function judgeSignInEvent(event: SsoEventFacts, owner: OwnerOfEvents, since: string | undefined): SignInVerdict {
  const name = `event ${String(event.id)}`
  if (since !== undefined && Date.parse(event.createdAt) < Date.parse(since))
    return { kind: 'passed-over', because: `The ${name} is older than the wait.` }
  const belongs = belongsTo(event, owner)
  if (belongs === 'other') return { kind: 'passed-over', because: `The ${name} belongs to another provider: ${providerText(event)}.` }
  const doubt =
    belongs === 'cannot-tell'
      ? ` The site has another provider that the event may mean as well: ${owner.sameKind.map(({ label, id }) => `“${label}” (${String(id)})`).join(', ')}.`
      : ''
  switch (endOf(event)) {
    case 'success':
      return signedIn(event, owner, doubt)
    case 'failure':
      return { kind: 'refused', problem: refusal(event, owner, doubt) }
    case 'unfinished':
      return { kind: 'unfinished' }
    case 'unknown':
      return { kind: 'passed-over', because: `The ${name} has the status “${printableText(event.status)}”, which is not documented.` }
  }
}

/** Neither field is documented, and both may be missing. */
function belongsTo(event: SsoEventFacts, { strategy, sameKind }: OwnerOfEvents): 'this' | 'other' | 'cannot-tell' {
  const kind = lower(event.provider)
  if (kind !== '' && kind !== lower(strategy.provider)) return 'other'
  const label = lower(event.providerLabel)
  // The only one of its kind: whatever the event calls it.
  if (sameKind.length === 0) return kind === '' && label !== '' && label !== lower(strategy.label) ? 'other' : 'this'
  const isNamed = label !== '' && label === lower(strategy.label)
  const isOtherNamed = label !== '' && sameKind.some((other) => lower(other.label) === label)
  if (isNamed && !isOtherNamed) return 'this'
  return isOtherNamed && !isNamed ? 'other' : 'cannot-tell'
}

/** The words are not documented: these are the ones of the other logs of the service, and what is usual. */
function endOf({ status, errors }: SsoEventFacts): 'success' | 'failure' | 'unfinished' | 'unknown' {
  const word = lower(status)
  if (/^(?:success|succeeded|successful|ok)$/.test(word)) return 'success'
  if (/^(?:fail|failure|failed|error|denied|partial_failure)$/.test(word)) return 'failure'
  if (word === 'in_progress' || word === 'pending') return 'unfinished'
  return errors.length > 0 ? 'failure' : 'unknown'
}

function signedIn(event: SsoEventFacts, { strategy }: OwnerOfEvents, doubt: string): SignInVerdict {
  const username = event.username ?? ''
  const who = username === '' ? 'Somebody' : printableText(username)
  return {
    kind: 'signed-in',
    username,
    sentence: `${who} signed in through “${printableText(strategy.label)}”.${doubt}`,
    evidence: evidenceOf(event),
    event: { id: event.id, at: event.createdAt, isOfThisProvider: doubt === '' }
  }
}

function refusal(event: SsoEventFacts, { strategy }: OwnerOfEvents, doubt: string): Problem {
  const texts = [event.body ?? '', ...event.errors].filter((text) => text !== '')
  const protocol = /^oauth/i.test(strategy.protocol) ? 'oauth' : 'saml'
  const explained = explainSignInError(texts.join('\n'), protocol === 'oauth' ? protocol : undefined)
  const evidence = [...evidenceOf(event), ...(doubt === '' ? [] : [seen('Which provider', doubt.trim())])]
  if (explained.code !== 'entra.sign-in.no-code') return { ...explained, evidence: [...explained.evidence, ...evidence] }
  const words =
    texts.length === 0
      ? 'it does not say why'
      : `“${printableText(texts.at(-1) ?? '')
          .replace(/[.\s]+$/, '')
          .slice(0, 300)}”`
  return problem('entra.sign-in.refused-by-service', { what: `“${printableText(strategy.label)}”`, words, protocol }, evidence)
}

function evidenceOf(event: SsoEventFacts): readonly EvidenceItem[] {
  const { id, eventType, status, createdAt, username, userId, body, errors } = event
  return [
    seen('Event', [`number ${String(id)}`, printableText(eventType), timeText(createdAt)].filter((part) => part !== '').join(', ')),
    seen('Status', printableText(status)),
    seen('Provider', providerText(event)),
    ...(username === undefined ? [] : [seenAboutPeople('User name', printableText(username))]),
    ...(userId === undefined ? [] : [seen('User number', userId)]),
    // The texts of the service name people too.
    ...(body === undefined || body === '' ? [] : [seenAboutPeople('Text of the event', printableText(body).slice(0, 1000))]),
    ...errors.map((error) => seenAboutPeople('Error of the event', printableText(error).slice(0, 1000)))
  ]
}

function providerText({ provider, providerLabel }: SsoEventFacts): string {
  const label = providerLabel === undefined ? '' : `“${printableText(providerLabel)}”`
  const kind = provider === undefined ? '' : printableText(provider)
  if (label === '') return kind === '' ? 'not named' : kind
  return kind === '' ? label : `${label} (${kind})`
}

function timeText(createdAt: string): string {
  return Number.isNaN(Date.parse(createdAt)) ? printableText(createdAt) : momentText(createdAt)
}

function lower(text: string | undefined): string {
  return (text ?? '').trim().toLowerCase()
}
