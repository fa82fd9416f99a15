"""An admin takes a course away as a file."""

from __future__ import annotations

from bot.chat.incoming import ButtonPress
from bot.chat.show import Show, together
from bot.learning.school.exported_course import ExportedCourse
from bot.learning.school.publication import AlreadySettled
from bot.tutor.school.course_exports import CourseExports
from bot.views.course_messages import in_words
from bot.views.school import course_exports as views
from bot.views.school import screens
from bot.views.school.page_buttons import ExportCourse, OfExport
from bot.views.words import words_of


async def export_course(exports: CourseExports, show: Show, action: OfExport, pressed: ButtonPress) -> None:
    """Shows the formats, or sends the file. Raises NotAdminError."""
    tap, words = pressed.tap, words_of(pressed.tap.person)
    if isinstance(action, ExportCourse):
        made = await exports.export(tap, action.course, action.to, in_words)
        await show.answer(pressed.query_id)
        if isinstance(made, ExportedCourse):
            file = (made.file, made.data, views.MIME[action.to])
            await show.document(tap.person.id, file, views.exported(words, made))
        else:
            why = "settled" if isinstance(made, AlreadySettled) else "not_exported"
            await show.send(tap.person.id, screens.plain(words, why))
        return
    found = await exports.course(tap, action.course)
    if isinstance(found, AlreadySettled):
        screen = screens.plain(words, "settled")
    else:
        screen = views.formats(words, found)
    await together(show.answer(pressed.query_id), show.edit(tap.person.id, pressed.message_id, screen))
