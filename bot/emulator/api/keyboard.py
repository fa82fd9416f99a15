"""The reply_markup of a message: checked as Telegram checks it, and what of it the message keeps."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.emulator import limits
from bot.emulator.errors import bad_request

Markup = dict[str, Any]

_ACTIONS = {"url", "callback_data", "copy_text", "web_app", "login_url", "callback_game", "pay"}
_ACTIONS |= {"switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"}
_BUTTON = {"text", "style", "icon_custom_emoji_id"} | _ACTIONS
_STYLES = ("", "primary", "success", "danger")
_OTHER = {"keyboard", "remove_keyboard", "force_reply"}


def inline_keyboard(markup: Markup | None) -> Markup | None:
    """The inline keyboard that a message keeps, or None for no or another kind of markup. Raises ApiError."""
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        if not _OTHER & set(markup):
            raise bad_request("object expected as reply markup")
        return None
    if unknown := set(markup) - {"inline_keyboard"}:
        raise bad_request(f'unknown field "{min(unknown)}" in InlineKeyboardMarkup')
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > limits.BUTTONS or any(len(row) > limits.BUTTONS_IN_ROW for row in kept):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def editing_keyboard(markup: Markup | None) -> Markup | None:
    """The same for an edit, which takes inline keyboards only."""
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return inline_keyboard(markup)


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "inline_keyboard" must be of type Object'
        )
    if unknown := set(button) - _BUTTON:
        raise bad_request(f'unknown field "{min(unknown)}" in InlineKeyboardButton')
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    if button.get("style", "") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: Invalid button style specified")
    actions = _ACTIONS & set(button)
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action is allowed")
    _check_action(button)
    return dict(button)


def _check_action(button: dict[str, Any]) -> None:
    match button:
        case {"callback_data": str(data)}:
            if not 1 <= len(data.encode()) <= limits.BUTTON_DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
        case {"callback_data": _}:
            raise bad_request("BUTTON_DATA_INVALID")
        case {"url": url}:
            _check_url(url)
        case {"copy_text": copied}:
            text = copied.get("text") if isinstance(copied, dict) else None
            if not isinstance(text, str) or not 1 <= len(text) <= limits.COPY_TEXT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: Any) -> None:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        fine = parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))
    except (TypeError, ValueError):
        fine = False
    if not fine:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
