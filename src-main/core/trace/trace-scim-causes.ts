import { type Problem, problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import { momentText } from '../model/day-text.ts'
import { causeOfEntry, causeProblem, wordsOfFailure } from '../scim/log/cause-of-entry.ts'
import { evidenceOf } from '../scim/log/group-scim-causes.ts'
import { type ScimProviders, scimProviders } from '../scim/log/scim-providers.ts'
import { everybodysFailure } from './everybodys-failure.ts'
import type { PersonFindings } from './trace-causes.ts'
import type { TraceFacts } from './trace-facts.ts'

/** The token of the own provider; without one that of all, where SCIM has to do with the person at all. */
export function scimOfPerson({ strategies }: TraceFacts, { provider, user, events }: PersonFindings): ScimProviders {
  if (provider.isOwn && provider.strategy !== undefined && user?.authenticationMethod === 'sso') return scimProviders([provider.strategy])
  return user === undefined || events.scim.length > 0
    ? scimProviders(strategies)
    : { isOn: false, tokenEndsAt: undefined, isByPassword: false }
}

/** What Entra ID wanted last for the person, when it failed. */
export function scimCauses(facts: TraceFacts, findings: PersonFindings): readonly Problem[] {
  const { now } = facts
  const [last] = findings.events.scim
  if (last === undefined || !last.view.isFailure) return []
  const { kind } = causeOfEntry(last.entry, last.reading)
  const { tokenEndsAt, isByPassword } = scimOfPerson(facts, findings)
  const told = { count: 1, status: last.entry.responseCode ?? 0, words: wordsOfFailure(last.reading), tokenEndsAt, isByPassword, now }
  return [causeProblem(kind, { ...told, evidence: evidenceOf(last) })]
}

/** What fails for everybody since some moment, where provisioning by SCIM has to do with the person. */
export function everybodysCauses(facts: TraceFacts, findings: PersonFindings): readonly Problem[] {
  const { isOn, tokenEndsAt, isByPassword } = scimOfPerson(facts, findings)
  const found = isOn ? everybodysFailure(facts.scimEntries, facts.isScimLogCut === true) : undefined
  if (found === undefined) return []
  const { kind, newest, count, evidence } = found
  const told = { count, status: newest.entry.responseCode ?? 0, words: wordsOfFailure(newest.reading), tokenEndsAt, isByPassword }
  return [causeProblem(kind, { ...told, now: facts.now, evidence })]
}

export function tokenCauses(facts: TraceFacts, findings: PersonFindings): readonly Problem[] {
  const { now } = facts
  const { isOn, tokenEndsAt } = scimOfPerson(facts, findings)
  if (!isOn || tokenEndsAt === undefined || !(Date.parse(tokenEndsAt) <= Date.parse(now))) return []
  return [problem('scim-log.token-ended', { ended: momentText(tokenEndsAt) }, [seen('End of the token', momentText(tokenEndsAt))])]
}
