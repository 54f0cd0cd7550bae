import type { Outcome, ReasonCode, WarningCode } from './preview-result.ts'

/** Outcomes in the order in which a reader cares. The arrays of a preview hold their index. */
export const outcomes = ['create', 'update', 'disable', 'delete', 'unchanged', 'left-out'] as const satisfies readonly Outcome[]

export const reasonCodes = [
  'new-person',
  'fields-differ',
  'groups-differ',
  'renamed',
  'same',
  'gone-from-directory',
  'no-longer-in-required-groups',
  'disabled-in-directory',
  'not-in-required-groups',
  'no-username',
  'username-too-long',
  'username-forbidden-characters',
  'same-username-twice',
  'not-managed-by-this-sync',
  'user-provisioning-off',
  'stays-when-gone'
] as const satisfies readonly ReasonCode[]

export const warningCodes = [
  'double-suffix',
  'mail-missing',
  'mail-unlike-username',
  'several-usernames',
  'expired',
  'locked',
  'password-expired',
  'case-differs',
  'matches-unmanaged-user',
  'administrator',
  'other-person'
] as const satisfies readonly WarningCode[]

export function outcomeIndex(outcome: Outcome): number {
  return outcomes.indexOf(outcome)
}

export function reasonIndex(reason: ReasonCode): number {
  return reasonCodes.indexOf(reason)
}

/** The bit of a warning in the `warnings` of a preview. */
export function warningBit(warning: WarningCode): number {
  return 1 << warningCodes.indexOf(warning)
}

export function outcomeAt(index: number | undefined): Outcome {
  return outcomes[index ?? 0] ?? 'left-out'
}

export function reasonAt(index: number | undefined): ReasonCode {
  return reasonCodes[index ?? 0] ?? 'same'
}

export function warningsOf(bits: number | undefined): readonly WarningCode[] {
  return bits === undefined || bits === 0 ? [] : warningCodes.filter((_, index) => (bits & (1 << index)) !== 0)
}

/** Stands in typed arrays of rows for “none”. */
export const NO_ROW = 0xffffffff
