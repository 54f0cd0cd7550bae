import { entraClouds } from './entra-cloud.ts'

/**
 * The address that a pasted text is as a whole, as portals and mail programs hand it out: behind its label, in brackets or quotation marks,
 * broken over lines, without its scheme when the host is one of Microsoft’s sign-in. Undefined for any other text: nothing is picked out of sentences.
 */
export function addressInPaste(text: string): string | undefined {
  const written = text.trim()
  if (/^https?:\/\/\S+$/i.test(written)) return written
  if (written.length > LONGEST) return undefined
  const bare = written.replace(LABEL, '').replace(OPENING, '').replace(CLOSING, '')
  const joined = bare.replace(/\s*[\r\n]\s*/g, '')
  if (joined === '' || /[\s<>]/.test(joined) || joined.indexOf('://') !== joined.lastIndexOf('://')) return undefined
  if (/^https?:\/\//i.test(joined)) return joined
  return isSignInHost(joined) ? `https://${joined}` : undefined
}

const LONGEST = 4096

/** `App Federation Metadata Url:` in whatever language, also on a line of its own. */
const LABEL = /^[^:/<>"=]{1,60}(?::\s*|\n\s*)(?=[<"'„“]?(?:https?:\/\/|login\.))/i
const OPENING = /^[<("'„“”‘‚«]+/
const CLOSING = /[>)"'“”’»]+$/

function isSignInHost(text: string): boolean {
  const start = text.toLowerCase()
  return entraClouds.some(({ loginHost, otherLoginHosts }) => [loginHost, ...otherLoginHosts].some((host) => start.startsWith(`${host}/`)))
}
