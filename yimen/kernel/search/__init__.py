"""检索 — one way to look for words in what the services offer.

``find`` asks every source that was registered, for a search page. ``narrow`` asks one queryset with the same
words and the same order, for a list that has its own filters, as the service guide:

    Filter("q", _("关键词"), kind="text", apply=lambda rows, text: narrow(rows, text, ITEM_FIELDS))

A row is found when every word of the question occurs somewhere in it: in the name, its pinyin (``yinliao``) or the
initials of its pinyin (``yl``), and in whatever else the source names. Full-width and capital letters make no
difference. Nothing is stemmed or guessed: what contains the words is found, always and at once.
"""
