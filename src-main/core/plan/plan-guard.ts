import type { Problem } from '../errors.ts'
import type { FieldValue } from '../service/service-facts.ts'
import {
  type FieldChange,
  type Neighbour,
  type Plan,
  type PlanApproval,
  type PlannedChange,
  type SafetyOverride,
  parsePlanDigest
} from './plan.ts'
import type { ChangeState, FieldReadBack, RunOutcome } from './receipt.ts'

/**
 * Guards for what comes back from files: journals may be damaged, and plans, approvals and receipts pass through other hands.
 * They look at every part that is acted on; that a plan is whole besides is told by its digest.
 */
export function isPlan(value: unknown): value is Plan {
  return (
    isObject(value) &&
    value['schemaVersion'] === 1 &&
    isText(value['site']) &&
    isOneOf(value['purpose'], ['profile', 'undo']) &&
    isMoment(value['madeAt']) &&
    isText(value['baseline']) &&
    isListOf(value['changes'], isPlannedChange) &&
    isDigest(value['digest']) &&
    isObject(value['safety']) &&
    isSafety(value['safety']) &&
    isObject(value['breakGlass']) &&
    isBreakGlass(value['breakGlass']) &&
    isListOf(value['notes'], isText) &&
    (value['peopleLosingAccess'] === undefined || typeof value['peopleLosingAccess'] === 'number')
  )
}

export function isPlannedChange(value: unknown): value is PlannedChange {
  return (
    isObject(value) &&
    isText(value['id']) &&
    isOneOf(value['resource'], ['site-ldap', 'sso-strategy', 'user', 'group']) &&
    (value['targetId'] === undefined || Number.isSafeInteger(value['targetId'])) &&
    isText(value['title']) &&
    isOneOf(value['way'], ['create', 'update', 'hand-off']) &&
    isText(value['baseline']) &&
    isListOf(value['fields'], isFieldChange) &&
    (value['beside'] === undefined ? value['way'] !== 'create' : isListOf(value['beside'], isNeighbour))
  )
}

function isNeighbour(value: unknown): value is Neighbour {
  return isObject(value) && Number.isSafeInteger(value['id']) && isText(value['label'])
}

/** The number of what was made, or that nothing was. */
export function isCreatedId(value: unknown): boolean {
  return value === undefined || Number.isSafeInteger(value)
}

export function isFieldReadBack(value: unknown): value is FieldReadBack {
  if (!isObject(value) || !isText(value['field']) || !isText(value['label'])) return false
  switch (value['state']) {
    case 'verified':
      return isFieldValue(value['value'])
    case 'differs':
      return isFieldValue(value['planned']) && isFieldValue(value['actual'])
    case 'proved-by-sign-in':
      return Number.isSafeInteger(value['eventId']) && isMoment(value['at'])
    default:
      return isOneOf(value['state'], ['accepted-not-readable', 'only-by-sign-in', 'not-known'])
  }
}

export function isChangeState(value: unknown): value is ChangeState {
  return isOneOf(value, ['done', 'not-done', 'partly', 'unknown', 'waiting'])
}

export function isRunOutcome(value: unknown): value is RunOutcome {
  return isOneOf(value, ['proved', 'handed-off', 'differs', 'stopped', 'unknown'])
}

export function isOverride(value: unknown): value is SafetyOverride {
  return isObject(value) && isText(value['site']) && isText(value['reason'])
}

export function isApproval(value: unknown): value is PlanApproval {
  return (
    isObject(value) &&
    value['schemaVersion'] === 1 &&
    value['kind'] === 'approval' &&
    isText(value['site']) &&
    isDigest(value['digest']) &&
    isText(value['approvedBy']) &&
    isMoment(value['approvedAt'])
  )
}

/** The code is any text: a newer version may know more of them. */
export function isProblem(value: unknown): value is Problem {
  return (
    isObject(value) &&
    ['code', 'title', 'cause', 'remedy', 'who', 'origin'].every((key) => isText(value[key])) &&
    isListOf(value['evidence'], isEvidence)
  )
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

export function isMoment(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

export function isOneOf(value: unknown, texts: readonly string[]): boolean {
  return typeof value === 'string' && texts.includes(value)
}

export function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem)
}

export function isDigest(value: unknown): boolean {
  return typeof value === 'string' && parsePlanDigest(value) === value
}

function isFieldChange(value: unknown): value is FieldChange {
  if (!isObject(value) || !isText(value['field']) || !isText(value['label'])) return false
  if (value['kind'] === 'secret') return true
  if (value['kind'] === 'unseen') return isText(value['after'])
  return (
    value['kind'] === 'value' &&
    isFieldValue(value['before']) &&
    isFieldValue(value['after']) &&
    isOneOf(value['readBack'], ['exact', 'normalised'])
  )
}

function isFieldValue(value: unknown): value is FieldValue {
  return value === undefined || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}

function isSafety(value: Readonly<Record<string, unknown>>): boolean {
  if (!isListOf(value['evidence'], isEvidence)) return false
  return value['kind'] === 'safe' || (value['kind'] === 'unsafe' && isListOf(value['reasons'], isReason))
}

function isReason(value: unknown): value is object {
  return isObject(value) && isProblem(value['problem']) && typeof value['canBeOverridden'] === 'boolean'
}

function isBreakGlass(value: Readonly<Record<string, unknown>>): boolean {
  if (value['kind'] === 'not-needed') return true
  if (value['kind'] === 'not-proved') return isProblem(value['problem'])
  return value['kind'] === 'proved' && isText(value['username']) && isListOf(value['evidence'], isEvidence)
}

function isEvidence(value: unknown): value is object {
  return isObject(value) && isText(value['label']) && isText(value['value'])
}
