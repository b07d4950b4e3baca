"""检索 — the one search of the house.

A part of the house offers **documents** (documents.py) and notes in its acts what changed (changes.py). A worker reads
the changed ones anew into a table (keeping.py), and each machine that answers follows that table with an index of its
own (following.py, index.py). What is found is exactly what contains the words (folding.py, engine.py); how it is asked,
widened, ordered, shown and helped: asking.py, vocabulary.py, answering.py, showing.py, spelling.py. Without an index
PostgreSQL answers (plain.py). Why so: docs/decisions/0041 and 0042.

``narrow`` (matching.py) asks one queryset with words, for a list that has its own filters, as the service guide:

    Filter("q", _("关键词"), kind="text", apply=lambda rows, text: narrow(rows, text, ITEM_FIELDS))
"""
