/**
 * Texts of servers and files with everything that would steer a terminal or turn the reading direction made visible (`\x1b`).
 * A line break becomes a space: whoever wants lines splits them before.
 */
export function printableText(text: string): string {
  return text.replace(/\r\n|[\n\r\t\u2028\u2029]/g, ' ').replace(STEERING, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

// C0 and C1 controls, marks and overrides of the reading direction, invisible joiners, lone surrogates, the byte order mark.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const STEERING = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu
