from yimen.kernel.web.menu import Entry

ENTRIES: list[Entry] = []
