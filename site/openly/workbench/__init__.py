"""The translator's workbench: from the text to catalogs, from catalogs to pages to point at.

- `commands`: `openly translate …`; `tables` prints, `status` counts
- `extraction`, `updating`, `new_language`, `merging`: what becomes of catalogs
- `checking`: all findings, by `rules`, `scripts`, `punctuation`, `glossary` and `toolkit`
- `preview`, `view`, `described`, `marking`: pages with their messages; `screenshots` shows them

A site that is served uses nothing of it.
"""
