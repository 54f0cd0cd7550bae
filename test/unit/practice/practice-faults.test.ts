import { describe, expect, it } from 'vitest'
import { practiceFaults } from '../../../src-main/practice/practice-faults.ts'

const checks = [
  ...[
    'ldap.name-resolves',
    'ldap.port-accepts',
    'ldap.tls-opens',
    'certificate.chain-complete',
    'certificate.names-server',
    'certificate.dates-valid'
  ],
  ...[
    'certificate.purpose-server',
    'certificate.key-strong',
    'certificate.trusted-here',
    'certificate.trusted-publicly',
    'ldap.root-dse-answers'
  ],
  ...['ldap.type-as-chosen', 'ldap.bind-accepted', 'ldap.identity-proved', 'ldap.account-safe', 'ldap.base-exists', 'ldap.users-found'],
  ...[
    'ldap.attributes-present',
    'ldap.usernames-unique',
    'ldap.groups-found',
    'ldap.memberships-readable',
    'ldap.limits-known',
    'ldap.referrals-harmless'
  ]
]

describe('the practice faults', () => {
  it('are thirty, each with a name of its own', () => {
    expect(new Set(practiceFaults.map(({ name }) => name)).size).toBe(30)
  })

  it.each(practiceFaults.map((fault) => [fault.name, fault] as const))(
    '%s says what is wrong, what it teaches and which check finds it',
    (name, fault) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(fault.title).toMatch(/^[A-Z].{20,120}[^.]$/)
      expect(fault.teaches).toMatch(/^[A-Z].{40,200}\.$/)
      expect(checks).toContain(fault.breaks)
    }
  )

  it('stand in the order of the ladder', () => {
    const rungs = practiceFaults.map(({ breaks }) => checks.indexOf(breaks))

    expect(rungs).toEqual([...rungs].sort((a, b) => a - b))
  })
})
