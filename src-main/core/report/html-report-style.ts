/** The exported page's own style: light, A4, every colour at least 4.5 to 1 on its ground. */
export const REPORT_STYLE = `:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1c2430; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 820px; margin: 0 auto; padding: 32px 24px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 20px; margin: 32px 0 12px; }
h3 { font-size: 16px; margin: 0; font-weight: 600; }
h4 { font-size: 14px; margin: 0 0 8px; }
h5 { font-size: 12px; margin: 12px 0 2px; color: #4a5565; font-weight: 600; }
p { margin: 4px 0; overflow-wrap: anywhere; }
.quiet { color: #56616f; font-size: 12px; }
.headline { font-size: 16px; font-weight: 600; border-left: 4px solid; padding-left: 12px; margin: 12px 0; }
.headline.healthy, .pass .word { color: #1a6b35; }
.headline.warnings, .warn .word { color: #80530a; }
.headline.failed, .fail .word, .crash .word { color: #b3261e; }
.skip .word, .blocked .word, .not-provable-here .word { color: #56616f; }
.ladder { list-style: none; margin: 0; padding: 0; border-top: 1px solid #d8dee6; }
.ladder > li { border-bottom: 1px solid #d8dee6; padding: 12px 0; }
@media (min-width: 640px), print { .ladder > li > :not(h3) { margin-left: 164px; } }
.mark { display: inline-block; width: 20px; }
.word { display: inline-block; min-width: 160px; }
.problem { border-left: 2px solid #d8dee6; margin: 8px 0; padding: 4px 0 4px 16px; }
table { border-collapse: collapse; width: 100%; margin: 4px 0; }
th, td { text-align: left; vertical-align: top; padding: 2px 12px 2px 0; font-size: 12px; overflow-wrap: anywhere; }
th { width: 28%; font-weight: 400; color: #56616f; }
td, code { font-family: ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; }
footer { margin-top: 32px; color: #56616f; font-size: 12px; }
@page { size: A4; margin: 16mm; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h2, h3, h4, h5 { break-after: avoid; }
  tr, .problem h4 + h5 + p { break-inside: avoid; }
  * { print-color-adjust: exact; }
}`
