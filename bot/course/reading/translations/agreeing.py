"""What of a question only works in one language."""

from __future__ import annotations

import yaml

from bot.course.reading.translations.nodes import copied, entries
from bot.course.reading.translations.texts import TextPair, any_missing, below


def agree(step: yaml.MappingNode, own: yaml.Node, texts: list[TextPair], path: str) -> None:
    """What only works together is in one language: gaps and what they are filled with; answers, and those
    that are known to be wrong."""
    values = {key.value: value for key, value in entries(step)}
    owns = {key.value: value for key, value in entries(own)}
    halves = any(any_missing(below(texts, f"{path}/{name}")) for name in ("gaps", "choices"))
    as_own = "choices" in values and halves
    answered = any(pair.translated for name in ("gaps", "answer") for pair in below(texts, f"{path}/{name}"))
    if as_own:
        values |= {name: copied(owns[name], step.start_mark) for name in ("gaps", "choices")}
    elif answered and "mistakes" in values:
        known = values["mistakes"]
        known.value = [
            one for i, one in enumerate(known.value) if not any_missing(below(texts, f"{path}/mistakes/{i}"))
        ]
        if not known.value:
            del values["mistakes"]
    step.value = [(key, values[key.value]) for key, _ in step.value if key.value in values]
