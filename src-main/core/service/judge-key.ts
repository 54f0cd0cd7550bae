import { type Problem, problem } from '../errors.ts'
import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { dayText, daysUntil } from '../model/day-text.ts'
import type { KeyView } from './connected-site.ts'
import type { ApiKeyFacts, UserFacts } from './service-facts.ts'

export interface KeyVerdict {
  readonly view: KeyView
  /** What keeps the key from doing the work, and what will. */
  readonly problems: readonly Problem[]
}

/** What a key is and may do, from what the service says of it and of its user. `user` is undefined for a key of the whole site, or when the user could not be read. */
export function judgeKey(key: ApiKeyFacts, user: UserFacts | undefined, now: Date, endsSoonDays = 30): KeyVerdict {
  const who = keyOwner(key, user)
  const hindrance = keyHindrance(key, user)
  const isUnknown = key.userId !== undefined && (user === undefined || user.siteAdmin === undefined)
  return {
    view: {
      who,
      name: key.name,
      permissionSet: key.permissionSet,
      expiresAt: key.expiresAt,
      ability: hindrance?.ability ?? (isUnknown ? UNKNOWN : FULL),
      canWrite: hindrance === undefined
    },
    problems: [...(hindrance === undefined ? [] : [hindrance.problem]), ...endProblem(key, now, endsSoonDays)]
  }
}

const SITE_WIDE = 'Key of the whole site'

/** Whether `keyOwner` could not say which person it is. */
export function isNobody(owner: string): boolean {
  return owner === SITE_WIDE || /^user \d+$/.test(owner)
}

/** `anna.admin`, `user 17` when their name could not be read, or `Key of the whole site`. */
export function keyOwner(key: ApiKeyFacts, user: UserFacts | undefined): string {
  if (key.userId === undefined) return SITE_WIDE
  return user === undefined ? `user ${String(key.userId)}` : user.username
}

/** Why the key reaches less than the settings of the site; it explains a refusal too. */
export function keyHindrance(
  key: ApiKeyFacts,
  user: UserFacts | undefined
): { readonly problem: Problem; readonly ability: string } | undefined {
  const who = keyOwner(key, user)
  const evidence = keyEvidence(key, user)
  if (key.permissionSet !== 'full' && key.permissionSet !== '')
    return {
      problem: problem('service.key.limited', { permissions: key.permissionSet.replaceAll('_', ' ') }, evidence),
      ability: `Is made for “${key.permissionSet.replaceAll('_', ' ')}”, not for the settings of the site.`
    }
  if (key.workspaceId !== undefined && key.workspaceId !== 0)
    return {
      problem: problem('service.key.workspace-admin', { who, workspace: String(key.workspaceId) }, evidence),
      ability: 'Reaches one workspace only, not the settings of the site.'
    }
  if (user?.readonlySiteAdmin === true)
    return { problem: problem('service.key.read-only-admin', { who }, evidence), ability: 'May look at everything, and change nothing.' }
  if (user?.siteAdmin === false)
    return { problem: problem('service.key.not-site-admin', { who }, evidence), ability: 'Reaches neither settings nor users of the site.' }
  return undefined
}

const FULL = 'May read and change the settings of this site.'
const UNKNOWN = 'May read the settings of this site; whether it may change them shows only when it does.'

function endProblem(key: ApiKeyFacts, now: Date, endsSoonDays: number): readonly Problem[] {
  const { expiresAt, name } = key
  if (expiresAt === undefined || Number.isNaN(Date.parse(expiresAt))) return []
  const days = daysUntil(expiresAt, now.toISOString())
  const evidence = [seen('Ends', expiresAt)]
  if (days < 0) return [problem('service.key.expired', { name, expired: dayText(expiresAt) }, evidence)]
  return days > endsSoonDays ? [] : [problem('service.key.ends-soon', { name, expires: dayText(expiresAt), days }, evidence)]
}

function keyEvidence(key: ApiKeyFacts, user: UserFacts | undefined): readonly EvidenceItem[] {
  return [
    seen('Key', `${key.name} (${String(key.id)})`),
    seen('Permission set', key.permissionSet === '' ? 'not told' : key.permissionSet),
    ...(key.workspaceId === undefined ? [] : [seen('Workspace', key.workspaceId)]),
    ...(user === undefined ? [] : [seenAboutPeople('User', user.username), seen('Site administrator', adminText(user))])
  ]
}

function adminText({ siteAdmin, readonlySiteAdmin }: UserFacts): string {
  if (readonlySiteAdmin === true) return 'read-only'
  return siteAdmin === undefined ? 'not told' : siteAdmin ? 'yes' : 'no'
}
