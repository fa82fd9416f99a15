"""Groups and channels: rows <-> Group."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.course.keys import key
from bot.course.model import Spot
from bot.learning.group.group import Chat, ChatKind, Group, GroupState, LastPost, Plan, Style
from bot.learning.group.outgoing import SendingHold, Trouble
from bot.storage.changes import GroupChanged
from bot.storage.database import Row, Tx
from bot.storage.group import items, rounds
from bot.storage.times import from_ms, to_ms


def of_chat(tx: Tx, chat_id: int) -> Group | None:
    return _found(tx.execute("SELECT * FROM groups WHERE chat_id = ?", (chat_id,)).fetchone())


def find(tx: Tx, group_key: str) -> Group | None:
    return _found(tx.execute("SELECT * FROM groups WHERE key = ?", (group_key,)).fetchone())


def add(tx: Tx, chat: Chat, now: datetime) -> Group:
    """The group of the chat, a new one unless it is there."""
    group = Group(key("group", str(chat.id)), chat, now)
    columns = _columns(group) | {"key": group.key}
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    made = tx.execute(
        f"INSERT INTO groups ({names}) VALUES ({marks}) ON CONFLICT (chat_id) DO NOTHING",  # noqa: S608
        tuple(columns.values()),
    )
    return group if made.rowcount else of_chat(tx, chat.id) or group


def save(tx: Tx, group: Group) -> None:
    columns = _columns(group)
    pairs = ", ".join(f"{name} = ?" for name in columns)
    tx.execute(f"UPDATE groups SET {pairs} WHERE key = ?", (*columns.values(), group.key))  # noqa: S608


def due(tx: Tx, now: datetime) -> tuple[Group, ...]:
    """The groups whose scheduled post is due."""
    rows = tx.execute(
        "SELECT * FROM groups WHERE state = ? AND removed_at IS NULL AND next_post_at <= ?"
        " ORDER BY next_post_at",
        (GroupState.ACTIVE.value, to_ms(now)),
    )
    return tuple(map(_group, rows.fetchall()))


def planned_after(tx: Tx, moment: datetime) -> tuple[Group, ...]:
    """The groups whose next scheduled post is due after this moment."""
    rows = tx.execute(
        "SELECT * FROM groups WHERE state = ? AND next_post_at > ?", (GroupState.ACTIVE.value, to_ms(moment))
    )
    return tuple(map(_group, rows.fetchall()))


def try_no_later(tx: Tx, now: datetime, latest: datetime) -> None:
    """What would be tried again after `latest` is tried now."""
    tx.execute("UPDATE groups SET retry_at = ? WHERE retry_at > ?", (to_ms(now), to_ms(latest)))


_SOMETHING = (
    "removed_at IS NULL AND (pending <> '' OR key IN (SELECT group_key FROM rounds"
    " WHERE shown_at IS NULL AND (closed_at IS NOT NULL OR message_id IS NULL)))"
)
"""Of a group in which something was decided that has yet to go out."""


def with_something_to_send(tx: Tx, now: datetime) -> tuple[str, ...]:
    """Keys of the groups in which something has to go out, and may by now."""
    rows = tx.execute(
        f"SELECT key FROM groups WHERE (retry_at IS NULL OR retry_at <= ?) AND {_SOMETHING}",  # noqa: S608
        (to_ms(now),),
    )
    return tuple(row[0] for row in rows)


def next_due(tx: Tx, now: datetime) -> datetime | None:
    """When the next scheduled post is due in any group, or the next try in one that takes nothing."""
    post = tx.execute(
        "SELECT MIN(next_post_at) FROM groups WHERE state = ? AND removed_at IS NULL",
        (GroupState.ACTIVE.value,),
    ).fetchone()
    again = tx.execute(
        f"SELECT MIN(retry_at) FROM groups WHERE retry_at > ? AND {_SOMETHING}",  # noqa: S608
        (to_ms(now),),
    ).fetchone()
    return min((from_ms(row[0]) for row in (post, again) if row[0] is not None), default=None)


def removed_before(tx: Tx, moment: datetime) -> tuple[Group, ...]:
    rows = tx.execute("SELECT * FROM groups WHERE removed_at < ?", (to_ms(moment),))
    return tuple(map(_group, rows.fetchall()))


_DEPENDENTS = ("round_ticks", "round_answers", "rounds", "visitors", "group_members", "hosts")
"""Tables with rows about a group, those that refer to others first."""


def delete(tx: Tx, group_key: str) -> None:
    """Deletes all that is kept about a group, for good."""
    for table in _DEPENDENTS:
        tx.execute(f"DELETE FROM {table} WHERE group_key = ?", (group_key,))  # noqa: S608
    tx.execute("DELETE FROM groups WHERE key = ?", (group_key,))
    tx.changed(GroupChanged(group_key))


def move(tx: Tx, old_id: int, new_id: int) -> None:
    """Telegram gave the chat another id, in which messages count anew and those of before cannot be changed.
    Told twice or late, it is all the same."""
    group, met = of_chat(tx, old_id), of_chat(tx, new_id)
    if group is None or old_id == new_id:
        return
    if met is not None:
        # The new chat was met before the move was heard of. What was set up in it gives way to what is known,
        # unless nothing is.
        unused = met.state is not GroupState.SETTING_UP and group.state is GroupState.SETTING_UP
        delete(tx, group.key if unused else met.key)
        if unused:
            save(tx, replace(met, former_chat_id=old_id))
            return
    chat = replace(group.chat, id=new_id)
    moved = replace(group, chat=chat, former_chat_id=old_id, removed_at=None)
    save(tx, replace(moved, menu_id=None, commanded_id=None))
    rounds.lose_messages(tx, group.key)


def add_host(tx: Tx, group_key: str, learner_id: int) -> None:
    tx.execute(
        "INSERT INTO hosts (group_key, learner_id) VALUES (?, ?)"
        " ON CONFLICT (group_key, learner_id) DO NOTHING",
        (group_key, learner_id),
    )


def hosts_to_write_to(tx: Tx, group_key: str) -> tuple[int, ...]:
    """Those who added the bot and may be written to in private."""
    rows = tx.execute(
        "SELECT learners.id FROM hosts JOIN learners ON learners.id = hosts.learner_id"
        " WHERE group_key = ? AND started_at IS NOT NULL AND gone_at IS NULL ORDER BY learners.id",
        (group_key,),
    )
    return tuple(row[0] for row in rows)


def _columns(group: Group) -> dict[str, object]:
    plan, posted = group.plan, group.posted
    return {
        "chat_id": group.chat.id,
        "former_chat_id": group.former_chat_id,
        "title": group.chat.title,
        "kind": group.chat.kind.value,
        "state": group.state.value,
        "course_id": group.course_id,
        "thread_id": group.thread_id,
        "time_zone": plan.zone,
        "days": " ".join(map(str, sorted(plan.days))),
        "minute": plan.minute,
        "sections": plan.sections,
        "style": plan.style.value,
        "round_minutes": plan.round_minutes,
        "next_post_at": _ms(group.next_post_at),
        "posted_id": posted and posted.step_id,
        "lesson_id": posted and posted.lesson_id,
        "lesson_number": posted and posted.spot.lesson,
        "step_number": posted and posted.spot.step,
        "pending": items.write_pending(group.pending),
        "menu_id": group.menu_id,
        "commanded_id": group.commanded_id,
        "begun_at": _ms(group.begun_at),
        "added_at": to_ms(group.added_at),
        "language": group.language,
        "removed_at": _ms(group.removed_at),
        "claimed": items.write((group.claimed,)) if group.claimed else None,
        "unknown": items.write(group.unknown),
        "refused": items.write(group.refused),
        "troubles": " ".join(group.troubles),
        "tries": group.hold.tries if group.hold else 0,
        "retry_at": _ms(group.hold.until) if group.hold else None,
    }


def _found(row: Row | None) -> Group | None:
    return _group(row) if row else None


def _group(row: Row) -> Group:
    return Group(
        key=row["key"],
        chat=Chat(row["chat_id"], row["title"], ChatKind(row["kind"])),
        added_at=from_ms(row["added_at"]),
        former_chat_id=row["former_chat_id"],
        state=GroupState(row["state"]),
        course_id=row["course_id"],
        thread_id=row["thread_id"],
        plan=_plan(row),
        next_post_at=_moment(row["next_post_at"]),
        posted=_posted(row),
        pending=items.read_pending(row["pending"]),
        menu_id=row["menu_id"],
        commanded_id=row["commanded_id"],
        begun_at=_moment(row["begun_at"]),
        removed_at=_moment(row["removed_at"]),
        claimed=items.read(row["claimed"])[0] if row["claimed"] else None,
        unknown=items.read(row["unknown"]),
        refused=items.read(row["refused"]),
        troubles=tuple(map(Trouble, row["troubles"].split())),
        hold=SendingHold(row["tries"], from_ms(row["retry_at"])) if row["retry_at"] is not None else None,
        language=row["language"],
    )


def _plan(row: Row) -> Plan:
    return Plan(
        zone=row["time_zone"],
        days=frozenset(map(int, row["days"].split())),
        minute=row["minute"],
        sections=row["sections"],
        style=Style(row["style"]),
        round_minutes=row["round_minutes"],
    )


def _posted(row: Row) -> LastPost | None:
    if row["posted_id"] is None:
        return None
    return LastPost(row["posted_id"], row["lesson_id"], Spot(row["lesson_number"], row["step_number"]))


def _ms(moment: datetime | None) -> int | None:
    return to_ms(moment) if moment else None


def _moment(milliseconds: int | None) -> datetime | None:
    return from_ms(milliseconds) if milliseconds is not None else None
