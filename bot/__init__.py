"""tutorbot: a chat tutor. Floors say what kind of work a file does, wings for whom.

cli, settings -> app (ties together), tools (for authors and operators)
course -> learning -> storage, views -> tutor -> chat: what is taught, how one learns, what is remembered and
seen, what happens, and Telegram itself; on each but the first the same wings, such as `learner/` and `group/`
broadcast, wire, emulator: durable sending, how it travels, the local Bot API

README ("How it is built") says which files a new kind of question, command, language or importer touches.
"""
