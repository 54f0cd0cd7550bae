/** One block between a BEGIN and an END line, or what is left of it. */
export interface PemBlock {
  readonly label: string
  /** As it stands in the text. */
  readonly body: string
  /** Where the body begins in the text, to be able to say which line is wrong. */
  readonly bodyStart: number
  readonly isClosed: boolean
}

const BEGIN = '-----BEGIN '
const DASHES = '-----'

/** The blocks of a text in order; whatever stands around them is skipped. Goes through the text once, however it is made. */
export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = []
  for (let begin = text.indexOf(BEGIN); begin !== -1;) {
    const labelEnd = text.indexOf(DASHES, begin + BEGIN.length)
    if (labelEnd === -1) break
    const label = text.slice(begin + BEGIN.length, labelEnd)
    const bodyStart = labelEnd + DASHES.length
    const found = text.indexOf(DASHES, bodyStart)
    const bodyEnd = found === -1 ? text.length : found
    if (label.length <= LONGEST_LABEL && !label.includes('\n')) {
      blocks.push({ label, body: text.slice(bodyStart, bodyEnd), bodyStart, isClosed: text.startsWith('-----END ', bodyEnd) })
    }
    begin = text.indexOf(BEGIN, bodyEnd)
  }
  return blocks
}

/** `undefined` when the text is not base64. Line breaks, also written as `\n`, quotation marks of mails and header lines are left aside. */
export function base64Bytes(text: string): Uint8Array | undefined {
  const body = withoutHeaders(text).replace(/\\[rn]/g, '\n')
  const padding = body.indexOf('=')
  // Tested without taking the text apart: ten megabytes may come here. Buffer skips blanks by itself.
  if (/[^A-Za-z0-9+/=\s>]/.test(body) || (padding !== -1 && /[^=\s>]/.test(body.slice(padding)))) return undefined
  const bytes = Buffer.from(body, 'base64')
  return bytes.length === 0 ? undefined : bytes
}

/** Lines such as `Proc-Type: 4,ENCRYPTED` end with a blank one (RFC 1421 4.4). */
function withoutHeaders(body: string): string {
  return /^\s*[\w-]+:/.test(body) ? body.slice(Math.max(body.search(/\n\r?\n/), 0)) : body
}

/** Lines of 64 characters, as openssl writes them. */
export function pemOf(der: Uint8Array, label = 'CERTIFICATE'): string {
  const lines =
    Buffer.from(der.buffer, der.byteOffset, der.length)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

const LONGEST_LABEL = 64
