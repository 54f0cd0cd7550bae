import { isGuid, withoutBraces } from '../../entra/tenant.ts'
import { type FieldFinding, warning } from './field-finding.ts'

/** What people copy along with an id, or instead of a part of it; `undefined`: nothing of that kind. `name`: `tenant id`. */
export function idFlaw(typed: string, name: string): string | undefined {
  const text = typed.trim()
  const inner = QUOTED.exec(text)?.[1]
  if (inner !== undefined) return `Take away the quotation marks: the ${name} is only what stands between them.`
  if (/\s/.test(text)) return `There is white space in it. The ${name} is one piece: copy it again with the button beside it.`
  if (INVISIBLE.test(text))
    return `There is a character in it that cannot be seen, as some programs add. Type the ${name}, or copy it again in the portal.`
  if (!isGuid(text) && isGuid(text.replace(DASH, '-')))
    return `Its hyphens have become dashes, as some programs do. Type them anew, or copy the ${name} again.`
  const digits = text.replaceAll('-', '')
  if (!isGuid(text) && /^[0-9a-f-]{20,50}$/i.test(text))
    return digits.length === 32
      ? `The ${name} has its hyphens in other places: it is written as 8-4-4-4-12 digits.`
      : `The ${name} has 32 digits, and this has ${String(digits.length)}: copy it again with the button beside it.`
  if (/^0{8}-(?:0{4}-){3}0{12}$/.test(text)) return `This is a ${name} of zeros, as examples have it. Enter the real one.`
  return undefined
}

/** For the same GUID in any case. */
export function sameId(one: string, other: string): boolean {
  return one.trim() !== '' && withoutBraces(one).toLowerCase() === withoutBraces(other).toLowerCase()
}

/** What was copied along and does no harm here, because `trimmedOauthForm` leaves it out. */
export function copiedAlong(typed: string, name: string): readonly FieldFinding[] {
  const around = withoutBraces(typed) !== typed.trim() ? 'braces' : typed !== typed.trim() ? 'white space' : undefined
  if (around === undefined) return []
  const [are, them] = around === 'braces' ? ['are', 'them'] : ['is', 'it']
  return [
    warning(
      `There ${are} ${around} around the ${name}; this application leaves ${them} out. Where you paste it yourself, take ${them} out.`
    )
  ]
}

const QUOTED = /^["'`“”„‘’«‹](.*)["'`“”‘’»›]$/
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
/** Zero width, direction marks, byte order mark, soft hyphen: mails and documents put them into copied texts. */
export const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/
