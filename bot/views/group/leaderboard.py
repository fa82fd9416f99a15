"""The leaderboard of a group, and how a learner is named on it."""

from __future__ import annotations

from bot.learning.group.leaderboard import Board, DisplayName
from bot.views.group.buttons import ChooseName, NameChoice, pack
from bot.views.screen import Button, Screen
from bot.views.words import Words


def leaderboard(words: Words, week: Board, all_time: Board) -> Screen:
    """Who knows most, this week and of all time."""
    return Screen(words.render("group/leaderboard", week=week, all=all_time), words=words)


def me(words: Words, name: DisplayName) -> Screen:
    """How a learner is named on leaderboards."""
    wish = NameChoice.HIDDEN if name.hidden else NameChoice.ALIAS if name.alias else NameChoice.FIRST_NAME
    labels = {
        NameChoice.FIRST_NAME: "name_first",
        NameChoice.ALIAS: "name_alias",
        NameChoice.HIDDEN: "name_hidden",
    }
    rows = []
    for each, label in labels.items():
        dot = words.word("chosen" if each is wish else "not_chosen")
        rows.append((Button(f"{dot} {words.word(f'group.{label}')}", pack(ChooseName(each))),))
    return Screen(words.render("group/me", name=name), tuple(rows), words=words)


def bad_alias(words: Words) -> Screen:
    return Screen(words.render("group/bad_alias"), words=words)
