import { describe, expect, it } from 'vitest'
import { createActiveDirectory } from '../../../src-main/practice/active-directory/create-active-directory.ts'
import { dateOfFileTime, fileTime, negativeInterval } from '../../../src-main/practice/active-directory/file-time.ts'
import type { PersonState } from '../../../src-main/practice/company/person.ts'

const now = new Date('2026-04-01T12:00:00Z')

describe('the state of an account', () => {
  it.each<[PersonState, string, string, string]>([
    ['active', '66048', '0', '9223372036854775807'],
    ['disabled', '66050', '0', '9223372036854775807'],
    ['expired', '66048', '0', '9223372036854775807'],
    ['locked', '66048', '16', '9223372036854775807'],
    ['must-change-password', '512', '8388608', '0'],
    ['password-expired', '512', '8388608', fileTime(new Date('2025-12-12T12:00:00Z'))]
  ])('%s: userAccountControl %s, computed %s', (serviceState, bits, computed, end) => {
    const company = { people: [], groups: [], computers: [], contacts: [] }
    const service = createActiveDirectory({ company, pageSize: 100, valueRange: 100, serviceState, now: () => now })
    const account = [...service.tree.entries()].find((entry) => entry.text('sAMAccountName') === 'svc-files')
    const value = (name: string): unknown =>
      account === undefined ? undefined : service.constructed(account, service.schema.require(name)).join()

    expect(account?.text('userAccountControl')).toBe(bits)
    expect(value('msDS-User-Account-Control-Computed')).toBe(computed)
    expect(value('msDS-UserPasswordExpiryTimeComputed')).toBe(end)
    expect(value('canonicalName')).toBe('practice.example/Company/Service Accounts/Files.com Sync')
  })
})

describe('fileTime', () => {
  it('counts from 1601 in hundreds of nanoseconds', () => {
    expect(fileTime(new Date('1601-01-01T00:00:00Z'))).toBe('0')
    expect(fileTime(new Date('2019-04-17T20:00:00Z'))).toBe('132000048000000000')
    expect(dateOfFileTime('132000048000000000').toISOString()).toBe('2019-04-17T20:00:00.000Z')
    expect(negativeInterval(1_800_000)).toBe('-18000000000')
  })
})
