import { createAboutPerson } from './about-person.ts'
import { createBesideUser } from './beside-user.ts'
import type { PeopleTable } from './directory-snapshot.ts'
import { NO_ROW } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { SiteUsers } from './site-users.ts'
import { grownBytes, grownNumbers, grownWords } from './snapshot/grown.ts'

/**
 * What the texts of people say, as bits. Found out when somebody first asks, and remembered: by the judging, or ahead of it while people are
 * still arriving, because looking through all texts is the dearest part of judging.
 */
export interface PersonFacts {
  /** As in `createAboutPerson`. */
  about(person: number): number
  /** As in `createBesideUser`; what is remembered is the user who was asked for last. */
  beside(person: number, user: number): number
}

/** Of the people so far; more may come. */
export function createPersonFacts(people: PeopleTable, site: SiteUsers | undefined, rules: Pick<PreviewRules, 'domain'>): PersonFacts {
  return { about: createFactsAbout(people, rules), beside: site === undefined ? () => 0 : createFactsBeside(people, site, rules) }
}

export function createFactsAbout(people: PeopleTable, { domain }: Pick<PreviewRules, 'domain'>): PersonFacts['about'] {
  const aboutPerson = createAboutPerson(people, domain)
  let known = new Uint16Array(people.count)
  return (person) => {
    if (person >= known.length) known = grownWords(known, person + 1)
    const facts = known[person] ?? 0
    if (facts !== 0) return facts & ~KNOWN
    const found = aboutPerson(person)
    known[person] = found | KNOWN
    return found
  }
}

/** So that having nothing to say is remembered as well. */
const KNOWN = 1 << 15

export function createFactsBeside(people: PeopleTable, site: SiteUsers, { domain }: Pick<PreviewRules, 'domain'>): PersonFacts['beside'] {
  const besideUser = createBesideUser(people, site, domain)
  let users = new Uint32Array(people.count).fill(NO_ROW)
  let known = new Uint8Array(people.count)
  return (person, user) => {
    if (person >= users.length) {
      const before = users.length
      users = grownNumbers(users, person + 1).fill(NO_ROW, before)
      known = grownBytes(known, users.length)
    }
    if (users[person] === user) return known[person] ?? 0
    const found = besideUser(person, user)
    users[person] = user
    known[person] = found
    return found
  }
}
