/**
 * The readable text of whatever people paste: an error page as HTML, an address with an escaped query, a JSON answer, a plain sentence.
 * Only for looking codes up in it; nothing of it is ever shown as markup.
 */
export function plainErrorText(text: string): string {
  return [withoutJsonEscapes, withoutPercentSigns, withoutTags, withoutEntities].reduce(
    (plain, step) => step(plain),
    text.slice(0, LONGEST_TEXT)
  )
}

/** A page of Microsoft has some 60,000 characters. */
const LONGEST_TEXT = 300_000

function withoutJsonEscapes(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_whole, digits: string) => String.fromCharCode(parseInt(digits, 16)))
    .replace(/\\[rnt]/g, ' ')
    .replace(/\\(["/])/g, '$1')
}

/** Twice, since a log often escapes an address once more. */
function withoutPercentSigns(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text
  // In a query a plus is a blank; elsewhere it belongs to the text.
  const spaced = text.replace(
    /(error_description|error)=([^&\s"<>]*)/gi,
    (_whole, name: string, value: string) => `${name}=${value.replaceAll('+', ' ')}`
  )
  return decoded(decoded(spaced))
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped)
    } catch (error) {
      // Bytes that are no UTF-8 stay as they are written.
      if (error instanceof URIError) return escaped
      throw error
    }
  })
}

/** The text of scripts stays: Microsoft’s page keeps its message in one. */
function withoutTags(text: string): string {
  return text.replace(/<\/?[a-z!][^<>]{0,4000}>/gi, ' ')
}

function withoutEntities(text: string): string {
  return text
    .replace(/&#(\d{1,6});/g, (whole, digits: string) => characterOf(parseInt(digits, 10), whole))
    .replace(/&#x([0-9a-f]{1,6});/gi, (whole, digits: string) => characterOf(parseInt(digits, 16), whole))
    .replace(/&(quot|apos|lt|gt|nbsp|amp);/gi, (_whole, name: string) => entities[name.toLowerCase()] ?? ' ')
}

const entities: Readonly<Record<string, string>> = { quot: '"', apos: '’', lt: '‹', gt: '›', nbsp: ' ', amp: '&' }

function characterOf(code: number, whole: string): string {
  return code > 0x10ffff ? whole : String.fromCodePoint(code)
}
