import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { printableText } from '../report/printable-text.ts'
import { evidenceOf } from '../scim/log/group-scim-causes.ts'
import type { ExternalEventFacts, SettingsChangeFacts, SsoEventFacts, StrategyFacts } from '../service/service-facts.ts'
import type { TraceMoment } from './person-trace.ts'
import type { PersonFindings } from './trace-causes.ts'
import type { TraceFacts } from './trace-facts.ts'
import { endOfSignIn, signInProblem } from './sign-in-problem.ts'

/** Everything that is dated in one order, oldest first, and what has no date at its end. */
export function traceTimeline(facts: TraceFacts, { user, events, double }: PersonFindings): readonly TraceMoment[] {
  const moments = [
    ...[user, double?.other].flatMap((one) =>
      one?.lastLoginAt === undefined
        ? []
        : [moment(one.lastLoginAt, 'site', 'good', 'Last sign-in', `${one.username} signed in; the site keeps the last one only.`, [])]
    ),
    ...events.sso.slice(0, MOST).map((event) => signInMoment(event, facts.strategies)),
    ...events.scim
      .slice(0, MOST)
      .map((each) =>
        moment(
          each.entry.createdAt,
          'scim',
          each.view.isFailure ? 'bad' : 'good',
          'Request of Entra ID',
          each.view.sentence,
          evidenceOf(each)
        )
      ),
    ...events.ldapSync.slice(0, MOST).map(syncMoment),
    ...events.settings.slice(0, MOST_SETTINGS).map(settingsMoment),
    ...directoryMoments(facts)
  ]
  return moments.toSorted((one, other) => timeOf(one) - timeOf(other))
}

/** What there was too much of for the time line, as sentences. */
export function leftOutOfTimeline({ events }: PersonFindings): readonly string[] {
  return [
    { what: 'sign-ins', count: events.sso.length, most: MOST },
    { what: 'requests of Entra ID', count: events.scim.length, most: MOST },
    { what: 'entries of the syncs', count: events.ldapSync.length, most: MOST },
    { what: 'changes of settings', count: events.settings.length, most: MOST_SETTINGS }
  ].flatMap(({ what, count, most }) =>
    count > most ? [`The time line shows the newest ${String(most)} of ${String(count)} ${what}; all were judged.`] : []
  )
}

const MOST = 50
const MOST_SETTINGS = 20

function timeOf({ at }: TraceMoment): number {
  return at === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(at)
}

function moment(
  at: string,
  source: TraceMoment['source'],
  verdict: TraceMoment['verdict'],
  title: string,
  detail: string,
  evidence: readonly EvidenceItem[]
): TraceMoment {
  const ms = Date.parse(at)
  return { at: Number.isNaN(ms) ? undefined : new Date(ms).toISOString(), source, verdict, title, detail: printableText(detail), evidence }
}

function signInMoment(event: SsoEventFacts, strategies: readonly StrategyFacts[]): TraceMoment {
  const verdict = endOfSignIn(event)
  const refused = signInProblem(event, strategies)
  const who = event.username ?? 'Somebody'
  const by = event.providerLabel === undefined ? '' : ` through “${event.providerLabel}”`
  const evidence = refused?.evidence ?? [
    seen('Event', event.id),
    ...(event.username === undefined ? [] : [seenAboutPeople('User name', printableText(event.username))])
  ]
  if (refused === undefined)
    return moment(event.createdAt, 'sign-in', verdict, verdict === 'good' ? 'Signed in' : 'Sign-in', `${who}${by}.`, evidence)
  return moment(event.createdAt, 'sign-in', 'bad', refused.title, refused.cause, evidence)
}

function syncMoment({ id, createdAt, status, body }: ExternalEventFacts): TraceMoment {
  const verdict = status === 'success' ? 'good' : /failure/.test(status) ? 'bad' : 'neutral'
  return moment(createdAt, 'ldap-sync', verdict, 'Entry of the site’s log', `Names the person; ended as “${status}”.`, [
    seen('Entry', id),
    seenAboutPeople('Text', printableText(body).slice(0, 1000))
  ])
}

function settingsMoment({ createdAt, userId, changes }: SettingsChangeFacts): TraceMoment {
  const text = changes.map((change) => printableText(change).slice(0, 300)).join(' ')
  return moment(createdAt, 'settings', 'neutral', 'A setting was changed', text.slice(0, 1000), [
    seen('By user number', userId ?? 'not told')
  ])
}

function directoryMoments({ directory }: TraceFacts): readonly TraceMoment[] {
  if (directory.kind !== 'found') return []
  const { trace, row } = directory
  const isBad = row.outcome === 'left-out' || row.outcome === 'disable' || row.outcome === 'delete'
  return [
    {
      at: undefined,
      source: 'directory',
      verdict: isBad ? 'bad' : 'neutral',
      title: 'What the next LDAP sync would do',
      detail: printableText(trace.headline),
      evidence: [seenAboutPeople('Entry', row.dn === '' ? 'none' : row.dn)]
    }
  ]
}
