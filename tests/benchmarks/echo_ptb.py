"""The bare python-telegram-bot subject: an echo, written as its documentation shows it.

Everything is stock: its httpx backend with the pool it makes, run_polling, and updates one after the other,
as it comes. With `--concurrent` they run side by side (concurrent_updates(True)); on loopback that is dearer.
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query
    await query.answer()
    await query.edit_message_text(f"You chose {query.data}")


if __name__ == "__main__":
    builder = Application.builder().token("1:bench").base_url(f"{sys.argv[1]}/bot")
    application = builder.concurrent_updates("--concurrent" in sys.argv).build()
    application.add_handler(CallbackQueryHandler(echo))
    application.run_polling(allowed_updates=["callback_query"])
