import { APPLICATION_NAME } from '../report/check-document.ts'
import { escaped } from '../report/escaped.ts'
import { momentText } from '../model/day-text.ts'
import { PAGE_END, pageBegin } from '../report/page-frame.ts'
import type { EntraGuide, EntraStep, FactRow } from '../saml/saml-views.ts'

export interface HandOverInfo {
  /** Of this application. */
  readonly version: string
  /** ISO 8601. */
  readonly createdAt?: string
  /** Name or mail address of whoever asked; absent: a line to write it on. */
  readonly sendBackTo?: string
}

/** The guide for the colleague who administers Entra ID: one page, to read or to print, without script and without anything loaded from elsewhere. */
export function handOverHtml(guide: EntraGuide, info: HandOverInfo): string {
  const title = `Microsoft Entra ID for ${guide.site}`
  return `${pageBegin(title, HAND_OVER_STYLE)}<header>
<h1>${escaped(title)}</h1>
<p>${escaped(guide.purpose)} These ${String(guide.steps.length)} steps are done in the portal ${escaped(guide.portalUrl)}. ${escaped(guide.aboutSecrets)}</p>
<p>Your role: Cloud Application Administrator or Application Administrator${guide.kind === 'oauth' ? '; in many tenants Application Developer is enough' : ''}.</p>
</header>
<ol class="steps">
${guide.steps.map(stepSection).join('\n')}
</ol>
<section>
<h2>What to send back</h2>
<p>Fill in ${guide.kind === 'saml' ? 'the answers file that came with this page, or ' : ''}these lines:</p>
<ul class="boxes">
${guide.steps.flatMap(blankLines).join('\n')}
</ul>
<p>Send it to: ${info.sendBackTo === undefined ? '<span class="line"></span>' : `<b>${escaped(info.sendBackTo)}</b>`}</p>
<p>Done by: <span class="line short"></span> on <span class="line short"></span></p>
</section>
<footer>
<p>${escaped(madeText(info))} Menu names of Microsoft change now and then; the values do not.</p>
</footer>
${PAGE_END}`
}

const HAND_OVER_STYLE = `.steps { list-style: none; margin: 0; padding: 0; }
.steps > li { border-top: 1px solid #d8dee6; padding: 12px 0; break-inside: avoid; }
.steps h2 { margin: 0 0 4px; }
.box { display: inline-block; width: 14px; height: 14px; border: 1.5px solid #1c2430; margin-right: 8px; vertical-align: -2px; }
.path { font-weight: 600; }
.boxes { list-style: none; padding: 0; }
.boxes li { margin: 14px 0; }
.line { display: inline-block; min-width: 60%; border-bottom: 1px solid #1c2430; height: 1.2em; }
.line.short { min-width: 30%; }
td.value { font-size: 13px; user-select: all; }`

function stepSection(step: EntraStep, index: number): string {
  return `<li>
<h2><span class="box" aria-hidden="true"></span>${String(index + 1)}. ${escaped(step.title)}</h2>
<p class="path">${step.path.map(escaped).join(' &rsaquo; ')}</p>
<ul>
${step.instructions.map((text) => `<li>${escaped(text)}</li>`).join('\n')}
</ul>
${step.values.length === 0 ? '' : `<table>\n${step.values.map(valueRow).join('\n')}\n</table>`}
${step.bringBack.length === 0 ? '' : `<p>Bring back: ${step.bringBack.map(escaped).join('; ')}.</p>`}
</li>`
}

function valueRow({ label, value, explain }: FactRow): string {
  const why = explain === undefined ? '' : `<br><span class="quiet">${escaped(explain)}</span>`
  return `<tr><th scope="row"><span class="box" aria-hidden="true"></span>${escaped(label)}${why}</th><td class="value">${escaped(value)}</td></tr>`
}

function blankLines({ bringBack, apart = [] }: EntraStep): readonly string[] {
  return bringBack.map((what) =>
    apart.includes(what) ? blankLine(`${what}. Never write it on this page; only how it was handed over`) : blankLine(what)
  )
}

function blankLine(what: string): string {
  return `<li><span class="box" aria-hidden="true"></span>${escaped(what)}:<br><span class="line"></span></li>`
}

function madeText({ version, createdAt }: HandOverInfo): string {
  return `Made by ${APPLICATION_NAME} ${version}${createdAt === undefined ? '' : ` on ${momentText(createdAt)}`}.`
}
