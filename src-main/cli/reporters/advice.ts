import type { Advice, AdviserFact, AdviserQuestion, AdviserReason, MethodTable, Recommendation } from '../../core/adviser/adviser-views.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { bullet, heading, indented, sentences } from './lines.ts'

/** The recommendation, what it rests on, and what is still open. */
export function adviceLines(advice: Advice, style: TextStyle): readonly string[] {
  const open = new Set([...advice.signIn.open, ...advice.provisioning.open])
  return [
    ...sentences(advice.headline, style).map((line) => style.paint('strong', line)),
    ...recommendationLines(advice.signIn, style),
    ...recommendationLines(advice.provisioning, style),
    ...factLines(advice.facts, style),
    ...(advice.notRead.length === 0
      ? []
      : ['', heading('Not read', style), ...advice.notRead.flatMap((sentence) => bullet(sentence, style))]),
    ...(open.size === 0
      ? []
      : [
          '',
          heading('Open questions: an answer could change the advice', style),
          ...advice.questions.filter(({ id }) => open.has(id)).flatMap((question) => questionLine(question, style))
        ])
  ]
}

export function adviceDocument(advice: Advice) {
  return { schemaVersion: 1, command: 'advise', outcome: 'advised', ...advice }
}

/** All of them, with what is to be written into a file of answers. */
export function questionLines(questions: readonly AdviserQuestion[], style: TextStyle): readonly string[] {
  return questions.flatMap((question, index) => [
    ...(index === 0 ? [] : ['']),
    ...sentences(question.text, style).map((line) => style.paint('strong', line)),
    ...indented(question.help, 2, style),
    ...labelled('Id', question.id, style),
    ...question.choices.flatMap(({ value, label }, place) => labelled(place === 0 ? 'Answers' : '', `${value}: ${label}`, style))
  ])
}

/** One subject after the other: a table of this width fits no terminal. */
export function tableLines({ title, columns, rows, notes }: MethodTable, style: TextStyle): readonly string[] {
  return [
    heading(title, style),
    ...rows.flatMap(({ subject, cells, explain }) => [
      ...indented(subject, 2, style),
      ...columns.flatMap((column, index) => labelled(column, cells[index] ?? '', style, COLUMN)),
      ...(explain === undefined ? [] : labelled('Says', explain, style, COLUMN))
    ]),
    ...notes.flatMap((note) => bullet(note, style)),
    ''
  ]
}

const COLUMN = 32

function recommendationLines(recommendation: Recommendation<string>, style: TextStyle): readonly string[] {
  const { title, isCertain, because, against, wouldChange, others } = recommendation
  return [
    '',
    heading(`${title}${isCertain ? '' : ' (as far as is known)'}`, style),
    ...listed('Because', because.map(reasonText), style),
    ...listed('To be accepted', against.map(reasonText), style),
    ...listed('Would change', wouldChange, style),
    ...listed(
      'Others',
      others.map((other) => `${other.title}: ${other.isPossible ? '' : 'not possible. '}${other.whyNot}`),
      style
    )
  ]
}

function reasonText({ text, from }: AdviserReason): string {
  return `${text} (${fromText[from]})`
}

const fromText: Readonly<Record<AdviserReason['from'], string>> = {
  answer: 'your answer',
  fact: 'what the site shows',
  documentation: 'documentation'
}

function factLines(facts: readonly AdviserFact[], style: TextStyle): readonly string[] {
  if (facts.length === 0) return []
  return [
    '',
    heading('What was read', style),
    ...facts.flatMap(({ text, from, evidence, answers }) => [
      ...bullet(`${text} (${from}${answers === undefined ? '' : `; taken as “${answers.value}” for ${answers.question}`})`, style),
      ...evidence.flatMap(({ label, value }) => labelled('', `${label}: ${value}`, style, EVIDENCE))
    ])
  ]
}

const EVIDENCE = 6

function questionLine({ id, text, choices }: AdviserQuestion, style: TextStyle): readonly string[] {
  return bullet(`${id}: ${text} (${choices.map(({ value }) => value).join(', ')})`, style)
}

function listed(label: string, texts: readonly string[], style: TextStyle): readonly string[] {
  return texts.flatMap((text, index) => labelled(index === 0 ? label : '', text, style))
}
