import { whoText } from '../../errors.ts'
import { dayText } from '../../model/day-text.ts'
import { printableText } from '../../report/printable-text.ts'
import type { SamlMode } from '../saml-source.ts'
import type { Rollover, RolloverMoment, RolloverOfMode } from '../saml-views.ts'

/** The rehearsal for the command line, line by line without line breaks; the mode in force in full, of the others the headline. */
export function rolloverText(rollover: Rollover): readonly string[] {
  const inForce = rollover.modes.filter(({ isInForce }) => isInForce)
  const others = rollover.modes.filter(({ isInForce }) => !isInForce)
  return [
    ...rollover.keys.flatMap(({ name, card }) => [
      `${name === 'old' ? 'Old key' : 'New key'}  ${printableText(card.heading)}`,
      `         ${card.facts.key.text}, ${card.state.sentence}`,
      `         SHA-256 ${card.facts.fingerprintSha256}`
    ]),
    '',
    ...rollover.problems.flatMap(({ title, cause, remedy, code }) => [
      `! ${title} (${code})`,
      `  ${printableText(cause)}`,
      `  ${printableText(remedy)}`,
      ''
    ]),
    ...inForce.flatMap(modeLines),
    ...(others.length === 0 ? [] : ['With the other modes']),
    ...others.map(({ mode, headline }) => `  ${modeText[mode]}: ${headline}`)
  ]
}

const modeText: Readonly<Record<SamlMode, string>> = {
  url: 'Metadata URL',
  xml: 'Metadata XML',
  fingerprint: 'Certificate fingerprint'
}

function modeLines({ mode, headline, moments, steps, assumptions }: RolloverOfMode): readonly string[] {
  const course = moments.filter(({ isOtherwise }) => isOtherwise !== true)
  const otherwise = moments.filter(({ isOtherwise }) => isOtherwise === true)
  return [
    `${modeText[mode]}: ${headline}`,
    '',
    'Time line, when the steps below are followed',
    ...course.flatMap(momentLines),
    ...(otherwise.length === 0 ? [] : ['', 'Otherwise', ...otherwise.flatMap(momentLines)]),
    '',
    'Steps, in this order',
    ...steps.map(({ text, who }, index) => `  ${String(index + 1).padStart(2)}. ${text} [${whoText[who]}]`),
    '',
    'Assumed, because it is not documented',
    ...assumptions.map((assumption) => `  - ${assumption}`),
    ''
  ]
}

const signInText: Readonly<Record<RolloverMoment['signIn'], string>> = { works: 'works', breaks: 'BREAKS', 'not-known': 'not known' }

function momentLines({ at, title, signIn, because }: RolloverMoment): readonly string[] {
  const when = at === undefined ? 'decision' : dayText(at)
  return [`  ${when.padEnd(18)} ${signInText[signIn].padEnd(10)} ${title}`, `  ${' '.repeat(29)} ${because}`]
}
