import { plainErrorText } from './plain-error-text.ts'

/** What a pasted text says about a sign-in that Microsoft refused. */
export interface SignInErrorReading {
  /** In the order of their appearance, each once. */
  readonly codes: readonly number[]
  /** The sentence that stands at the first code; it may name the person. */
  readonly message: string | undefined
  readonly correlationId: string | undefined
  /** Entra calls it “request id” on pages and “trace id” in answers. */
  readonly requestId: string | undefined
  /** As written. */
  readonly timestamp: string | undefined
  /** `access_denied`: the word of OAuth (RFC 6749, 4.1.2.1), when there is one. */
  readonly oauthError: string | undefined
  /** Only when the text says so clearly. */
  readonly protocol: 'saml' | 'oauth' | undefined
}

/** Finds codes and evidence in a page, an address, an event or a log line, however it is escaped. */
export function readSignInError(text: string): SignInErrorReading {
  const plain = plainErrorText(text)
  const codes = codesIn(plain)
  return {
    codes,
    message: codes[0] === undefined ? undefined : messageOf(plain, codes[0]),
    correlationId: new RegExp(`correlation[ _-]?id${FILLING}(${GUID})`, 'i').exec(plain)?.[1]?.toLowerCase(),
    requestId: new RegExp(`(?:request|trace)[ _-]?id${FILLING}(${GUID})`, 'i').exec(plain)?.[1]?.toLowerCase(),
    timestamp: new RegExp(`timestamp${FILLING}(\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z?)`, 'i').exec(plain)?.[1],
    oauthError: /[?&#\s"]error["\s]{0,3}[=:]["\s]{0,3}([a-z_]{3,40})\b/.exec(` ${plain}`)?.[1],
    protocol: protocolIn(plain)
  }
}

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
/** What stands between a label and its value: a colon, quotes, blanks. */
const FILLING = '["\\s:=]{0,20}'

/** With the prefix anywhere; without it only where a text clearly speaks of a code. */
const CODE_FORMS: readonly RegExp[] = [
  /AADSTS[ :]{0,2}(\d{4,8})(?!\d)/gi,
  /error_codes["\s:=]{0,6}\[\s{0,4}(\d{4,8})/gi,
  /\/error\?code=(\d{4,8})(?!\d)/gi,
  /error[ _-]?code["\s:=#]{0,6}(\d{5,8})(?!\d)/gi,
  /^\s*(\d{5,8})\s*$/g
]

function codesIn(text: string): readonly number[] {
  const found = CODE_FORMS.flatMap((form) => [...text.matchAll(form)].map((match) => ({ at: match.index, code: Number(match[1]) })))
  return [...new Set(found.sort((one, other) => one.at - other.at).map(({ code }) => code))]
}

const LONGEST_MESSAGE = 500

function messageOf(text: string, code: number): string | undefined {
  const start = new RegExp(`AADSTS[ :]{0,2}${String(code)}(?!\\d)[:\\s]{0,4}`, 'i').exec(text)
  if (start === null) return undefined
  const rest = text.slice(start.index + start[0].length).slice(0, LONGEST_MESSAGE)
  const [sentence = ''] = rest.split(/(?:Trace|Correlation|Request) ID|Timestamp|AADSTS\d|["<>{}]|&error|\n\s*\n/i)
  const message = sentence.replace(/\s+/g, ' ').trim()
  return message === '' ? undefined : message
}

function protocolIn(text: string): 'saml' | 'oauth' | undefined {
  const isSaml = /SAMLRe(?:quest|sponse)=|\/saml2\b|\/saml\/consume|\bprotocol["\s:=]{1,4}saml/i.test(text)
  const isOauth = /\/oauth2\/|login_from_oauth|[?&](?:client_id|redirect_uri|response_type)=|"error_description"/i.test(text)
  if (isSaml === isOauth) return undefined
  return isSaml ? 'saml' : 'oauth'
}
