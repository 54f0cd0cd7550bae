/** The ways of proof that an answer 401 asks for, by its header `WWW-Authenticate`: `Basic`, `Bearer`. Unknown ones are left out. */
export function askedSchemes(challenges: string): readonly string[] {
  const parts = challenges
    .slice(0, LONGEST)
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    .split(',')
  const words = parts.flatMap((part) => {
    const word = /^\s*([a-z][\w-]*)(?!\s*=)(?=\s|$)/i.exec(part)?.[1]?.toLowerCase()
    return word === undefined ? [] : [word]
  })
  return KNOWN.filter((scheme) => words.includes(scheme.toLowerCase()))
}

const KNOWN = ['Bearer', 'Basic', 'Digest', 'Negotiate', 'NTLM']
const LONGEST = 4096
