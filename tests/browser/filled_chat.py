"""A chat with messages of all kinds."""

from __future__ import annotations

from tests.browser.hand import keys
from tests.browser.house import House
from tests.browser.picture import png

EVERYTHING = """<b>Bold</b>, <i>italic</i>, <code>code</code>, <a href="https://example.org">a link</a>, /help
▰▰▱ 2 of 3 · ✅ ❌ ⚠️ 🥇
<pre><code class="language-bash">docker run hello-world</code></pre>
<blockquote expandable>Folded: {long}</blockquote>
<tg-spoiler>hidden</tg-spoiler>""".format(long="words " * 80)


async def fill_chat(house: House, ada: int) -> None:
    bot = house.bot
    styled = keys("A B C D", "Next", "Delete")
    for row, style in zip(styled["inline_keyboard"][1:], ("primary", "danger"), strict=True):
        row[0]["style"] = style
    await bot.sendMessage(chat_id=ada, text=EVERYTHING, parse_mode="HTML", reply_markup=styled)
    await bot.sendPhoto(chat_id=ada, photo=png(640, 360), caption="The Engine")
    await bot.sendDocument(chat_id=ada, document=b"a,b")
    poll = {"question": "How hot?", "options": [{"text": "70 °C"}, {"text": "95 °C"}], "is_anonymous": False}
    await bot.sendPoll(chat_id=ada, **poll)
    link = {"inline_keyboard": [[{"text": "Read on", "url": "https://example.org"}]]}
    await bot.sendMessage(chat_id=ada, text="👍", reply_markup=link)
