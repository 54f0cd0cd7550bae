import type { IncomingMessage, ServerResponse } from 'node:http'
import { xmlText } from '../../entra/xml-text.ts'

/** What a browser gets. */
export type HtmlAnswer =
  | { readonly status: number; readonly html: string; readonly redirectTo?: never }
  | { readonly status: 302 | 303; readonly redirectTo: string; readonly cookie?: string; readonly html?: never }

/** A page without scripts. `body` is HTML: every text in it has gone through `xmlText`. */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${xmlText(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${xmlText(title)}</h1>${body}</main></body></html>
`
}

/** Sends it, and gives the status. */
export function sendHtml(response: ServerResponse, answer: HtmlAnswer): number {
  const headers = {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
  }
  if (answer.redirectTo === undefined)
    response.writeHead(answer.status, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(answer.html)
  else
    response
      .writeHead(answer.status, {
        ...headers,
        location: answer.redirectTo,
        ...(answer.cookie === undefined ? {} : { 'set-cookie': answer.cookie })
      })
      .end()
  return answer.status
}

/** The fields of a posted form; one that is too large counts as empty. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= MOST_BYTES) chunks.push(chunk)
  }
  return new URLSearchParams(size > MOST_BYTES ? '' : Buffer.concat(chunks).toString('utf8'))
}

/** Metadata with several keys, as a form encodes it, fits. */
const MOST_BYTES = 262_144

const STYLE = `:root{color-scheme:light dark;--back:#f3f5f7;--sheet:#fff;--text:#1b2a36;--soft:#51606c;--line:#cfd6dc;--accent:#0066a7;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--back:#12181d;--sheet:#1b232a;--text:#e4eaef;--soft:#a3b0bb;--line:#3a4651;--accent:#6cb6f0;--bad:#ff8a80}}
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:var(--back);color:var(--text)}
main{max-width:46rem;margin:2rem auto;padding:1.5rem 2rem;background:var(--sheet);border:1px solid var(--line);border-radius:6px;overflow-wrap:anywhere}
h1{font-size:1.4rem;margin-top:0}h2{font-size:1.1rem}fieldset{border:1px solid var(--line);border-radius:6px;margin:1rem 0;padding:.5rem 1rem}
legend{font-weight:600}label{display:block}a{color:var(--accent)}small,label span,li span{color:var(--soft)}
.pick label{padding:.25rem 0 .25rem 1.6rem;text-indent:-1.6rem}.field{margin:.6rem 0}.field label{font-weight:600}
.field input:not([type=checkbox]),textarea,select{box-sizing:border-box;width:100%;font:inherit;padding:.3rem .4rem;color:inherit;background:var(--back);border:1px solid var(--line);border-radius:4px}
.bad{color:var(--bad);font-weight:600}.field small{display:block}
button{font:inherit;padding:.4rem 1.4rem;border:0;border-radius:4px;background:var(--accent);color:var(--sheet)}`
