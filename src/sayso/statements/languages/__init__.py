"""Attribution in languages other than English: one engine of patterns, and a file of words and endings for each language.

A language is its file (es.yaml): verbs of saying, the short grammar around them, nouns that tell what a party is, words of figures.
The modules hold no word lists. `reads: full` (Spanish) takes reported speech, dropped subjects and bases too; `reads: quotations`
(French, German, Portuguese) takes quotation marks with a speech verb beside them and "according to", at a low confidence.
"""

from sayso.statements.languages.reading import read_statements, reads_english

__all__ = ["read_statements", "reads_english"]
