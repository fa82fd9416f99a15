"""The small course of `tea`, with a translation into German beside it."""

from __future__ import annotations

from pathlib import Path

from tests.course.reading import tea

KURS = """\
language: de
title: Tee kochen
summary: Vom Kessel in die Tasse.
"""

WASSER = """\
title: Wasser
summary: Was kochen muss.
steps:
  - section: Frisches Wasser
    id: fresh-water
    text: |
      Nimm **frisches** Wasser.
    picture:
      description: Ein Kessel auf dem Feuer.
  - question: Wie heiß?
    id: how-hot
    prompt: Wie heiß ist kochendes Wasser?
    options:
      - id: 50-degrees
        text: 50 Grad
        wrong: Das ist lauwarm.
      - id: none-of-these
        text: Nichts davon
        wrong: Eins davon stimmt.
      - id: 100-degrees
        text: 100 Grad
    feedback: Wasser kocht bei 100 Grad.
"""

BLAETTER = """\
title: Blätter
summary: Woher der Geschmack kommt.
steps:
  - section: Grüne Blätter
    id: green-leaves
    text: Warte zwei Minuten.
"""

ARTEN = """\
title: Arten
summary: Alles, was man fragen kann.
steps:
  - question: Reihenfolge
    id: order
    prompt: Ordne das.
    order: [Kochen., Gießen., Trinken.]
    feedback: So ist es.
  - question: Paare
    id: pairs
    prompt: Was gehört zusammen?
    pairs:
      eine Tasse: Tee
      ein Teller: Kuchen
    distractors: [ein Schuh]
    feedback: So ist es.
  - question: Lücken
    id: gaps
    prompt: Fülle aus.
    gaps: "[[Tee]] und [[Kuchen]]"
    choices: [Tee, Kuchen, Schuh]
    feedback: So ist es.
  - question: Wort
    id: word
    prompt: Was ist das?
    answer: [Tee, eine Tasse Tee]
    mistakes:
      - answer: "*Kuchen*"
        wrong: Den isst man.
    feedback: Tee.
"""


def write(folder: Path, files: dict[str, str | bytes] | None = None, **own: str | bytes) -> Path:
    """The course in this folder, with a translation into German of these files."""
    tea.write(folder, **own)
    german = {"course.yaml": KURS, "1-water.yaml": WASSER, "2-leaves.yaml": BLAETTER}
    for name, data in (german if files is None else files).items():
        path = folder / "de" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder
