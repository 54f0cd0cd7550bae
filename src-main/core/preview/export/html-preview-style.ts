/** What the exported preview has beyond the style of all reports: a table of people that is wider than text. */
export const PREVIEW_STYLE = `main { max-width: 1120px; }
.people th, .people td { width: auto; border-bottom: 1px solid #d8dee6; padding: 6px 12px 6px 0; }
.people td { font-family: inherit; font-size: 13px; }
.people thead th { font-weight: 600; color: #1c2430; }
.comes b { color: #1a6b35; }
.changes b { color: #80530a; }
.goes b { color: #b3261e; }
.stays b { color: #56616f; }
del { color: #56616f; }
ins { text-decoration: none; font-weight: 600; }
@media print { thead { display: table-header-group; } }`
