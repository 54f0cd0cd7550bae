import { type Problem, problem } from '../errors.ts'
import { printableText } from '../report/printable-text.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { EntraAnswers, EntraGuide } from '../saml/saml-views.ts'
import { addressOf, certificateOf, doneOf, idOf, lineOf, wrongAnswer, xmlOf } from './answer-values.ts'
import { ANSWERS_FIRST_LINE, type AnswerHeading, answerHeadings } from './answers-format.ts'
import { secretAmong } from './secret-among-answers.ts'

/** The file that goes along with the hand-over page, for the colleague to fill in: UTF-8 text, one heading for each answer. */
export function answersTemplate(guide: EntraGuide): string {
  const sections = answerHeadings.map((heading) => [
    `[${heading}]`,
    ...explanations[heading].map((line) => `# ${line}`),
    ...prefilled(heading, guide),
    ''
  ])
  return [
    ANSWERS_FIRST_LINE,
    '# Write below each heading. Lines that begin with # are explanations and may stay.',
    '# Never enter a password, a client secret or a private key: none is needed, and a file with one is refused.',
    '',
    ...sections.flat()
  ].join('\n')
}

/**
 * What a colleague wrote into the answers file. Strict about what it is and for whom, tolerant of blanks, line ends and capitals. `site` is
 * the host of the site that is being set up. Problems: `entra.answers.*`; none of them quotes an answer.
 */
export function readAnswers(text: string, site: string): Result<EntraAnswers, Problem> {
  if (text.length > LONGEST_FILE) return unreadable('it is larger than any answers file')
  // A text editor that saves UTF-16 leaves zeros between the letters.
  if (text.includes('\u0000')) return unreadable('it is not saved as UTF-8 text; choose “UTF-8” when saving')
  const sections = sectionsOf(text)
  if (!sections.ok) return sections
  // Before anything else looks at it: no message may carry the secret away.
  const secretAt = secretAmong(sections.value)
  if (secretAt !== undefined) return fail(problem('entra.answers.holds-secret', { where: secretAt }))
  return answersIn(sections.value, site)
}

/** Metadata of one application has some 20,000 characters. */
const LONGEST_FILE = 4_000_000

type Sections = ReadonlyMap<AnswerHeading, string>

function sectionsOf(text: string): Result<Sections, Problem> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  const first = lines.find((line) => line.trim() !== '')
  if (first?.trim() !== ANSWERS_FIRST_LINE) return unreadable(whatItIs(first ?? ''))
  const sections = new Map<AnswerHeading, string[]>()
  let current: string[] | undefined
  let of: AnswerHeading | undefined
  for (const line of lines) {
    const heading = headingIn(line)
    if (heading !== undefined) {
      if (sections.has(heading)) return unreadable(`the heading “${heading}” stands in it twice`)
      current = []
      of = heading
      sections.set(heading, current)
    } else if (current === undefined) {
      if (line.trim() !== '' && !line.trim().startsWith('#')) return unreadable('there is text before the first heading')
    } else if (!isExplanation(line, current) && !isOurOwn(line, of)) current.push(line)
  }
  const missing = answerHeadings.find((heading) => !sections.has(heading))
  if (missing !== undefined) return unreadable(`the heading “${missing}” is missing`)
  return succeed(new Map([...sections].map(([heading, content]) => [heading, content.join('\n').trim()])))
}

function whatItIs(firstLine: string): string {
  if (firstLine.trimStart().startsWith('{')) return 'it is JSON, and the answers file is plain text'
  if (firstLine.trimStart().startsWith('<')) return 'it is XML or a web page; metadata is given in the step “Metadata”'
  return 'its first line is not that of an answers file'
}

function headingIn(line: string): AnswerHeading | undefined {
  const name = /^\s*\[\s*([^\]]+?)\s*\]\s*$/.exec(line)?.[1]?.toLowerCase().replace(/\s+/g, ' ')
  return answerHeadings.find((heading) => heading === name)
}

/** Only above the answer: a pasted document may hold such a line itself. */
function isExplanation(line: string, before: readonly string[]): boolean {
  return line.trimStart().startsWith('#') && before.every((earlier) => earlier.trim() === '')
}

/** Many write above the explanation. */
function isOurOwn(line: string, heading: AnswerHeading | undefined): boolean {
  return heading !== undefined && explanations[heading].includes(line.trim().replace(/^#\s*/, '')) && line.trimStart().startsWith('#')
}

function answersIn(sections: Sections, site: string): Result<EntraAnswers, Problem> {
  const answer = (heading: AnswerHeading): string => sections.get(heading) ?? ''
  const other = answer('site')
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '')
  if (other === '') return unreadable('it does not say for which site it is')
  if (other !== site.toLowerCase()) return fail(problem('entra.answers.other-site', { site, other: printableText(other).slice(0, 200) }))

  const answeredBy = lineOf(answer('answered by'), 'answered by')
  const answeredAt = lineOf(answer('answered on'), 'answered on')
  const metadataUrl = addressOf(answer('app federation metadata url'))
  const tenantId = idOf(answer('directory (tenant) id'), 'directory (tenant) id')
  const applicationId = idOf(answer('application id'), 'application id')
  const metadataXml = xmlOf(answer('federation metadata xml'))
  const certificatePem = certificateOf(answer('certificate (base64)'))
  const doneSteps = doneOf(answer('done'))
  const remarks = answer('remarks')
  if (!answeredBy.ok) return answeredBy
  if (!answeredAt.ok) return answeredAt
  if (!metadataUrl.ok) return metadataUrl
  if (!tenantId.ok) return tenantId
  if (!applicationId.ok) return applicationId
  if (!metadataXml.ok) return metadataXml
  if (!certificatePem.ok) return certificatePem
  if (!doneSteps.ok) return doneSteps
  if (remarks.length > LONGEST_REMARK) return wrongAnswer('remarks', 'it is longer than a remark')
  if (tenantId.value !== '' && tenantId.value === applicationId.value)
    return wrongAnswer('application id', 'it is the same as the directory (tenant) id; these are two different numbers')
  if (metadataUrl.value === '' && metadataXml.value === '' && certificatePem.value === '')
    return fail(problem('entra.answers.empty', { site }))
  return succeed({
    site,
    answeredBy: answeredBy.value,
    answeredAt: answeredAt.value,
    metadataUrl: metadataUrl.value,
    metadataXml: metadataXml.value,
    certificatePem: certificatePem.value,
    tenantId: tenantId.value,
    applicationId: applicationId.value,
    doneSteps: doneSteps.value,
    remarks
  })
}

const LONGEST_REMARK = 20_000

function unreadable(reason: string): Result<never, Problem> {
  return fail(problem('entra.answers.unreadable', { reason }))
}

const explanations: Readonly<Record<AnswerHeading, readonly string[]>> = {
  site: ['The Files.com site. Please leave it.'],
  'answered by': ['Your name.'],
  'answered on': ['The date, for example 2026-11-22.'],
  'app federation metadata url': ['From “SAML Certificates”. It ends with ?appid= and a number. This one is needed.'],
  'directory (tenant) id': ['From the overview of Microsoft Entra ID: 32 digits with four hyphens.'],
  'application id': ['From the overview of the application: 32 digits with four hyphens. Not the object id.'],
  'federation metadata xml': ['Only if you were asked for it: paste the whole file.'],
  'certificate (base64)': ['Only if you were asked for it: paste the whole file, from BEGIN CERTIFICATE to END CERTIFICATE.'],
  done: ['Put an x between the brackets of what you have done.'],
  remarks: ['Whatever we should know: what was different, who was assigned for the test.']
}

function prefilled(heading: AnswerHeading, guide: EntraGuide): readonly string[] {
  switch (heading) {
    case 'site':
      return [guide.site]
    case 'done':
      return guide.steps.map(({ id, title }) => `( ) ${id}: ${title}`)
    default:
      return ['']
  }
}
