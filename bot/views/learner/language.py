"""The languages that a learner can be spoken to in, each by its own name."""

from __future__ import annotations

from bot.learning.learner.learner import Learner
from bot.views.languages import nearest, own_name, tag_of
from bot.views.learner.announcement_buttons import ShowSettings
from bot.views.learner.announcement_buttons import pack as pack_settings
from bot.views.learner.language_buttons import AskLanguage, ChooseLanguage, FollowTelegram, pack
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words, languages

A_ROW = 2


def language_choice(words: Words, learner: Learner) -> Screen:
    """The dot stands where the learner's choice is, and not where that leads them."""
    chosen = chosen_of(learner)
    names = [
        _choice(words, own_name(one), one == chosen, pack(ChooseLanguage(tag_of(one))))
        for one in languages().spoken
    ]
    rows: list[Row] = [tuple(names[start : start + A_ROW]) for start in range(0, len(names), A_ROW)]
    follow = _choice(words, words.word("learner.language_telegram"), chosen is None, pack(FollowTelegram()))
    back = Button(words.word("learner.back"), pack_settings(ShowSettings()))
    return Screen(words.render("learner/language"), (*rows, (follow,), (back,)), words=words)


def chosen_of(learner: Learner) -> str | None:
    """What they chose, as its folder is named; None where that is nothing, or not spoken any more."""
    return nearest(learner.language, languages().spoken) if learner.language else None


def to_languages(words: Words, learner: Learner) -> Row:
    """The way to them, which says what is chosen."""
    chosen = chosen_of(learner)
    name = own_name(chosen) if chosen else words.word("learner.language_telegram")
    return (Button(words.word("learner.language", language=name), pack(AskLanguage())),)


def _choice(words: Words, label: str, chosen: bool, data: str) -> Button:
    return Button(f"{words.word('chosen')} {label}" if chosen else label, data)
