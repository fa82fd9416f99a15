"""Buttons about certificates: their names begin with C."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.callback import Codec


@dataclass(frozen=True)
class OpenCertificate:
    """The course's, by the course's key: to have it drawn."""

    course: str


@dataclass(frozen=True)
class KeepName:
    """Whether the name is kept for the next one."""

    course: str
    on: bool


@dataclass(frozen=True)
class RenameCertificate:
    """Another name is wanted on it."""

    course: str


@dataclass(frozen=True)
class UseSuggestedName:
    course: str


@dataclass(frozen=True)
class CancelName:
    """No name is written."""


@dataclass(frozen=True)
class ForgetName:
    """The name that was kept."""


@dataclass(frozen=True)
class WithdrawCertificate:
    """`sure`: the second of two steps, which withdraws."""

    certificate: str
    sure: bool


@dataclass(frozen=True)
class KeepCertificate:
    """It is not withdrawn."""


Action = (
    OpenCertificate
    | RenameCertificate
    | KeepName
    | UseSuggestedName
    | CancelName
    | ForgetName
    | WithdrawCertificate
    | KeepCertificate
)

codec: Codec[Action] = Codec(
    "C",
    {
        "o": OpenCertificate,
        "r": RenameCertificate,
        "k": KeepName,
        "u": UseSuggestedName,
        "x": CancelName,
        "f": ForgetName,
        "w": WithdrawCertificate,
        "n": KeepCertificate,
    },
)
pack = codec.pack
parse = codec.parse
