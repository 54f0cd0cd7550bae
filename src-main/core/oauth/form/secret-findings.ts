import { isGuid } from '../../entra/tenant.ts'
import type { OauthForm } from '../../model/oauth-form.ts'
import { advice, error, type FieldFinding } from './field-finding.ts'
import { INVISIBLE, sameId } from './id-text.ts'

/** The client secret as typed. Nothing of it is ever repeated in a text. */
export function secretFindings(
  secret: string,
  { tenantId, clientId, displayName }: Pick<OauthForm, 'tenantId' | 'clientId' | 'displayName'>
): readonly FieldFinding[] {
  if (secret === '') return [advice('Without the client secret only the ids and the tenant can be tested.')]
  const text = secret.trim()
  if (text === '') return [error('There is nothing but white space in it.')]
  if (sameId(text, clientId))
    return [error('This is the client id once more. The secret is the column “Value” under “Certificates & secrets”.')]
  if (sameId(text, tenantId))
    return [error('This is the tenant id once more. The secret is the column “Value” under “Certificates & secrets”.')]
  if (isGuid(unwrapped(text))) return [error(SECRET_ID, 'secret-id')]
  if (sameId(text, displayName))
    return [error('This is the display name. The secret is the column “Value” under “Certificates & secrets”.')]
  const other = otherThing(text)
  if (other !== undefined) return [error(`This looks like ${other}, not like a client secret. ${COPY}`)]
  const flaw = flawOf(secret)
  if (flaw !== undefined) return [error(flaw)]
  return ENTRA_PATTERN.test(secret)
    ? []
    : [
        advice(
          'Secrets that the portal makes today have 40 characters, the fourth to sixth like 8Q~. This one differs, as older ones do; if it was refused, copy it again.'
        )
      ]
}

/** What any provider’s secret cannot have: for providers other than Entra ID, whose secrets have forms of their own. */
export function plainSecretFlaw(secret: string): string | undefined {
  if (secret.trim() === '') return 'There is nothing but white space in it.'
  if (/[\r\n]/.test(secret)) return LINE_BREAK
  return /^\s|\s$/.test(secret) ? AROUND : undefined
}

const SECRET_ID =
  'This is the Secret ID, the number of the secret. Copy the column “Value” instead: it is shown only once, just after the secret was made. If it is hidden now, make a new secret.'
const COPY = 'Copy the column “Value” under “Certificates & secrets”, or make a new secret.'
const LINE_BREAK = 'There is a line break in it. A secret is one line: copy it again with the button beside it.'
const AROUND = 'White space was copied along, before or after it. A secret has none: take it away.'

/** Three characters, a digit, `Q~`, the rest: what Microsoft makes since 2021, so that scanners can find them. */
const ENTRA_PATTERN = /^[\w~.-]{3}\d[Qq]~[\w~.-]{31,34}$/
const SHORTEST = 16
/** Secrets of the portal have up to 44 characters; passwords that a program set have up to 256. */
const LONGEST = 256

function unwrapped(text: string): string {
  return text.replace(/^["'`{(“‘]+|["'`})”’]+$/g, '').trim()
}

function flawOf(secret: string): string | undefined {
  const text = secret.trim()
  if (/[\r\n]/.test(text)) return LINE_BREAK
  if (/[\r\n]/.test(secret)) return 'A line break was copied along, before or after it: take it away.'
  if (secret !== text) return AROUND
  if (/\s/.test(text)) return 'There is white space in it. A secret is one piece: copy it again with the button beside it.'
  if (INVISIBLE.test(text))
    return 'There is a character in it that cannot be seen, as some programs add. Copy the secret again in the portal.'
  if (/^["'`“‘].*["'`”’]$/.test(text)) return 'Take away the quotation marks: the secret is only what stands between them.'
  if (MASKED.test(text))
    return 'This is the secret as the portal shows it later: only its beginning, the rest hidden. The whole value is shown once; make a new secret.'
  if (!/^[\u0021-\u007e]+$/.test(text)) return 'There are letters in it that secrets do not have. Copy it again with the button beside it.'
  if (text.length < SHORTEST)
    return `It has ${String(text.length)} characters, and a secret of Entra ID has 32 or more. A part may be missing: copy it again.`
  if (text.length > LONGEST) return `It has ${String(text.length)} characters, far more than a secret. Copy only the column “Value”.`
  return undefined
}

/** `abc******************`, or the same with dots and bullets. Older secrets may hold stars and dots, so only a short beginning counts. */
const MASKED = /^.{0,8}(?:\*{3,}|\.{4,})$|[•●∙·]{2,}|…$/

function otherThing(text: string): string | undefined {
  if (/^-----BEGIN /.test(text)) return 'a certificate or a key'
  if (/^MI[IG][A-Za-z0-9+/=\s]{60,}$/.test(text)) return 'a certificate or a key'
  if (/^eyJ[\w-]+\.[\w-]+\./.test(text)) return 'a token (JWT)'
  if (/^(?:Bearer|Basic)\s/i.test(text)) return 'a header with a token'
  if (/(?:^|[?&])sig=[^&]+/i.test(text) && /(?:^|[?&])s[vpre]=/i.test(text)) return 'a shared access signature of Azure storage'
  if (/^(?:DefaultEndpointsProtocol|AccountKey|Endpoint)=/i.test(text)) return 'a connection string of Azure'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'an address'
  if (/^[0-9a-f]{40}$/i.test(text) || /^(?:[0-9a-f]{2}:){19}[0-9a-f]{2}$/i.test(text)) return 'the thumbprint of a certificate'
  if (/^(?:[0-9a-f]{2}:){31}[0-9a-f]{2}$/i.test(text)) return 'the fingerprint of a certificate'
  // Small letters behind the sign: older secrets may hold it, with anything around it.
  if (/^[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(text)) return 'a mail address'
  return undefined
}
