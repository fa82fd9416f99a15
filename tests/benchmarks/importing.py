"""What it takes to import a bank of questions: seconds, and megabytes at the most, in a process each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

QUESTION = (
    "::Question {n}::What is the value of item number {n}, and why does that matter to whoever reads it? {{\n"
    "=Right answer {n} #Because {n} is right\n~Wrong answer {n} one #It is not {n}\n"
    "~Wrong answer {n} two #No\n~Wrong answer {n} three\n####What is to be said on {n} in general.\n}}\n\n"
)


def run(rounds: int, questions: int, as_json: bool) -> None:
    """Prints the medians; as the last line, if wished, a JSON object."""
    found = [_import(questions) for _ in range(rounds)]
    seconds, cpu, megabytes = (median(one[place] for one in found) for place in range(3))
    print(f"{questions} questions: {seconds:.1f} s, of which {cpu:.1f} s of CPU; {megabytes:.0f} MB")
    if as_json:
        said = {"questions": questions, "seconds": seconds, "cpu": cpu, "megabytes": megabytes}
        print(json.dumps(said))


def _import(questions: int) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        bank = Path(folder) / "bank.gift"
        bank.write_text("".join(QUESTION.format(n=n) for n in range(questions)), "utf-8")
        begin = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "import", str(bank), "--to", str(Path(folder) / "course")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        assert status == 0
        return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
