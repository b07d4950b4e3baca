"""Facts in the past tense: frozen dataclasses, each with the sentence that tells it."""
