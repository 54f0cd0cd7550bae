import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { momentText } from '../../model/day-text.ts'
import type { AssertionFacts } from '../../saml/response-facts.ts'
import { said } from '../../saml/response-judged.ts'
import { durationText, samlTimeMs } from '../../saml/saml-time.ts'
import { type Check, failed, passed, type Verdict, warned } from '../check.ts'
import { bearerConfirmations } from './bearer-confirmed.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const withinTimes: Check<ResponseProbes> = {
  id: 'saml-response.within-times',
  title: 'The assertion is valid at the moment it is judged at',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, (assertion, isSigned) => {
      const written = timesOf(assertion)
      const evidence = [
        ...written.map(({ what, text }) => said(what, text, isSigned)),
        seen(probes.isMomentGiven ? 'Judged at the given moment' : 'Judged now, by this computer’s clock', momentText(probes.at))
      ]
      const unreadable = written.find(({ text }) => samlTimeMs(text) === undefined)
      if (unreadable !== undefined)
        return failed(problem('saml.response.times-unreadable', { what: unreadable.what, written: unreadable.text }, evidence))
      return judged(probes, written, evidence)
    })
  }
}

interface WrittenTime {
  readonly what: string
  /** `hand-over`: the end of one confirmation, of which one that has not come is enough. */
  readonly kind: 'begin' | 'end' | 'hand-over'
  readonly text: string
}

function timesOf({ conditions, confirmations, authentications }: AssertionFacts): readonly WrittenTime[] {
  return [
    time('Valid from', 'begin', conditions?.notBefore),
    time('Valid until', 'end', conditions?.notOnOrAfter),
    ...bearerConfirmations(confirmations).map(({ notOnOrAfter }) => time('To be handed over until', 'hand-over', notOnOrAfter)),
    ...authentications.map(({ sessionNotOnOrAfter }) => time('Session until', 'end', sessionNotOnOrAfter))
  ].filter((each) => each !== undefined)
}

function time(what: string, kind: WrittenTime['kind'], text: string | undefined): WrittenTime | undefined {
  return text === undefined ? undefined : { what, kind, text }
}

function judged(probes: ResponseProbes, written: readonly WrittenTime[], evidence: readonly EvidenceItem[]): Verdict {
  const atMs = Date.parse(probes.at)
  const at = momentText(probes.at)
  const all = (kind: WrittenTime['kind']) => written.filter((each) => each.kind === kind).map(({ text }) => samlTimeMs(text) ?? 0)
  const beginsMs = Math.max(...all('begin'), 0)
  const handOvers = all('hand-over')
  const endsMs = Math.min(...all('end'), ...(handOvers.length === 0 ? [] : [Math.max(...handOvers)]), Number.MAX_SAFE_INTEGER)
  if (atMs < beginsMs) {
    return failed(
      problem('saml.response.not-yet-valid', { begins: momentOf(beginsMs), at, early: durationText(beginsMs - atMs) }, [
        ...evidence,
        seen('Too early by', durationText(beginsMs - atMs))
      ])
    )
  }
  // “Not on or after”: the end itself is too late.
  if (atMs >= endsMs) {
    const late = durationText(atMs - endsMs)
    const more = [...evidence, seen('Too late by', late)]
    return probes.isMomentGiven
      ? failed(problem('saml.response.expired', { ended: momentOf(endsMs), at, late }, more))
      : warned(problem('saml.response.ended-meanwhile', { ended: momentOf(endsMs), ago: late }, more))
  }
  const [first = seen('Judged at', at), ...more] = evidence
  if (endsMs === Number.MAX_SAFE_INTEGER) return passed('It names no end.', [first, ...more])
  const lifetime =
    beginsMs === 0
      ? ''
      : ` Its whole life is ${durationText(endsMs - beginsMs)}; Entra ID normally gives 70 minutes and no reserve for clocks.`
  return passed(`It is valid for another ${durationText(endsMs - atMs)}.${lifetime}`, [
    first,
    ...more,
    ...(beginsMs === 0 ? [] : [seen('Valid since', durationText(Math.max(atMs - beginsMs, 1000)))]),
    seen('Left', durationText(endsMs - atMs))
  ])
}

function momentOf(ms: number): string {
  return momentText(new Date(ms).toISOString())
}
