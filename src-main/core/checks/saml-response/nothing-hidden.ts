import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { ResponseAttack } from '../../saml/response-facts.ts'
import { type Check, failed, passed } from '../check.ts'
import { readingOf, type ResponseProbes } from './probes.ts'

export const nothingHidden: Check<ResponseProbes> = {
  id: 'saml-response.nothing-hidden',
  title: 'Nothing in it is doubled, hidden or interrupted',
  origin: 'microsoft',
  needs: ['saml-response.response-document'],
  async run(probes) {
    const { attacks, asSent, misplaced } = readingOf(probes)
    const worst = [...attacks].sort((a, b) => severity.indexOf(a.kind) - severity.indexOf(b.kind))[0]
    if (worst !== undefined)
      return failed(attackProblem(worst, attacks, asSent.assertions.length + asSent.encryptedAssertions.length + misplaced.length))
    return passed('Every id occurs once, assertions and signatures stand where they belong, and nothing interrupts a value.', [
      seen('Assertions', asSent.assertions.length + asSent.encryptedAssertions.length),
      seen('Doubled ids, misplaced parts, interrupted values', 'none')
    ])
  }
}

/** The kind that says most about what was tried comes first. */
const severity: readonly ResponseAttack['kind'][] = [
  'assertion-misplaced',
  'several-assertions',
  'comment-in-value',
  'duplicate-id',
  'signature-misplaced',
  'part-repeated'
]

function attackProblem(worst: ResponseAttack, all: readonly ResponseAttack[], assertions: number): Problem {
  const evidence = all.slice(0, MOST_SHOWN).map(({ kind, where }) => seen(attackNames[kind], where))
  const { where } = worst
  switch (worst.kind) {
    case 'assertion-misplaced':
      return problem('saml.response.assertion-misplaced', { where }, evidence)
    case 'several-assertions':
      return problem('saml.response.several-assertions', { count: assertions }, evidence)
    case 'comment-in-value':
      return problem('saml.response.comment-in-value', { where }, evidence)
    case 'duplicate-id':
      return problem('saml.response.duplicate-id', { where }, evidence)
    case 'signature-misplaced':
      return problem('saml.response.signature-misplaced', { where }, evidence)
    case 'part-repeated':
      return problem('saml.response.part-repeated', { where }, evidence)
  }
}

const MOST_SHOWN = 20

const attackNames: Readonly<Record<ResponseAttack['kind'], string>> = {
  'assertion-misplaced': 'Misplaced assertion',
  'several-assertions': 'Several assertions',
  'comment-in-value': 'Interrupted value',
  'duplicate-id': 'Id used twice',
  'signature-misplaced': 'Misplaced signature',
  'part-repeated': 'Part that stands there twice'
}
