import { windowsTime } from '../../directory/windows-time.ts'
import { accountState } from '../directory-snapshot.ts'
import type { EntryView } from './entry-view.ts'
import { generalizedTimeMs } from './generalized-time.ts'
import { decodeUtf8 } from './utf8.ts'
import { wantedIndex } from './wanted-attributes.ts'

/** Reads the bits of `accountState` from an entry; attributes that are not wanted or did not come say nothing. */
export function accountStateReader(wanted: readonly string[], now: Date): (entry: EntryView) => number {
  const nowMs = now.getTime()
  const control = wantedIndex(wanted, 'userAccountControl')
  const computed = wantedIndex(wanted, 'msDS-User-Account-Control-Computed')
  const accountExpires = wantedIndex(wanted, 'accountExpires')
  const lockoutTime = wantedIndex(wanted, 'lockoutTime')
  const lockedTime = wantedIndex(wanted, 'pwdAccountLockedTime')
  const endTime = wantedIndex(wanted, 'pwdEndTime')
  const shadowExpire = wantedIndex(wanted, 'shadowExpire')

  const all = [control, computed, accountExpires, lockoutTime, lockedTime, endTime, shadowExpire].filter((attribute) => attribute !== -1)

  return (entry) => {
    // Most people of OpenLDAP have none of them.
    if (!hasAny(entry, all)) return 0
    const bits = firstText(entry, control)
    const computedBits = firstText(entry, computed)
    // AD LDS has no `userAccountControl`, and says it in the computed bits (MS-ADTS, 3.1.1.4.5.17).
    const isDisabled = hasBit(bits, ACCOUNT_DISABLED) || hasBit(computedBits, ACCOUNT_DISABLED)
    // `lockoutTime` stays after the lock has ended by itself; the computed bits know.
    const isLocked =
      (computedBits === '' ? !/^0*$/.test(firstText(entry, lockoutTime)) : hasBit(computedBits, LOCKED_OUT)) ||
      firstText(entry, lockedTime) !== ''
    const isExpired =
      isPastWindowsTime(firstText(entry, accountExpires), nowMs) ||
      isPastGeneralizedTime(firstText(entry, endTime), nowMs) ||
      isPastDay(firstText(entry, shadowExpire), nowMs)
    const hasExpiredPassword = hasBit(bits, PASSWORD_EXPIRED) || hasBit(computedBits, PASSWORD_EXPIRED)
    return (
      (isDisabled ? accountState.disabled : 0) |
      (isExpired ? accountState.expired : 0) |
      (isLocked ? accountState.locked : 0) |
      (hasExpiredPassword ? accountState.passwordExpired : 0)
    )
  }
}

const ACCOUNT_DISABLED = 2
const LOCKED_OUT = 16
const PASSWORD_EXPIRED = 8_388_608
const DAY_MS = 86_400_000

function hasAny({ values }: EntryView, attributes: readonly number[]): boolean {
  for (let index = 0; index < attributes.length; index += 1) if ((values[attributes[index] ?? -1] ?? NO_VALUES).length > 0) return true
  return false
}

const NO_VALUES: readonly number[] = []

function firstText(entry: EntryView, attribute: number): string {
  const values = entry.values[attribute]
  return values === undefined || values.length === 0 ? '' : decodeUtf8(entry.bytes, values[0] ?? 0, values[1] ?? 0)
}

/** The bits are a signed 32-bit integer. */
function hasBit(text: string, bit: number): boolean {
  return /^-?\d{1,10}$/.test(text) && (Number(text) & bit) !== 0
}

function isPastWindowsTime(text: string, nowMs: number): boolean {
  // Nearly everybody has one of the two, and the general way takes a big integer each.
  if (text === '' || text === '0' || text === '9223372036854775807') return false
  const time = windowsTime(text)
  return time !== undefined && time !== 'never' && Date.parse(time) < nowMs
}

function isPastGeneralizedTime(text: string, nowMs: number): boolean {
  const time = generalizedTimeMs(text)
  return time !== undefined && time < nowMs
}

/** Days since 1970. 0 is not to be used and means nothing certain; -1 is never. */
function isPastDay(text: string, nowMs: number): boolean {
  const day = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return day > 0 && day * DAY_MS <= nowMs
}
