import { counted } from '../catalog/entry.ts'
import { problem, type Problem } from '../errors.ts'
import { seen, type EvidenceItem } from '../evidence.ts'
import { assertNever } from '../result.ts'
import type { XmlRefusal } from './xml-refusal.ts'

/** Why a text was not read as XML, for people. `what` names it within a sentence: `the response`. */
export function xmlRefusalProblem(refusal: XmlRefusal, what: string): Problem {
  switch (refusal.kind) {
    case 'empty':
      return problem('saml.xml.empty', { what }, [seen('Read', 'nothing but white space')])
    case 'too-large':
      return problem('saml.xml.too-large', { what, size: sizeText(refusal.bytes), most: sizeText(refusal.mostBytes) }, [
        seen('Size', counted(refusal.bytes, 'byte', 'bytes')),
        seen('Limit', counted(refusal.mostBytes, 'byte', 'bytes'))
      ])
    case 'encoding':
      return problem('saml.xml.encoding', { what, said: named(refusal.said), because: refusal.because }, [
        seen('Encoding', named(refusal.said)),
        seen('Found', refusal.because)
      ])
    case 'document-type':
      return problem('saml.xml.document-type', { what, line: lineText(refusal.line) }, [
        seen('Found', '<!DOCTYPE or <!ENTITY'),
        seen('Place', lineText(refusal.line))
      ])
    case 'processing-instruction':
      return problem('saml.xml.processing-instruction', { what, target: refusal.target, line: lineText(refusal.line) }, [
        seen('Found', `<?${refusal.target} …?>`),
        seen('Place', lineText(refusal.line))
      ])
    case 'too-deep':
    case 'too-many':
      return tooComplex(refusal, what)
    case 'html-page':
      return problem(
        'saml.xml.html-page',
        { what, title: refusal.title },
        refusal.title === '' ? [seen('Found', 'the beginning of a web page')] : [seen('Title of the page', refusal.title)]
      )
    case 'not-xml':
      return problem('saml.xml.not-xml', { what, found: refusal.what }, [seen('Looks like', refusal.what)])
    case 'malformed':
      return malformed(refusal, what)
    default:
      return assertNever(refusal)
  }
}

function tooComplex(refusal: Extract<XmlRefusal, { kind: 'too-deep' | 'too-many' }>, what: string): Problem {
  if (refusal.kind === 'too-deep') {
    const found = `more than ${counted(refusal.mostLevels, 'element stands', 'elements stand')} inside of each other`
    return problem('saml.xml.too-complex', { what, found }, [seen('Found', found), seen('Place', lineText(refusal.line))])
  }
  const found = `there are more than ${counted(refusal.most, refusal.what, refusal.what)}`
  return problem('saml.xml.too-complex', { what, found }, [seen('Found', found)])
}

function malformed({ line, column, because }: Extract<XmlRefusal, { kind: 'malformed' }>, what: string): Problem {
  const evidence: readonly EvidenceItem[] = [seen('Found', because), seen('Place', `line ${line}, column ${column}`)]
  return problem('saml.xml.malformed', { what, line: `Line ${line}`, because }, evidence)
}

function lineText(line: number): string {
  return `line ${line}`
}

function named(encoding: string): string {
  return encoding === '' ? 'unknown' : encoding
}

/** In powers of ten, as the limits are. */
function sizeText(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, '')} MB`
  return bytes >= 1000 ? `${Math.round(bytes / 1000)} kB` : counted(bytes, 'byte', 'bytes')
}
