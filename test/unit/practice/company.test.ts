import { describe, expect, it } from 'vitest'
import { makeCompany } from '../../../src-main/practice/company/make-company.ts'
import type { Group } from '../../../src-main/practice/company/make-groups.ts'
import { asciiName } from '../../../src-main/practice/company/person.ts'
import { spoilCompany } from '../../../src-main/practice/company/spoil-company.ts'
import { isAscii } from '../../../src-main/practice/directory/fold-text.ts'
import { companyAsLdif } from '../../../src-main/practice/openldap/company-as-ldif.ts'

const company = makeCompany()
const byName = new Map(company.groups.map((group) => [group.name, group]))

describe('the practice company', () => {
  it('is the same every time', () => {
    expect(makeCompany()).toEqual(company)
    expect(companyAsLdif('openldap')).toBe(companyAsLdif('openldap'))
  })

  it('has about 300 people and 30 groups', () => {
    expect([company.people.length, company.groups.length]).toEqual([304, 31])
  })

  it('gives everybody a login that Active Directory accepts, and nobody the same one', () => {
    const logins = company.people.map(({ login }) => login)

    expect(new Set(logins).size).toBe(logins.length)
    expect(logins.filter((login) => !/^[a-z0-9.-]{1,20}$/.test(login))).toEqual([])
  })

  it('has every kind of account and of trouble', () => {
    const states = new Map<string, number>()
    for (const { state } of company.people) states.set(state, (states.get(state) ?? 0) + 1)
    const displayNames = company.people.map(({ displayName }) => displayName)
    const mails = company.people.flatMap(({ login, mail }) => (mail === undefined ? [] : [{ login, mail }]))

    expect(Object.fromEntries(states)).toEqual({
      active: 276,
      disabled: 12,
      expired: 4,
      locked: 3,
      'must-change-password': 4,
      'password-expired': 5
    })
    expect(displayNames.length - new Set(displayNames).size).toBeGreaterThan(5)
    expect(company.people.length - mails.length).toBeGreaterThan(15)
    expect(mails.filter(({ login, mail }) => mail.toLowerCase() !== `${login}@practice.example`).length).toBeGreaterThan(30)
    expect(mails.filter(({ mail }) => mail !== mail.toLowerCase()).length).toBeGreaterThan(5)
    expect(company.people.filter(({ isContractor }) => isContractor).length).toBeGreaterThan(8)
    expect(company.people.filter(({ displayName }) => !isAscii(displayName)).length).toBeGreaterThan(100)
  })

  it('has groups that are large, empty, nested five deep and circular', () => {
    expect(byName.get('All Staff')?.people.length).toBeGreaterThan(250)
    expect(company.groups.filter(({ people, groups }) => people.length + groups.length === 0).map(({ name }) => name)).toEqual([
      'New Joiners'
    ])
    expect(depth('Files Readers')).toBe(5)
    expect(circles()).toEqual(['Partner Billing', 'Partner Desk', 'Partner Escalation', 'Project Falcon', 'Project Falcon, Reviewers'])
  })

  it('names only people and groups that exist', () => {
    const logins = new Set(company.people.map(({ login }) => login))

    expect(company.groups.flatMap(({ people }) => people).filter((login) => !logins.has(login))).toEqual([])
    expect(company.groups.flatMap(({ groups }) => groups).filter((name) => !byName.has(name))).toEqual([])
    expect(company.people.filter(({ managerLogin }) => managerLogin !== undefined && !logins.has(managerLogin))).toEqual([])
  })

  it('loses mail or uniqueness only when told so', () => {
    expect(spoilCompany(company, new Set())).toEqual(company)
    expect(spoilCompany(company, new Set(['missing-mail'])).people.filter(({ mail }) => mail === undefined).length).toBeGreaterThan(150)
    const usernames = spoilCompany(company, new Set(['duplicate-usernames'])).people.map(({ username }) => username.toLowerCase())
    expect(usernames.length - new Set(usernames).size).toBe(1)
  })

  it('becomes LDIF that leaves nothing to guess', () => {
    const ldif = companyAsLdif('openldap')

    expect(ldif.match(/^dn::? /gm)).toHaveLength(361)
    expect(ldif).toContain('userPassword: Practice-Service-1')
    // Everything that is not plain ASCII, or begins or ends with a space, is in Base64.
    expect(ldif.split('\n').filter((line) => /[^\x20-\x7e]| $/.test(line))).toEqual([])
  })
})

describe('asciiName', () => {
  it.each([
    ['Jürgen Weiß', 'jurgen-weiss'],
    ['Łukasz Żółć', 'lukasz-zolc'],
    ["O'Connor", 'oconnor'],
    ['Yılmaz', 'yilmaz'],
    ['Þórður Ægisson', 'thordur-aegisson'],
    ['Cœur', 'coeur'],
    ['da  Silva ', 'da-silva'],
    ['山田', '']
  ])('makes %s into %s', (name, ascii) => {
    expect(asciiName(name)).toBe(ascii)
  })
})

function depth(name: string): number {
  const inner = byName.get(name)?.groups ?? []
  return 1 + Math.max(0, ...inner.map(depth))
}

function circles(): readonly string[] {
  const reaches = (from: Group, target: string, seen: Set<string>): boolean =>
    from.groups.some((name) => {
      if (name === target) return true
      const inner = byName.get(name)
      if (inner === undefined || seen.has(name)) return false
      seen.add(name)
      return reaches(inner, target, seen)
    })
  return company.groups
    .filter((group) => reaches(group, group.name, new Set()))
    .map(({ name }) => name)
    .sort()
}
