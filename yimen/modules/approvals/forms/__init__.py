"""Forms of approvals, one file beside each file of pages: fields and their validation, nothing is saved here."""
