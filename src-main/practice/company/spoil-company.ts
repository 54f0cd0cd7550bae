import type { PracticeFaultName } from '../practice-faults.ts'
import type { Company } from './make-company.ts'

/** The company with those faults that are in the data. */
export function spoilCompany(company: Company, faults: ReadonlySet<PracticeFaultName>): Company {
  let people = company.people
  if (faults.has('missing-mail')) people = people.map((person, index) => (index % 5 < 3 ? { ...person, mail: undefined } : person))
  if (faults.has('duplicate-usernames')) {
    const shared = people[DUPLICATED]?.username.toUpperCase()
    people = people.map((person, index) => (index === DUPLICATED + 1 && shared !== undefined ? { ...person, username: shared } : person))
  }
  return { ...company, people }
}

/** Two ordinary people, neither of them the one whose sign-in is shown. */
const DUPLICATED = 45
