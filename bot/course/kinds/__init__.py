"""Kinds of question: what a learner has to do, each kind in a file of its own. `Task` is any of them."""

from __future__ import annotations

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed

Task = Choice | TrueFalse | Typed | Number | Gaps | Ordering | Pairs | Flashcard | ShellCommand
