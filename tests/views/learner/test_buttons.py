"""What buttons do, there and back through 64 bytes of callback data."""

from dataclasses import fields
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.course.keys import key
from bot.learning.learner.learner import Pictures
from bot.learning.school.publication import FolderDraft, UploadDraft
from bot.views.learner.answer_buttons import Choose
from bot.views.learner.buttons import Action, Jump, Next, pack, parse
from bot.views.school import buttons as school

QUICK = settings(derandomize=True, database=None, deadline=None)
VALUES: dict[type, st.SearchStrategy[object]] = {
    str: st.text().map(lambda text: key(text)),
    int: st.integers(0, 10**9),
    bool: st.booleans(),
    Pictures: st.sampled_from(Pictures),
}
actions = st.one_of(
    *(
        st.builds(kind, **{field.name: VALUES[get_type_hints(kind)[field.name]] for field in fields(kind)})
        for kind in get_args(Action)
    )
)
anything = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=64),
    st.from_regex(r"[a-z]{1,2}(\.[\w-]{0,12}){0,6}", fullmatch=True),
    st.builds(lambda action, more: pack(action) + more, actions, st.text(max_size=3)),
)


@QUICK
@given(actions)
def test_every_action_comes_back_as_it_was(action: Action) -> None:
    data = pack(action)
    assert 1 <= len(data.encode()) <= 64
    assert parse(data) == action


@QUICK
@given(st.lists(actions, min_size=2, max_size=2))
def test_different_actions_have_different_data(pair: list[Action]) -> None:
    one, other = pair
    assert (pack(one) == pack(other)) == (one == other)


@settings(QUICK, max_examples=200)
@given(anything)
def test_any_text_parses_to_an_action_with_fields_of_their_types_or_to_none(data: str) -> None:
    action = parse(data)
    if action is not None:
        hints = get_type_hints(type(action))
        assert all(isinstance(getattr(action, field.name), hints[field.name]) for field in fields(action))
        assert parse(pack(action)) == action


def test_an_action_that_does_not_fit_is_refused_when_it_is_packed() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        pack(Choose("k" * 40, 1, 1, "o" * 40))


@pytest.mark.parametrize(
    "data", ["", "n", "n.k", "n.k.1.2", "n.k.x", "n.k.1\n", " n.k.1", "j.", "j.a b", "p.no", "f.2"]
)
def test_what_is_not_quite_an_action_is_none(data: str) -> None:
    assert parse(data) is None


def test_data_is_what_old_messages_carry_so_it_must_not_change() -> None:
    assert pack(Next("abc", 7)) == "n.abc.7"
    assert pack(Jump("abc")) == "j.abc"
    assert pack(Choose("abc", 7, 2, "xyz")) == "a.abc.7.2.xyz"


@pytest.mark.parametrize(
    ("draft", "data"), [(UploadDraft(7), "Ap.u7"), (FolderDraft("0123456789ab"), "Ap.r0123456789ab")]
)
def test_a_draft_travels_as_its_letter_and_its_number_or_digest(
    draft: UploadDraft | FolderDraft, data: str
) -> None:
    assert school.pack(school.Publish(draft)) == data
    assert school.parse(data) == school.Publish(draft)


@pytest.mark.parametrize("data", ["Ap.x7", "Ap.u", "Ap.ux", "Ap.r", "Ap.", "Aw.r0123456789ab.abcdefgh"])
def test_what_names_no_draft_is_no_button(data: str) -> None:
    assert school.parse(data) is None
