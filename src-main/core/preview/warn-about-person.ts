import { besideBit } from './beside-user.ts'
import type { DecisionInput } from './decision-input.ts'
import { reasonsAgainst } from './people-in-scope.ts'
import { NO_ROW, warningBit, warningCodes } from './preview-codes.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'

/** Bits of what is odd about a person without deciding anything. Of people outside the scope only that their user is an administrator. */
export function createPersonWarnings({ site, scope, match, facts }: DecisionInput): (person: number) => number {
  const { against } = scope
  const { userOfPerson, isManaged, isRenamed } = match
  return (person) => {
    const user = userOfPerson[person] ?? NO_ROW
    const code = against[person] ?? 0
    const ofUser = site === undefined || user === NO_ROW ? 0 : warningsOfUserAlone(site, user)
    if (code === OUTSIDE || code === DISABLED) return ofUser
    const bits = ofUser | (facts.about(person) & ALL_WARNINGS)
    if (user === NO_ROW) return bits
    if (isRenamed[person] === 1) return bits
    const beside = facts.beside(person, user)
    const spelling = (beside & besideBit.otherSpelling) === 0 ? 0 : CASE_DIFFERS
    if (isManaged[user] !== 1) return bits | spelling | MATCHES_UNMANAGED_USER
    return bits | spelling | ((beside & besideBit.otherPerson) === 0 ? 0 : OTHER_PERSON)
  }
}

export function warningsOfUserAlone(site: SiteUsers, user: number): number {
  return (site.state(user) & siteUserState.siteAdmin) === 0 ? 0 : ADMINISTRATOR
}

const OUTSIDE = reasonsAgainst.indexOf('not-in-required-groups')
const DISABLED = reasonsAgainst.indexOf('disabled-in-directory')
const ALL_WARNINGS = (1 << warningCodes.length) - 1
const CASE_DIFFERS = warningBit('case-differs')
const MATCHES_UNMANAGED_USER = warningBit('matches-unmanaged-user')
const ADMINISTRATOR = warningBit('administrator')
const OTHER_PERSON = warningBit('other-person')
