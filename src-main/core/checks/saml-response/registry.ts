import type { Check } from '../check.ts'
import { algorithmStrong } from './algorithm-strong.ts'
import { assertionSingle } from './assertion-single.ts'
import { attributesListed } from './attributes-listed.ts'
import { audienceExact } from './audience-exact.ts'
import { bearerConfirmed } from './bearer-confirmed.ts'
import { clockAgrees } from './clock-agrees.ts'
import { destinationExact } from './destination-exact.ts'
import { groupsNamed } from './groups-named.ts'
import { issuedByEntra } from './issued-by-entra.ts'
import { issuerExact } from './issuer-exact.ts'
import { keyKnown } from './key-known.ts'
import { keyWithinDates } from './key-within-dates.ts'
import { mailAgrees } from './mail-agrees.ts'
import { methodShown } from './method-shown.ts'
import { nameIdPresent } from './name-id-present.ts'
import { nameIdStable } from './name-id-stable.ts'
import { nothingHidden } from './nothing-hidden.ts'
import type { ResponseProbes } from './probes.ts'
import { requestAnswered } from './request-answered.ts'
import { responseDocument } from './response-document.ts'
import { sessionKnown } from './session-known.ts'
import { signaturePresent } from './signature-present.ts'
import { signatureSound } from './signature-sound.ts'
import { signatureValid } from './signature-valid.ts'
import { statusSuccess } from './status-success.ts'
import { textOpened } from './text-opened.ts'
import { usedOnce } from './used-once.ts'
import { usernameUsable } from './username-usable.ts'
import { withinTimes } from './within-times.ts'
import { xmlSound } from './xml-sound.ts'

/** The ladder of a response: what it is, whose it is, for whom and when it holds, and whom it names. */
export const samlResponseChecks: readonly Check<ResponseProbes>[] = [
  textOpened,
  xmlSound,
  responseDocument,
  nothingHidden,
  statusSuccess,
  assertionSingle,
  signaturePresent,
  signatureSound,
  keyKnown,
  signatureValid,
  algorithmStrong,
  keyWithinDates,
  issuerExact,
  issuedByEntra,
  destinationExact,
  bearerConfirmed,
  audienceExact,
  clockAgrees,
  withinTimes,
  requestAnswered,
  nameIdPresent,
  nameIdStable,
  usernameUsable,
  mailAgrees,
  methodShown,
  attributesListed,
  groupsNamed,
  sessionKnown,
  usedOnce
]
