import { escaped } from './escaped.ts'
import { REPORT_STYLE } from './html-report-style.ts'

/** Beginning of a page of its own, up to its content: no script, nothing loaded from anywhere. `style` is added to that of all pages. */
export function pageBegin(title: string, style?: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>
${style === undefined ? REPORT_STYLE : `${REPORT_STYLE}\n${style}`}
</style>
</head>
<body>
<main>
`
}

export const PAGE_END = `</main>
</body>
</html>
`
