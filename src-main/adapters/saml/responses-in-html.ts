/** A value of a form field that holds a response. */
export interface ResponseInPage {
  readonly value: string
  readonly wasEscaped: boolean
}

/** The fields named SAMLResponse of a page; empty when the text is no such page. SAML itself has no element `input`. */
export function responsesInHtml(text: string): readonly ResponseInPage[] {
  if (!/samlresponse/i.test(text)) return []
  return [...text.matchAll(/<(?:input|textarea)\b[^<>]*>/gi)].flatMap((match) => {
    const [tag] = match
    if (attribute(tag, 'name')?.toLowerCase() !== 'samlresponse') return []
    const written = /^<textarea/i.test(tag) ? upToTag(text, match.index + tag.length) : attribute(tag, 'value')
    if (written === undefined || written.trim() === '') return []
    const value = decodedEntities(written)
    return [{ value, wasEscaped: value !== written }]
  })
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag)
  return match?.[1] ?? match?.[2] ?? match?.[3]
}

function upToTag(text: string, from: number): string {
  const end = text.indexOf('<', from)
  return text.slice(from, end === -1 ? undefined : end)
}

/** The five entities of XML and numbers; anything else stays as it is. Step by step, because one callback for each entity of a large text takes seconds. */
export function decodedEntities(text: string): string {
  return text
    .replace(/&#(?:(\d{1,7})|x([0-9a-f]{1,6}));/gi, (whole, decimal?: string, hex?: string) => {
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16)
      if (code > 0x10ffff) return whole
      // Left for the last step, so that what follows it is not taken for an entity.
      return code === AMPERSAND ? '&amp;' : String.fromCodePoint(code)
    })
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&apos;/gi, "'")
    .replace(/&amp;/gi, '&')
}

const AMPERSAND = 0x26
