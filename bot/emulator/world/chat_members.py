"""ChatMember objects: what somebody is and may do in a chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_RIGHTS = dict.fromkeys(
    (
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
    ),
    True,
)
_RIGHTS |= {"can_be_edited": False, "is_anonymous": False, "can_promote_members": False}
_IN_CHANNELS = {"can_post_messages": True, "can_edit_messages": True}
_IN_GROUPS = {"can_pin_messages": True, "can_manage_topics": True}
_PERMISSIONS = dict.fromkeys(
    (
        *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
        *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
        *("can_add_web_page_previews", "can_react_to_messages", "can_edit_tag"),
    ),
    True,
)
_PERMISSIONS |= dict.fromkeys(
    ("can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"), False
)
PERMISSIONS = frozenset(_PERMISSIONS)
ADMIN_RIGHTS = frozenset(_RIGHTS | _IN_CHANNELS | _IN_GROUPS)


def chat_member(
    user: Mapping[str, Any], status: str, kind: str, rights: Mapping[str, bool] | None = None
) -> dict[str, Any]:
    """The ChatMember of a user in a chat of this kind; `rights` differ from the usual ones."""
    return {"status": status, "user": user} | _more(status, kind, rights or {})


def _more(status: str, kind: str, rights: Mapping[str, bool]) -> dict[str, Any]:
    match status:
        case "creator":
            return {"is_anonymous": False}
        case "administrator":
            usual = _RIGHTS | (_IN_CHANNELS if kind == "channel" else _IN_GROUPS)
            return usual | {name: may for name, may in rights.items() if name in usual}
        case "restricted":
            allowed = {name: may for name, may in rights.items() if name in _PERMISSIONS}
            return {"is_member": True, "until_date": 0} | _PERMISSIONS | allowed
        case "kicked":
            return {"until_date": 0}
        case _:
            return {}


def may(status: str, kind: str, right: str, rights: Mapping[str, bool]) -> bool:
    """Whether somebody with this status has a right or permission."""
    if status == "creator":
        return True
    return bool(_more(status, kind, rights).get(right, status == "member" and _PERMISSIONS.get(right, False)))
