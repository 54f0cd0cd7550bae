import { CHANGE_RECORD_START } from '../plan/change-record.ts'
import { type Problem, problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import type { ExternalEventFacts } from './service-facts.ts'

/** Something that provisions people, and is off. */
export interface SwitchedOff {
  /** `Single sign-on “Entra ID”`: begins a sentence. */
  readonly what: string
  /** By which the events may name it. */
  readonly label: string
}

/**
 * Whether the service switched something off by itself, as far as its events tell; undefined when they tell nothing. Neither the type nor
 * the text of such an event is documented: one that names the thing and says so is believed, and a mere failure is only the likely reason.
 */
export function judgeSwitchedOff(off: SwitchedOff, isTheOnlyOne: boolean, newestFirst: readonly ExternalEventFacts[]): Problem | undefined {
  const event = newestFirst.find((candidate) => isAbout(candidate, off, isTheOnlyOne))
  if (event === undefined || event.status !== 'failure') return undefined
  const facts = { what: off.what, when: event.createdAt }
  const evidence = [
    seen('Event', `${event.eventType}, ${event.createdAt}`),
    seen('Status', event.status),
    seen('Text of the event', event.body)
  ]
  return SAYS_SO.test(event.body)
    ? problem('service.sync.switched-off', facts, evidence)
    : problem('service.sync.off-after-failure', facts, evidence)
}

const SAYS_SO = /\b(?:switched off|turned off|disabled|deactivated)\b/i
const SYNC_TYPE = /ldap|sso|sync|provision|directory/i

function isAbout({ eventType, body, status }: ExternalEventFacts, { label }: SwitchedOff, isTheOnlyOne: boolean): boolean {
  // Left by programs, ours among them; and hours that were skipped because it is off say nothing about why.
  if (eventType === 'client_log' || body.startsWith(CHANGE_RECORD_START) || status === 'skipped') return false
  const isNamed = label !== '' && body.toLowerCase().includes(label.toLowerCase())
  return isNamed || (isTheOnlyOne && SYNC_TYPE.test(eventType))
}
