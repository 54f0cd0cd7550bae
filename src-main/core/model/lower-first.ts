/** A title in the middle of a sentence. Names and abbreviations keep their capitals: `SAML`, `LDAPS`. */
export function lowerFirst(title: string): string {
  return /^(?:[A-Z][a-z]|A )/.test(title) && !NAMES.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title
}

const NAMES = /^(?:Microsoft|Entra|Files\.com)(?![\w-])/
