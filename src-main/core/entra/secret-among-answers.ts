/** The heading under which something stands that looks like a secret; `undefined`: none does. */
export function secretAmong(sections: ReadonlyMap<string, string>): string | undefined {
  for (const [heading, text] of sections) {
    if (SECRET_FORMS.some((form) => form.test(text))) return heading
    // Documents use the same words for harmless things.
    if (!text.startsWith('<') && GIVEN_BY_NAME.test(text)) return heading
  }
  return undefined
}

const SECRET_FORMS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // The value of a client secret of Entra ID: three characters, a digit, Q~, and about 34 more.
  /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/,
  // A signed token (JWT).
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/
]

/** Somebody names it and gives it: `password: ...`, `client secret = ...`. */
const GIVEN_BY_NAME =
  /\b(?:pass(?:word|wort|phrase)|client[ _-]?secret|secret(?:[ _-]?value)?|api[ _-]?key|token)\b\s{0,3}[:=]\s{0,3}(?!none\b|not\b|no\b|unused\b|n\/a\b|-)[^\s<]{4,}/i
