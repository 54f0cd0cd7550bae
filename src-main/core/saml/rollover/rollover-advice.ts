import { nearDayText } from '../../model/day-text.ts'
import type { Who } from '../../errors.ts'
import { assertNever } from '../../result.ts'
import type { RolloverCourse } from './rollover-course.ts'

export interface RolloverAdvice {
  readonly headline: string
  readonly steps: readonly { readonly text: string; readonly who: Who }[]
  readonly assumptions: readonly string[]
}

/** What to do in which order, and what of it rests on things that the service does not document. `breaksAt` as of a roll-over that nobody attends to. */
export function rolloverAdvice(course: RolloverCourse, breaksAt: string | undefined): RolloverAdvice {
  const { mode } = course
  switch (mode) {
    case 'url':
      return ofUrl(course)
    case 'xml':
      return ofXml(course, breaksAt)
    case 'fingerprint':
      return ofFingerprint(course, breaksAt)
    default:
      return assertNever(mode)
  }
}

const DATES_ASSUMED = 'Whether Files.com refuses a key whose dates are over, or have not begun, is not documented.'
const MANY_KEYS_ASSUMED = 'That Files.com tries every key of a stored document is usual, and not documented.'

const entra = (text: string): { readonly text: string; readonly who: Who } => ({ text, who: 'entra-administrator' })
const you = (text: string): { readonly text: string; readonly who: Who } => ({ text, who: 'you' })

const KEEP_A_WAY_IN = you('Make sure that a site administrator can sign in with a password of Files.com, and knows it.')
const CREATE = entra('Create the new certificate in Entra ID (SAML Certificates, Edit, New Certificate, Save) and leave it inactive.')
const TEST = you('Sign in at once in a private window, and have the sign-in proved here.')
const GO_BACK = entra('If that fails: make the old certificate active again. This way back is open until the old key ends.')
const FOLLOW_ADDRESS = you('Consider the metadata address instead: it needs no fingerprint at the next roll-over.')
const REMOVE = entra('Delete the old certificate after some days without complaints.')

function ofUrl(course: RolloverCourse): RolloverAdvice {
  return {
    headline:
      'Sign-in is expected to go on, since Files.com follows the address; whether it keeps both keys is not documented, so “Make active” is done at a quiet hour and proved at once.',
    steps: [
      KEEP_A_WAY_IN,
      CREATE,
      you('Inspect the address: it must list both keys.'),
      you('Wait a day, so that Files.com may have read the address. How often it reads is not documented.'),
      activate(course),
      TEST,
      GO_BACK,
      REMOVE
    ],
    assumptions: [
      'How often Files.com reads the address is not documented.',
      'Whether Files.com keeps every key of the address or only one is not documented; both cases are shown.',
      DATES_ASSUMED
    ]
  }
}

function ofXml(course: RolloverCourse, breaksAt: string | undefined): RolloverAdvice {
  if (isNewOver(course)) return { ...newOver(course), assumptions: [MANY_KEYS_ASSUMED, DATES_ASSUMED] }
  if (course.isNextStored)
    return {
      headline: `Sign-in does not break: the stored document holds both keys. “Make active” is safe ${safeFrom(course)}.`,
      steps: [KEEP_A_WAY_IN, activate(course), TEST, GO_BACK, REMOVE],
      assumptions: [MANY_KEYS_ASSUMED, DATES_ASSUMED]
    }
  if (isOldOver(course))
    return {
      headline: late(course, 'a document with the new key'),
      steps: [
        KEEP_A_WAY_IN,
        you('Inspect the document: the new key must be in it. Store it in Files.com by a plan, at once.'),
        activate(course),
        TEST,
        REMOVE
      ],
      assumptions: [MANY_KEYS_ASSUMED, DATES_ASSUMED]
    }
  return {
    headline: `Sign-in breaks at “Make active”${onDay(course, breaksAt)}, unless a document with both keys is stored in Files.com before. Then “Make active” is safe ${safeFrom(course)}.`,
    steps: [
      KEEP_A_WAY_IN,
      CREATE,
      entra('Download “Federation Metadata XML” now, while both certificates exist: the document lists both.'),
      you('Inspect the document: both keys must be in it.'),
      you('Store the document in Files.com by a plan, and sign in once: the old key still signs.'),
      activate(course),
      TEST,
      GO_BACK,
      REMOVE
    ],
    assumptions: [MANY_KEYS_ASSUMED, DATES_ASSUMED]
  }
}

function ofFingerprint(course: RolloverCourse, breaksAt: string | undefined): RolloverAdvice {
  if (isNewOver(course)) return { ...newOver(course), assumptions: [DATES_ASSUMED] }
  if (isOldOver(course))
    return {
      headline: late(course, 'the new fingerprint'),
      steps: [
        KEEP_A_WAY_IN,
        you('Have the SHA-256 fingerprint of the new certificate computed here, and apply the plan for Files.com at once.'),
        activate(course),
        TEST,
        REMOVE,
        FOLLOW_ADDRESS
      ],
      assumptions: [DATES_ASSUMED]
    }
  return {
    headline: `Sign-in breaks between “Make active” and the new fingerprint: Files.com holds one fingerprint only, so there is always a gap${
      breaksAt === undefined ? '' : `, and without anybody acting it breaks on ${near(course, breaksAt)}`
    }.`,
    steps: [
      KEEP_A_WAY_IN,
      CREATE,
      entra('Download the new certificate (“Base64 certificate download” in the menu of its row).'),
      you('Have its SHA-256 fingerprint computed here, and make the plan for Files.com, without applying it.'),
      you('Announce a maintenance of some minutes. People who are signed in stay so; nobody can sign in during the gap.'),
      activate(course),
      you('Apply the plan at once: the new fingerprint replaces the old one.'),
      TEST,
      entra('If that fails: make the old certificate active again, and undo the plan.'),
      REMOVE,
      FOLLOW_ADDRESS
    ],
    assumptions: ['Sessions that are open in Files.com are taken to go on; that is not documented.', DATES_ASSUMED]
  }
}

/** Since the old key has ended, Entra ID has gone over by itself, or will once the new key begins. */
function late(course: RolloverCourse, what: string): string {
  const { oldUntilMs, newFromMs } = course.dates
  const ended = `The old key has ended (${day(course, oldUntilMs)})`
  return newFromMs > course.nowMs
    ? `${ended}, and the new one begins on ${day(course, newFromMs)}: until then Entra ID goes on signing with the old one. From then on sign-in is broken, unless ${what} is stored in Files.com.`
    : `${ended}, so Entra ID signs with the new one by itself, and sign-in is broken until ${what} is stored in Files.com.`
}

/** There is nothing to go over to. */
function newOver(course: RolloverCourse): Pick<RolloverAdvice, 'headline' | 'steps'> {
  const which = isOldOver(course) ? 'Both keys have ended' : 'The new key has ended already'
  return {
    headline: `${which}: there is nothing to go over to. Create another certificate first, and rehearse with that one.`,
    steps: [KEEP_A_WAY_IN, CREATE, you('Rehearse the roll-over again with the new certificate.')]
  }
}

function isOldOver({ nowMs, dates }: RolloverCourse): boolean {
  return dates.oldUntilMs < nowMs
}

function isNewOver({ nowMs, dates }: RolloverCourse): boolean {
  return dates.newUntilMs < nowMs
}

function activate(course: RolloverCourse): { readonly text: string; readonly who: Who } {
  const { nowMs, dates } = course
  const from = dates.newFromMs > nowMs ? `not before ${day(course, dates.newFromMs)}` : 'when all of the above is done'
  const until =
    dates.oldUntilMs > Math.max(nowMs, dates.newFromMs) ? `, and before ${day(course, dates.oldUntilMs)}, when the old key ends` : ''
  return entra(`“Make certificate active” for the new one: ${from}${until}.`)
}

function safeFrom(course: RolloverCourse): string {
  return course.dates.newFromMs > course.nowMs ? `from ${day(course, course.dates.newFromMs)} on` : 'at any time'
}

function onDay(course: RolloverCourse, breaksAt: string | undefined): string {
  return breaksAt === undefined ? '' : `, and on ${near(course, breaksAt)} by itself`
}

function day(course: RolloverCourse, ms: number): string {
  return near(course, new Date(ms).toISOString())
}

function near({ nowMs }: RolloverCourse, iso: string): string {
  return nearDayText(iso, new Date(nowMs).toISOString())
}
