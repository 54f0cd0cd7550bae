import { whyNotProvisioning, whyNotSignIn, type WhyNot } from './other-methods.ts'
import { adviserFacts, type AdviserReading } from './adviser-facts.ts'
import {
  adviserQuestions,
  choicesOf,
  knownAnswers,
  questionIds,
  type QuestionId,
  type Situation,
  situationOf
} from './adviser-questions.ts'
import { type Known, type Reasons, reasonsThatHold } from './adviser-reasons.ts'
import type { Advice, AdviserAnswers, AdviserFact, ProvisioningMethod, Recommendation, SignInMethod } from './adviser-views.ts'
import { type Decision, decideMethods } from './decide-methods.ts'
import { provisioningReasons } from './provisioning-reasons.ts'
import { signInReasons } from './sign-in-reasons.ts'
import { openQuestions } from './open-questions.ts'

export interface AdviserInput {
  /** What a person said; it overrules what was read. Unknown questions and choices are left out. */
  readonly answers: AdviserAnswers
  /** Undefined: nothing was read. */
  readonly reading: AdviserReading | undefined
  /** Why facts are missing, as sentences. */
  readonly notRead: readonly string[]
}

/** Which way of signing in and of making accounts suits, with reasons and with what would change it. Pure. */
export function advise({ answers, reading, notRead }: AdviserInput): Advice {
  const facts = reading === undefined ? [] : adviserFacts(reading)
  const given = knownAnswers(answers)
  const fromFacts = answersOf(facts)
  const taken = { ...fromFacts, ...given }
  const situation = situationOf(taken)
  const decision = decideMethods(situation)
  const known: Known = {
    situation,
    decision,
    facts,
    sourceOf: (question) => (given[question] !== undefined ? 'answer' : fromFacts[question] !== undefined ? 'fact' : undefined)
  }
  const open = openQuestions(taken)
  return {
    questions: adviserQuestions,
    answers: taken,
    facts,
    notRead,
    signIn: {
      ...recommendation(decision.signIn, signInTitles, signInReasons, known, (method) => whyNotSignIn(method, situation, decision)),
      ...certainty(open.signIn),
      wouldChange: changes(situation, decision, ({ signIn }) => signIn, signInTitles)
    },
    provisioning: {
      ...recommendation(decision.provisioning, provisioningTitles, provisioningReasons, known, (method) =>
        whyNotProvisioning(method, situation, decision)
      ),
      ...certainty(open.provisioning),
      wouldChange: changes(situation, decision, ({ provisioning }) => provisioning, provisioningTitles)
    },
    headline: headlineOf(known, open.signIn.length + open.provisioning.length === 0)
  }
}

const signInTitles: Readonly<Record<SignInMethod, string>> = {
  saml: 'Sign-in by SAML',
  oauth: 'Sign-in by OAuth',
  ldap: 'Sign-in by LDAP'
}

const provisioningTitles: Readonly<Record<ProvisioningMethod, string>> = {
  scim: 'SCIM provisioning',
  jit: 'Accounts at the first sign-in (JIT)',
  ldap: 'LDAP provisioning',
  'by-hand': 'Accounts by hand'
}

function answersOf(facts: readonly AdviserFact[]): Readonly<Partial<Record<QuestionId, string>>> {
  return knownAnswers(
    Object.fromEntries(facts.flatMap(({ answers }) => (answers === undefined ? [] : [[answers.question, answers.value]])))
  )
}

function recommendation<M extends string>(
  method: M,
  titles: Readonly<Record<M, string>>,
  reasons: Readonly<Record<M, Reasons>>,
  known: Known,
  whyNot: (method: M) => WhyNot
): Pick<Recommendation<M>, 'method' | 'title' | 'because' | 'against' | 'others'> {
  return {
    method,
    title: titles[method],
    because: reasonsThatHold(reasons[method].because, known),
    against: reasonsThatHold(reasons[method].against, known),
    others: keysOf(titles).flatMap((other) => (other === method ? [] : [{ method: other, title: titles[other], ...whyNot(other) }]))
  }
}

function certainty(open: readonly string[]): Pick<Recommendation<string>, 'isCertain' | 'open'> {
  return { isCertain: open.length === 0, open }
}

/** Each other answer that alone would lead elsewhere. */
function changes<M extends string>(
  situation: Situation,
  decision: Decision,
  methodOf: (decision: Decision) => M,
  titles: Readonly<Record<M, string>>
): readonly string[] {
  return questionIds.flatMap((question) =>
    choicesOf(question).flatMap(({ value, ifSo }) => {
      const other = methodOf(decideMethods({ ...situation, [question]: value }))
      return other === methodOf(decision) ? [] : [`${titles[other]}, if ${ifSo}.`]
    })
  )
}

function headlineOf({ decision, sourceOf }: Known, isCertain: boolean): string {
  const { signIn, signInBecause, provisioning, provisioningBecause, provisioningRestsOn: restsOn } = decision
  const begin = isCertain ? 'Recommended' : 'Recommended as far as is known'
  const isAssumed = restsOn !== undefined && sourceOf(restsOn) === undefined
  const because = isAssumed ? 'it fits what is usual' : provisioningBecause
  return `${begin}: ${shortSignIn[signIn]} with ${shortProvisioning[provisioning]}. ${capital(shortSignIn[signIn])} because ${signInBecause}; ${shortProvisioning[provisioning]} because ${because}.`
}

const shortSignIn: Readonly<Record<SignInMethod, string>> = { saml: 'SAML', oauth: 'OAuth', ldap: 'sign-in by LDAP' }
const shortProvisioning: Readonly<Record<ProvisioningMethod, string>> = {
  scim: 'SCIM',
  jit: 'accounts at the first sign-in',
  ldap: 'LDAP provisioning',
  'by-hand': 'accounts by hand'
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function keysOf<K extends string>(record: Readonly<Record<K, string>>): readonly K[] {
  // The record is one of the two above, which have no other keys than their type.
  return Object.keys(record).filter((key): key is K => Object.hasOwn(record, key))
}
