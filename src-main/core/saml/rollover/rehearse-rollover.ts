import type { Problem } from '../../errors.ts'
import type { CertificateFacts } from '../../model/certificate.ts'
import { certificateCard } from '../../report/certificate-view.ts'
import { type Result, succeed } from '../../result.ts'
import type { SamlMode } from '../saml-source.ts'
import type { Rollover, RolloverOfMode } from '../saml-views.ts'
import { chooseRolloverKeys, type RolloverKeys } from './choose-rollover-keys.ts'
import { rolloverAdvice } from './rollover-advice.ts'
import { breaksWithoutAction, type RolloverCourse, rolloverMoments } from './rollover-course.ts'
import { rolloverProblems } from './rollover-problems.ts'

export interface RolloverInput {
  /** Signing certificates that the service has now: of what it stores, or of the metadata that it follows. */
  readonly old: readonly CertificateFacts[]
  /** Signing certificates of the new document or file; it may list the old ones too. */
  readonly next: readonly CertificateFacts[]
  readonly inForce: SamlMode
  /** ISO 8601. */
  readonly now: string
}

/** What happens when, in each of the three modes. Problems: `entra.rollover.no-old-key`, `.no-new-key`, `.same-key`. */
export function rehearseRollover({ old, next, inForce, now }: RolloverInput): Result<Rollover, Problem> {
  const keys = chooseRolloverKeys(old, next, now)
  if (!keys.ok) return keys
  return succeed({
    keys: [
      { name: 'old', card: certificateCard(keys.value.old, now) },
      { name: 'new', card: certificateCard(keys.value.next, now) }
    ],
    modes: modes.map((mode) => ofMode(mode, keys.value, inForce, now)),
    problems: rolloverProblems(keys.value, inForce, now)
  })
}

const modes: readonly SamlMode[] = ['url', 'xml', 'fingerprint']

function ofMode(mode: SamlMode, keys: RolloverKeys, inForce: SamlMode, now: string): RolloverOfMode {
  const { old, next, isNextStored, doesNextHoldOld } = keys
  const course: RolloverCourse = {
    mode,
    nowMs: Date.parse(now),
    dates: {
      oldFromMs: Date.parse(old.notBefore),
      oldUntilMs: Date.parse(old.notAfter),
      newFromMs: Date.parse(next.notBefore),
      newUntilMs: Date.parse(next.notAfter)
    },
    // What was read of another mode says nothing about a document that is not stored.
    isNextStored: isNextStored && mode === 'xml' && inForce === 'xml',
    doesNextHoldOld
  }
  const breaksAt = breaksWithoutAction(course)
  const { headline, steps, assumptions } = rolloverAdvice(course, breaksAt)
  const sameKey =
    old.key.sha256 === next.key.sha256 ? ['Both certificates hold the same key pair; Files.com is taken to compare certificates.'] : []
  return {
    mode,
    isInForce: mode === inForce,
    moments: rolloverMoments(course),
    headline,
    breaksAt,
    steps,
    assumptions: [...assumptions, ...sameKey]
  }
}
