import { type Problem, problem } from '../../errors.ts'
import { certificateName } from '../../model/certificate-name.ts'
import type { CertificateFacts } from '../../model/certificate.ts'
import { fail, type Result, succeed } from '../../result.ts'

/** The two keys that change places. Metadata lists keys without saying which one signs, so this is a choice by dates. */
export interface RolloverKeys {
  readonly old: CertificateFacts
  readonly next: CertificateFacts
  /** What the service stores holds the new key already (metadata lists inactive certificates too). */
  readonly isNextStored: boolean
  /** What was given as the new side holds the old key as well. */
  readonly doesNextHoldOld: boolean
}

/** Problems: `entra.rollover.no-old-key`, `.no-new-key`, `.same-key`. */
export function chooseRolloverKeys(
  oldSide: readonly CertificateFacts[],
  nextSide: readonly CertificateFacts[],
  now: string
): Result<RolloverKeys, Problem> {
  if (oldSide.length === 0) return fail(problem('entra.rollover.no-old-key', {}))
  if (nextSide.length === 0) return fail(problem('entra.rollover.no-new-key', {}))
  const added = nextSide.filter((key) => !holds(oldSide, key))
  const next = latest(added.length > 0 ? added : nextSide)
  const old =
    next === undefined
      ? undefined
      : signingNow(
          oldSide.filter((key) => !isSame(key, next)),
          now
        )
  if (next === undefined || old === undefined)
    return fail(problem('entra.rollover.same-key', { name: certificateName(oldSide[0] ?? raise()) }))
  return succeed({ old, next, isNextStored: holds(oldSide, next), doesNextHoldOld: holds(nextSide, old) })
}

/** A later roll-over has the later beginning; of keys that are valid now it is the likeliest to sign. */
function signingNow(keys: readonly CertificateFacts[], now: string): CertificateFacts | undefined {
  const nowMs = Date.parse(now)
  const valid = keys.filter((key) => Date.parse(key.notBefore) <= nowMs && nowMs <= Date.parse(key.notAfter))
  return valid.length > 0 ? latest(valid) : [...keys].sort((one, other) => Date.parse(other.notAfter) - Date.parse(one.notAfter))[0]
}

function latest(keys: readonly CertificateFacts[]): CertificateFacts | undefined {
  return [...keys].sort(
    (one, other) => Date.parse(other.notBefore) - Date.parse(one.notBefore) || Date.parse(other.notAfter) - Date.parse(one.notAfter)
  )[0]
}

function holds(keys: readonly CertificateFacts[], wanted: CertificateFacts): boolean {
  return keys.some((key) => isSame(key, wanted))
}

function isSame(one: CertificateFacts, other: CertificateFacts): boolean {
  return one.fingerprintSha256 === other.fingerprintSha256
}

function raise(): never {
  throw new TypeError('The old side was not empty')
}
