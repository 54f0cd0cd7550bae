import { departments } from './make-people.ts'
import type { Person } from './person.ts'
import { sites } from './sites.ts'

export interface Group {
  readonly name: string
  readonly description: string
  /** Active Directory: what it can be used for and where. */
  readonly kind: 'global' | 'universal' | 'domain-local' | 'distribution'
  /** OpenLDAP: how it lists its members. */
  readonly listing: 'member' | 'unique-member' | 'member-uid'
  /** Logins. */
  readonly people: readonly string[]
  /** Names of groups inside this group. */
  readonly groups: readonly string[]
  /** Holds what is neither: a partner, a computer, somebody of another forest. */
  readonly hasStrangers: boolean
}

export const CONTRACTORS = 'Contractors'

/** About 30 groups: large, nested five deep, circular, empty, oddly named. */
export function makeGroups(people: readonly Person[]): readonly Group[] {
  const loginsOf = (belongs: (person: Person, index: number) => boolean): readonly string[] =>
    people.filter(belongs).map(({ login }) => login)
  return [
    group({
      name: 'All Staff',
      description: 'Everybody who works here',
      kind: 'universal',
      people: loginsOf(({ state }) => state !== 'disabled')
    }),
    ...departments.map((name) =>
      group({
        name,
        description: `Department ${name}`,
        listing: name === 'IT' ? 'unique-member' : 'member',
        people: loginsOf(({ department }) => department === name)
      })
    ),
    ...sites.map(({ name }) =>
      group({
        name: `Site ${name}`,
        description: `Everybody in ${name}`,
        listing: name === 'Boston' ? 'unique-member' : 'member',
        people: loginsOf(({ site }) => site === name)
      })
    ),
    group({
      name: 'Europe',
      description: 'All European sites',
      kind: 'universal',
      groups: ['Site Berlin', 'Site München', 'Site Paris', 'Site Praha']
    }),
    ...nestedGroups(loginsOf),
    ...circularGroups(loginsOf),
    group({
      name: CONTRACTORS,
      description: 'Primary group of external staff: members are not listed here',
      listing: 'member-uid',
      people: loginsOf((_, index) => index === 30 || index === 60)
    }),
    group({ name: 'New Joiners', description: 'Nobody has joined yet', listing: 'member-uid' }),
    group({ name: 'R&D / Prototypes #2', description: 'A name with a slash and a hash', people: loginsOf((_, index) => index % 40 === 7) }),
    group({
      name: 'Café "Küche" + Bar, Team',
      description: 'A name with quotes, plus and comma',
      kind: 'distribution',
      people: loginsOf((_, index) => index % 50 === 9)
    }),
    group({
      name: 'VPN Users',
      description: 'People, partners and machines',
      kind: 'domain-local',
      people: loginsOf((_, index) => index % 6 === 1),
      groups: ['IT'],
      hasStrangers: true
    })
  ]
}

type Logins = (belongs: (person: Person, index: number) => boolean) => readonly string[]

/** People five levels down, one or two on the way. */
function nestedGroups(loginsOf: Logins): readonly Group[] {
  const chain = ['Files Readers', 'Files Readers EMEA', 'Files Readers Germany', 'Files Readers München', 'Files Readers München Lager']
  return chain.map((name, level) =>
    group({
      name,
      description: `May read files, level ${level + 1} of ${chain.length}`,
      kind: level === 0 ? 'domain-local' : 'global',
      groups: chain.slice(level + 1, level + 2),
      people:
        level === chain.length - 1
          ? loginsOf(({ site }, index) => site === 'München' && index % 5 === 0)
          : loginsOf((_, index) => index === 100 + level)
    })
  )
}

/** Two circles, of two and of three groups: whoever follows memberships must notice. */
function circularGroups(loginsOf: Logins): readonly Group[] {
  const partners = ['Partner Desk', 'Partner Escalation', 'Partner Billing']
  return [
    group({
      name: 'Project Falcon',
      description: 'Contains its own reviewers',
      groups: ['Project Falcon, Reviewers'],
      people: loginsOf((_, index) => index % 30 === 2)
    }),
    group({
      name: 'Project Falcon, Reviewers',
      description: 'Contains the project',
      groups: ['Project Falcon'],
      people: loginsOf((_, index) => index % 60 === 3)
    }),
    ...partners.map((name, index) =>
      group({
        name,
        description: 'One of three groups that contain each other',
        groups: [partners[(index + 1) % partners.length] ?? name],
        people: loginsOf((_, number) => number % 75 === index)
      })
    )
  ]
}

function group(given: Pick<Group, 'name' | 'description'> & Partial<Group>): Group {
  return { kind: 'global', listing: 'member', people: [], groups: [], hasStrangers: false, ...given }
}
