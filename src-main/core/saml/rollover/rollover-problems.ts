import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { strengthProblems } from '../../model/certificate-strength.ts'
import { momentText, nearDayText } from '../../model/day-text.ts'
import type { SamlMode } from '../saml-source.ts'
import type { RolloverKeys } from './choose-rollover-keys.ts'

/** What is wrong with the two keys, whatever is done with them. */
export function rolloverProblems(keys: RolloverKeys, inForce: SamlMode, now: string): readonly Problem[] {
  const { old, next, isNextStored, doesNextHoldOld } = keys
  const nowMs = Date.parse(now)
  const oldUntilMs = Date.parse(old.notAfter)
  const newFromMs = Date.parse(next.notBefore)
  const newUntilMs = Date.parse(next.notAfter)
  const dates = [
    seen('Old key', `${momentText(old.notBefore)} to ${momentText(old.notAfter)}`),
    seen('New key', `${momentText(next.notBefore)} to ${momentText(next.notAfter)}`)
  ]
  const oldEnds = nearDayText(old.notAfter, now)
  // Nobody relies on the signature of such a certificate, so only its key counts.
  const weakness = strengthProblems(next).find(({ kind }) => kind !== 'weak-signature')
  return [
    ...(newUntilMs < nowMs ? [problem('entra.rollover.new-ended', { oldEnds, newDay: nearDayText(next.notAfter, now) }, dates)] : []),
    ...(newUntilMs >= nowMs && newUntilMs <= oldUntilMs
      ? [problem('entra.rollover.ends-before-old', { oldEnds, newDay: nearDayText(next.notAfter, now) }, dates)]
      : []),
    ...(oldUntilMs < nowMs ? [problem('entra.rollover.old-ended', { oldEnds, newDay: nearDayText(next.notBefore, now) }, dates)] : []),
    ...(newFromMs > nowMs ? [problem('entra.rollover.not-yet-valid', { oldEnds, newDay: nearDayText(next.notBefore, now) }, dates)] : []),
    ...(newFromMs > Math.max(oldUntilMs, nowMs)
      ? [problem('entra.rollover.gap', { oldEnds, newDay: nearDayText(next.notBefore, now) }, dates)]
      : []),
    ...(weakness === undefined
      ? []
      : [problem('entra.rollover.weak-key', { name: certificateName(next), weakness: weakness.text }, [seen('Key', next.key.text)])]),
    ...(inForce === 'xml' && !isNextStored && !doesNextHoldOld
      ? [
          problem('entra.rollover.no-overlap', {}, [
            seen('Key that signs now', old.fingerprintSha256),
            seen('Key of the new side', next.fingerprintSha256)
          ])
        ]
      : [])
  ]
}
