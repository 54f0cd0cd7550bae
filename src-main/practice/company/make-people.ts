import { oddPeople } from './odd-people.ts'
import { asciiName } from './person.ts'
import type { Person, PersonState } from './person.ts'
import { RepeatableRandom } from './random.ts'
import { sites } from './sites.ts'

export const MAIL_DOMAIN = 'practice.example'
/** Where mail went before the company was bought: some people still receive it there. */
const FORMER_MAIL_DOMAIN = 'harbour-freight.example'

export const departments = ['Sales', 'Engineering', 'Finance', 'Human Resources', 'Logistics', 'Legal', 'IT', 'Support'] as const

/** About 300 people, the same ones every time. */
export function makePeople(): readonly Person[] {
  const random = new RepeatableRandom(20_260_401)
  const people: Person[] = []
  const logins = new Set(oddPeople.map(({ login }) => login))
  const names = new Set<string>()
  for (const odd of oddPeople) people.push(describe({ ...odd, displayName: odd.commonName.trim() }, people, random))
  for (const site of sites) {
    for (let count = 0; count < site.headcount; count += 1) {
      const givenName = random.oneOf(site.givenNames)
      const familyName = random.oneOf(site.familyNames)
      const login = unused(`${asciiName(givenName)}.${asciiName(familyName)}`, '', logins)
      const commonName = unused(`${givenName} ${familyName}`, ' ', names)
      // The display name stays as it is: two people of one name are told apart by their entry only.
      const name = { login, givenName, familyName, commonName, displayName: `${givenName} ${familyName}`, site: site.name }
      people.push(describe(name, people, random))
    }
  }
  return people
}

type PersonName = Pick<Person, 'login' | 'givenName' | 'familyName' | 'commonName' | 'displayName' | 'site'>

function describe(name: PersonName, earlier: readonly Person[], random: RepeatableRandom): Person {
  const number = earlier.length
  const department = random.oneOf(departments)
  const manager = earlier.find((person) => person.site === name.site && person.department === department && person.state === 'active')
  const prefix = sites.find((site) => site.name === name.site)?.phonePrefix ?? '+1 555'
  return {
    ...name,
    username: name.login,
    department,
    title: number === 0 ? 'Managing Director' : manager === undefined ? `Head of ${department}` : random.oneOf(titles),
    mail: mailOf(name, number),
    phone: `${prefix} ${String(1000 + number)}`,
    employeeNumber: String(100_000 + 7 * number),
    managerLogin: manager?.login ?? earlier[0]?.login,
    state: stateOf(number),
    isContractor: number % 24 === 20,
    unixNumber: ['Engineering', 'IT'].includes(department) ? 10_000 + number : undefined,
    hasPhoto: number % 60 === 5
  }
}

const titles = ['Specialist', 'Manager', 'Analyst', 'Assistant', 'Coordinator', 'Engineer', 'Consultant'] as const

/** Mostly the address that signs in, but some kept an older one, some write it in capitals, some have none. */
function mailOf({ login, givenName, familyName }: PersonName, number: number): string | undefined {
  if (number % 13 === 11) return undefined
  if (number % 9 === 4) return `${login.charAt(0)}${asciiName(familyName) || 'x'}${number}@${FORMER_MAIL_DOMAIN}`
  if (number % 17 === 8) return `${capitalised(asciiName(givenName))}.${capitalised(asciiName(familyName))}${number}@Practice.Example`
  return `${login}@${MAIL_DOMAIN}`
}

function stateOf(number: number): PersonState {
  if (number < oddPeople.length) return 'active'
  if (number % 25 === 3) return 'disabled'
  if (number % 70 === 30) return 'expired'
  if (number % 90 === 40) return 'locked'
  if (number % 60 === 50) return 'must-change-password'
  if (number % 60 === 55) return 'password-expired'
  return 'active'
}

/** The name itself, or the name with the first number that nobody has yet. Names of accounts end after 20 characters. */
function unused(name: string, separator: string, taken: Set<string>): string {
  const most = separator === '' ? 20 : 64
  let candidate = name.slice(0, most)
  for (let number = 2; taken.has(candidate); number += 1) {
    const suffix = `${separator}${number}`
    candidate = `${name.slice(0, most - suffix.length)}${suffix}`
  }
  taken.add(candidate)
  return candidate
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
