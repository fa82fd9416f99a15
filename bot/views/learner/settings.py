"""What a learner can choose for themselves: the language, pictures, announcements, the time zone."""

from __future__ import annotations

from datetime import datetime

from bot.learning.learner.learner import Learner, Pictures, Theme
from bot.learning.time_zones import short_zone
from bot.views.city_clocks import A_ROW, city_clocks
from bot.views.learner.announcement_buttons import AskZone, ChooseAnnouncements, ChooseZone, ShowSettings
from bot.views.learner.announcement_buttons import pack as pack_announcement
from bot.views.learner.buttons import ChoosePictures, pack
from bot.views.learner.language import to_languages
from bot.views.learner.progress_buttons import ChooseTheme, ChooseWeeks
from bot.views.learner.progress_buttons import pack as pack_progress
from bot.views.review.buttons import to_sizes
from bot.views.review.reminder_offer import to_reminder
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

_WISHES = {
    Pictures.SHOWN: "pictures_shown",
    Pictures.DESCRIBED: "pictures_described",
    Pictures.WORDS: "pictures_words",
}


def settings(words: Words, learner: Learner) -> Screen:
    rows: list[Row] = [to_languages(words, learner)]
    for wish, label in _WISHES.items():
        dot = words.word("chosen" if learner.pictures is wish else "not_chosen")
        rows.append((Button(f"{dot} {words.word(f'learner.{label}')}", pack(ChoosePictures(wish))),))
    rows.append(to_sizes(words, learner.session_size))
    rows += [to_reminder(words), *_about_progress(words, learner), *_about_announcements(words, learner)]
    return Screen(words.render("learner/settings"), tuple(rows), words=words)


def time_zones(words: Words, learner: Learner, now: datetime) -> Screen:
    """The cities to choose a time zone by, each with the time that its clocks show now."""
    cities = [
        Button(clock.label, pack_announcement(ChooseZone(clock.city))) for clock in city_clocks(words, now)
    ]
    rows = tuple(tuple(cities[start : start + A_ROW]) for start in range(0, len(cities), A_ROW))
    back = Button(words.word("learner.back"), pack_announcement(ShowSettings()))
    return Screen(words.render("learner/zones", zone=learner.time_zone), (*rows, (back,)), words=words)


def _about_progress(words: Words, learner: Learner) -> tuple[Row, ...]:
    dark = learner.theme is Theme.DARK
    label = words.word("learner.theme_dark" if dark else "learner.theme_light")
    other = ChooseTheme(Theme.LIGHT if dark else Theme.DARK)
    sign = words.word("ticked" if learner.weeks else "unticked")
    weeks = Button(f"{sign} {words.word('learner.weeks')}", pack_progress(ChooseWeeks(not learner.weeks)))
    return (Button(label, pack_progress(other)),), (weeks,)


def _about_announcements(words: Words, learner: Learner) -> tuple[Row, ...]:
    on = learner.announcements
    toggle = words.word("broadcast.settings_on" if on else "broadcast.settings_off")
    known = learner.time_zone and short_zone(learner.time_zone)
    zone = (
        words.word("broadcast.settings_zone", zone=known)
        if known
        else words.word("broadcast.settings_no_zone")
    )
    return (
        (Button(toggle, pack_announcement(ChooseAnnouncements(not on))),),
        (Button(zone, pack_announcement(AskZone())),),
    )
