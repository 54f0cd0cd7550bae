import type { PersonState } from '../company/person.ts'
import type { Entry, EntryValues } from '../directory/entry.ts'
import { daysBefore, DAY_MS, dateOfFileTime, fileTime, NEVER } from './file-time.ts'

/** Bits of `userAccountControl` (MS-ADTS section 2.2.16). */
export const accountBit = {
  disabled: 0x2,
  normal: 0x200,
  workstation: 0x1000,
  server: 0x2000,
  neverExpires: 0x10000,
  lockedOut: 0x10,
  passwordExpired: 0x800000
} as const

export const MAX_PASSWORD_AGE_MS = 90 * DAY_MS

/** The attributes that say whether an account may sign in now. `neverExpires` is about the password, and gives way to a state that contradicts it. */
export function accountStateValues(
  state: PersonState,
  now: Date,
  options: { readonly neverExpires: boolean; readonly passwordAgeDays: number }
): EntryValues {
  const neverExpires = options.neverExpires && state !== 'password-expired' && state !== 'must-change-password'
  const bits = accountBit.normal + (state === 'disabled' ? accountBit.disabled : 0) + (neverExpires ? accountBit.neverExpires : 0)
  const passwordAgeDays = state === 'password-expired' ? 200 : options.passwordAgeDays
  return {
    userAccountControl: String(bits),
    pwdLastSet: state === 'must-change-password' ? '0' : fileTime(daysBefore(now, passwordAgeDays)),
    accountExpires: state === 'expired' ? fileTime(daysBefore(now, 30)) : NEVER,
    lockoutTime: state === 'locked' ? fileTime(new Date(now.getTime() - 600_000)) : '0',
    badPwdCount: state === 'locked' ? '5' : '0',
    badPasswordTime: state === 'locked' ? fileTime(new Date(now.getTime() - 600_000)) : '0'
  }
}

export function isDisabled(account: Entry): boolean {
  return hasBit(account, accountBit.disabled)
}

export function isLockedOut(account: Entry): boolean {
  return (account.text('lockoutTime') ?? '0') !== '0'
}

export function isAccountExpired(account: Entry, now: Date): boolean {
  const end = account.text('accountExpires') ?? NEVER
  return end !== '0' && end !== NEVER && dateOfFileTime(end) <= now
}

export function mustChangePassword(account: Entry): boolean {
  return account.text('pwdLastSet') === '0'
}

/** When the password ends: an instant, never, or at once because it must be changed first. */
export function passwordEnd(account: Entry): Date | 'never' | 'at-once' {
  if (hasBit(account, accountBit.neverExpires)) return 'never'
  if (mustChangePassword(account)) return 'at-once'
  return new Date(dateOfFileTime(account.text('pwdLastSet') ?? '0').getTime() + MAX_PASSWORD_AGE_MS)
}

export function isPasswordExpired(account: Entry, now: Date): boolean {
  const end = passwordEnd(account)
  return end === 'at-once' || (end !== 'never' && end <= now)
}

function hasBit(account: Entry, bit: number): boolean {
  return (Number(account.text('userAccountControl') ?? '0') & bit) !== 0
}
