import { deflateRawSync, gzipSync } from 'node:zlib'

/** The forms in which people hold a response, for round trips. */
export const encodings = {
  base64: (xml: string) => Buffer.from(xml).toString('base64'),
  'base64 in lines of 76': (xml: string) => lines(Buffer.from(xml).toString('base64'), 76, '\r\n'),
  'base64 in indented lines of 64': (xml: string) => lines(Buffer.from(xml).toString('base64'), 64, '\n    '),
  'base64 whose line breaks became spaces': (xml: string) => lines(Buffer.from(xml).toString('base64'), 76, ' '),
  'base64 with the alphabet for addresses': (xml: string) => Buffer.from(xml).toString('base64url'),
  'base64 without padding': (xml: string) => Buffer.from(xml).toString('base64').replace(/=+$/, ''),
  'base64 twice': (xml: string) => Buffer.from(Buffer.from(xml).toString('base64')).toString('base64'),
  'base64 of UTF-16': (xml: string) => Buffer.from(`\ufeff${xml}`, 'utf16le').toString('base64'),
  deflated: (xml: string) => deflateRawSync(xml).toString('base64'),
  gzipped: (xml: string) => gzipSync(xml).toString('base64'),
  'the XML itself': (xml: string) => xml
} as const

export const escapes = {
  none: (text: string) => text,
  'percent-encoded': (text: string) => encodeURIComponent(text),
  'percent-encoded twice': (text: string) => encodeURIComponent(encodeURIComponent(text)),
  'percent-encoded in small letters': (text: string) => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
} as const

/** Containers hold a text in which nothing but the characters of base64 and percent-encoding occurs. */
export const containers = {
  nothing: (value: string) => value,
  'white space': (value: string) => `\r\n  ${value}\n\n`,
  'a byte order mark': (value: string) => `\ufeff${value}`,
  quotes: (value: string) => `"${value}"`,
  'a form body': (value: string) => `SAMLResponse=${value}&RelayState=acme.files.com`,
  'a form body, the other way round': (value: string) => `RelayState=acme.files.com&SAMLResponse=${value}`,
  'a request with its headers': (value: string) =>
    `POST /saml/consume HTTP/1.1\r\nHost: app.files.com\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nSAMLResponse=${value}&RelayState=x`,
  'the list of a form in developer tools': (value: string) => `SAMLResponse: ${value}\nRelayState: acme.files.com`,
  'an address': (value: string) => `https://sp.example/acs?RelayState=x&SAMLResponse=${value}&SigAlg=a#end`,
  'a form in a page': (value: string) =>
    `<!DOCTYPE html><html><head><title>Working...</title></head><body><form method="POST" action="https://app.files.com/saml/consume"><input type="hidden" name="SAMLResponse" value="${htmlEscaped(value)}" /><input type="hidden" name="RelayState" value="acme" /></form></body></html>`,
  'a form with single quotes': (value: string) => `<form><input value='${htmlEscaped(value)}' name='SAMLResponse' type=hidden></form>`,
  'a textarea': (value: string) => `<form><textarea name="SAMLResponse">${htmlEscaped(value)}</textarea></form>`,
  'a curl command': (value: string) =>
    `curl 'https://app.files.com/saml/consume' -H 'content-type: application/x-www-form-urlencoded' --data-raw 'SAMLResponse=${value}&RelayState=acme' --compressed`,
  'a curl command of Windows': (value: string) =>
    `curl ^"https://app.files.com/saml/consume^" ^\r\n  -H ^"content-type: application/x-www-form-urlencoded^" ^\r\n  --data-raw ^"SAMLResponse=${value.replaceAll('%', '^%')}^&RelayState=acme^"`,
  'a HAR file': (value: string) => har([{ value, at: '2026-11-22T05:25:01.000Z' }]),
  'JSON with the field as a key': (value: string) => JSON.stringify({ RelayState: 'x', SAMLResponse: value }),
  'the export of an extension': (value: string) =>
    JSON.stringify({
      requests: [{ method: 'POST', url: 'https://app.files.com/saml/consume', post: [['SAMLResponse', value]] }],
      timestamp: 'x'
    })
} as const

/** A record of a browser, with each response in the page of the provider, as a parameter and as the body, as browsers write it. */
export function har(responses: readonly { readonly value: string; readonly at: string; readonly url?: string }[]): string {
  const entries = responses.flatMap(({ value, at, url = 'https://app.files.com/saml/consume' }) => [
    {
      startedDateTime: at,
      request: { method: 'GET', url: 'https://login.microsoftonline.com/x/saml2?SAMLRequest=fZ', queryString: [] },
      response: { content: { mimeType: 'text/html', text: `<form><input name="SAMLResponse" value="${htmlEscaped(value)}"></form>` } }
    },
    {
      startedDateTime: at,
      request: {
        method: 'POST',
        url,
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          text: `SAMLResponse=${value.includes('%') ? value : encodeURIComponent(value)}&RelayState=x`,
          params: [{ name: 'SAMLResponse', value }]
        }
      },
      response: { status: 302, content: {} }
    }
  ])
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'test' }, entries } })
}

export function htmlEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('+', '&#x2b;')
}

function lines(text: string, width: number, between: string): string {
  return text.match(new RegExp(`.{1,${String(width)}}`, 'g'))?.join(between) ?? ''
}
