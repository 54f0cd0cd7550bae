import { momentText } from '../../core/model/day-text.ts'
import { groupList, takenApartText } from '../../core/preview/group-text.ts'
import { warningTexts } from '../../core/preview/reason-text.ts'
import { warningCodes } from '../../core/preview/preview-codes.ts'
import type { ListHits, PreviewView } from '../../core/preview/preview-desk.ts'
import type { PreviewSummary } from '../../core/preview/preview-result.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import { ruleWords } from '../../core/preview/rule-words.ts'
import { durationText, labelled, problemLines } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import type { PreviewDetails } from '../preview/preview-details.ts'
import { bullet, heading, indented, sentences } from './lines.ts'

/** What was read, what it comes to in numbers, and whether that is safe: all that stands before the people. */
export function previewHeadLines(view: PreviewView, { few }: Pick<PreviewDetails, 'few'>, style: TextStyle): readonly string[] {
  const { directory, site, headline, summary, filters, rules } = view
  return [
    heading(site === undefined ? `Sync preview of ${directory}` : `Sync preview: ${directory} to ${site}`, style),
    ...sentences(headline, style),
    '',
    ...readLines(view, style),
    ...ruleLines(rules, style),
    '',
    ...numberLines(summary, site !== undefined, style),
    '',
    ...safetyLines(view, style),
    ...filterLines(filters, style),
    ...fewLines(few, style),
    ...warningLines(summary, style)
  ]
}

function fewLines(few: PreviewDetails['few'], style: TextStyle): readonly string[] {
  const telling = (few?.clauses ?? []).filter(({ comesBack, foundOnSite }) => comesBack > 0 || foundOnSite > 0)
  if (telling.length === 0)
    return few === undefined || few.sentence === '' ? [] : ['', heading('Why so few', style), ...indented(few.sentence, INDENT, style)]
  return ['', heading('Why so few', style), ...telling.flatMap(({ sentence }) => bullet(sentence, style))]
}

/** What the result rests on: it stands last, because it is the same most of the time. */
export function assumptionLines({ summary: { assumptions } }: PreviewView, style: TextStyle): readonly string[] {
  if (assumptions.length === 0) return []
  return ['', heading('What this rests on, and nobody has proved', style), ...assumptions.flatMap((text) => bullet(text, style))]
}

export function number(count: number): string {
  return count.toLocaleString('en-US')
}

const INDENT = 4

function readLines({ reading, siteReading, summary, site }: PreviewView, style: TextStyle): readonly string[] {
  const { startedAt, durationMs, pages, references, end, source } = reading
  const took = `${momentText(startedAt)}, ${durationText(Math.round(durationMs))}${source.kind === 'live' ? `, ${counted(pages, 'page', 'pages')}` : ''}`
  return [
    ...labelled('Directory read', took, style),
    ...(references === 0
      ? []
      : labelled('', `${counted(references, 'pointer to another server was', 'pointers to other servers were')} not followed.`, style)),
    ...(end.kind === 'complete' ? [] : labelled('', `Cut while ${end.where} were read: ${end.because}`, style)),
    ...labelled('Site read', site === undefined ? 'not at all: nothing was compared' : `${number(summary.users)} users`, style),
    ...(siteReading === undefined || siteReading.isComplete
      ? []
      : labelled('', `Cut: ${siteReading.cutBecause ?? 'the reason is not known'}`, style))
  ]
}

function ruleLines(rules: PreviewRules, style: TextStyle): readonly string[] {
  return ruleWords(rules).flatMap(([label, value]) => labelled(label, value, style))
}

function numberLines(
  { counts, people, users, groups, effectiveMemberships }: PreviewSummary,
  hasSite: boolean,
  style: TextStyle
): readonly string[] {
  const rows: readonly (readonly [string, number])[] = [
    ['People in the directory', people],
    ...(hasSite ? [['Users of the site', users] as const] : []),
    ['would be created', counts.create],
    ['would be updated', counts.update],
    ['would be disabled', counts.disable],
    ['would be deleted', counts.delete],
    ['unchanged', counts.unchanged],
    ['left out', counts['left-out']],
    ['Groups in the directory', groups.total],
    ['would be taken over', groups.provisioned],
    ['would be created', groups.created],
    ['memberships gained', groups.gainedMembers],
    ['memberships lost', groups.lostMembers],
    ['Memberships, each person once a group', effectiveMemberships]
  ]
  const width = Math.max(...rows.map(([, count]) => number(count).length))
  return [
    heading('In numbers', style),
    ...rows.map(([label, count]) => `    ${number(count).padStart(width)}  ${/^[A-Z]/.test(label) ? label : `  ${label}`}`)
  ]
}

function safetyLines({ site, summary: { safety, isComplete } }: PreviewView, style: TextStyle): readonly string[] {
  // Names are in the reasons.
  const evidence = safety.evidence
    .filter(({ personal }) => personal !== true)
    .flatMap(({ label, value }) => labelled('', `${label}: ${value}`, style))
  const incomplete = isComplete
    ? []
    : verdict('Incomplete', 'fail', 'Something was not read, so nobody can be said to be gone. No plan may rest on this.', style)
  if (safety.kind === 'safe' && site === undefined)
    return [
      ...incomplete,
      ...verdict('Not judged', 'warn', 'No site was compared, so nobody can tell who would lose access.', style),
      ...evidence
    ]
  if (safety.kind === 'safe') return [...incomplete, ...verdict('Safe', 'pass', 'Nothing speaks against this sync.', style), ...evidence]
  const count = safety.reasons.length
  return [
    ...incomplete,
    ...verdict(
      'Not safe',
      'fail',
      count === 1 ? 'One reason speaks against this sync.' : `${number(count)} reasons speak against this sync.`,
      style
    ),
    ...evidence,
    ...safety.reasons.flatMap(({ problem }) => ['', ...problemLines(problem, style)])
  ]
}

function verdict(word: string, kind: 'pass' | 'warn' | 'fail', text: string, style: TextStyle): readonly string[] {
  return labelled(word, text, { ...style, paint: (_kind, lead) => style.paint(kind, lead) })
}

function filterLines({ required, included, excluded }: PreviewView['filters'], style: TextStyle): readonly string[] {
  const lists = [
    ['Only provision users in these groups', required],
    ['Only provision these groups', included],
    ['Exclude these groups from provisioning', excluded]
  ] as const
  const given = lists.filter(([, list]) => !list.isEmpty)
  if (given.length === 0) return []
  return ['', heading('Group filters', style), ...given.flatMap(([title, list]) => listLines(title, list, style))]
}

function listLines(title: string, { groups, people, perPattern, unmatched, takenApart }: ListHits, style: TextStyle): readonly string[] {
  return [
    `  ${title}: ${counted(groups, 'group', 'groups')}, ${counted(people, 'person', 'people')}`,
    ...perPattern.flatMap(({ pattern, hits, samples }) => {
      const names = samples.length === 0 ? '' : `: ${groupList(samples)}${hits > samples.length ? ', …' : ''}`
      return indented(`“${pattern}” fits ${counted(hits, 'group', 'groups')}${names}`, INDENT, style)
    }),
    ...(unmatched.length === 0
      ? []
      : indented(`No group of the directory is called: ${unmatched.map((pattern) => `“${pattern}”`).join(', ')}.`, INDENT, style).map(
          (line) => style.paint('warn', line)
        )),
    ...takenApart.flatMap((name) => indented(takenApartText(name), INDENT, style)).map((line) => style.paint('warn', line))
  ]
}

function warningLines({ warnings }: PreviewSummary, style: TextStyle): readonly string[] {
  const found = warningCodes.flatMap((code) => {
    const count = warnings[code] ?? 0
    return count === 0 ? [] : [{ code, count }]
  })
  if (found.length === 0) return []
  const width = Math.max(...found.map(({ count }) => number(count).length))
  return [
    '',
    heading('Worth knowing', style),
    ...found.flatMap(({ code, count }) => labelled(number(count).padStart(width), warningTexts[code], style, width + 6))
  ]
}

function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`
}
