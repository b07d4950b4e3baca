"""Who acts, how one refuses, identifiers, money, text: imports nothing of ours."""
