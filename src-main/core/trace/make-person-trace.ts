import { type Problem, problem } from '../errors.ts'
import { seenAboutPeople } from '../evidence.ts'
import { printableText } from '../report/printable-text.ts'
import { findDouble } from './find-double.ts'
import { findMismatch } from './find-mismatch.ts'
import { findRename } from './find-rename.ts'
import { findTracedPerson, type FoundPerson } from './find-traced-person.ts'
import { identityOfPerson } from './identity-of-person.ts'
import { personEvents } from './person-events.ts'
import { personProvider } from './person-provider.ts'
import type { PersonTrace } from './person-trace.ts'
import { type PersonFindings, traceCauses } from './trace-causes.ts'
import type { TraceFacts } from './trace-facts.ts'
import { traceRepairs } from './trace-repairs.ts'
import { traceSides } from './trace-sides.ts'
import { leftOutOfTimeline, traceTimeline } from './trace-timeline.ts'

/** “What is wrong with Anna?”, from all that was read. Pure. */
export function makePersonTrace(facts: TraceFacts): PersonTrace {
  const found = findTracedPerson(facts)
  return found.kind === 'found' ? traceOf(facts, found) : withoutPerson(facts, found)
}

function traceOf(facts: TraceFacts, { user, by, names }: Extract<FoundPerson, { readonly kind: 'found' }>): PersonTrace {
  const { strategies, notRead } = facts
  const person = printableText(user?.username ?? facts.asked.trim())
  const provider = personProvider(strategies, user)
  const events = personEvents(facts, names, user)
  const findings: PersonFindings = {
    person,
    user,
    provider,
    events,
    rename: user === undefined ? undefined : findRename(facts, user, names, events),
    mismatch: user === undefined ? undefined : findMismatch(facts, user),
    double: user === undefined ? undefined : findDouble(facts, user),
    identity: identityOfPerson(facts, provider.strategy, names.all)
  }
  const causes = traceCauses(facts, findings)
  return {
    asked: facts.asked,
    readAt: facts.now,
    headline: headlineOf(person, causes, notRead.length > 0),
    causes,
    sides: traceSides(facts, findings, by),
    timeline: traceTimeline(facts, findings),
    repairs: traceRepairs(facts, findings, causes),
    notRead: [...notRead, ...leftOutOfTimeline(findings)]
  }
}

function headlineOf(person: string, causes: readonly Problem[], isIncomplete: boolean): string {
  const [first] = causes
  if (first !== undefined) return `${person}: ${afterColon(first.title)}.`
  return isIncomplete
    ? `${person}: nothing speaks of a fault in what could be read, and not everything could.`
    : `${person}: nothing speaks of a fault.`
}

/** A name keeps its capital: Files.com, Entra ID, SCIM. */
function afterColon(title: string): string {
  return /^(?:The|This|A|An|No|Nobody|Several|Somebody|What)\b/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title
}

function withoutPerson(facts: TraceFacts, found: Exclude<FoundPerson, { readonly kind: 'found' }>): PersonTrace {
  const { asked, now, notRead, areUsersCut } = facts
  const person = printableText(asked.trim())
  const cause =
    found.kind === 'several'
      ? problem(
          'trace.person.several',
          { person, count: found.users.length },
          found.users
            .slice(0, MOST_NAMED)
            .map(({ username, email, name }) => seenAboutPeople(username, [name, email].filter((text) => (text ?? '') !== '').join(', ')))
        )
      : problem(
          'trace.person.unknown',
          {
            person,
            nearest: `${areUsersCut ? ' Not all users of the site were read, so somebody may be missed here.' : ''}${found.nearest.length === 0 ? '' : ' There are similar names.'}`
          },
          found.nearest.map(({ username, name }) => seenAboutPeople('Similar', name === undefined ? username : `${username}, ${name}`))
        )
  return {
    asked,
    readAt: now,
    headline: `${person}: ${found.kind === 'several' ? `${String(found.users.length)} people are called so.` : areUsersCut ? 'nobody of those who were read is called so.' : 'nobody is called so.'}`,
    causes: [cause],
    sides: [],
    timeline: [],
    repairs: [],
    notRead
  }
}

const MOST_NAMED = 20
