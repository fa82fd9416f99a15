"""Kinds of question: what a learner has to do, each kind in a file of its own. `Task` is any of them."""

from __future__ import annotations

from bot.course.kinds.choice import Choice
from bot.course.kinds.true_false import TrueFalse

Task = Choice | TrueFalse
