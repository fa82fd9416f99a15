"""H5P packages of one library each, and of libraries within libraries."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.course.formats.hostile import zipped
from tests.course.formats.pictures import png


def package(library: str, params: Any, title: str = "Tea", **files: bytes) -> bytes:
    about = {"title": title, "mainLibrary": library, "language": "und", "preloadedDependencies": []}
    content = {f"content/images/{name}.png": data for name, data in files.items()}
    return zipped({"h5p.json": json.dumps(about), "content/content.json": json.dumps(params), **content})


def library(name: str, params: Any, title: str = "") -> dict[str, Any]:
    return {"library": f"H5P.{name} 1.0", "params": params, "metadata": {"title": title or "Untitled"}}


def option(text: str, correct: bool = False, **said: str) -> dict[str, Any]:
    return {"text": f"<div>{text}</div>\n", "correct": correct, "tipsAndFeedback": said}


CHOICE = {
    "question": "<p>Where does <strong>sencha</strong> come from?</p>\n",
    "answers": [
        option("Japan", True, chosenFeedback="<div>Just so.</div>", notChosenFeedback="<div>It does.</div>"),
        option("China", chosenFeedback="<div>That is where tea began.</div>", tip="<p>An island.</p>"),
        option("India"),
    ],
    "overallFeedback": [
        {"from": 0, "to": 99, "feedback": "No."},
        {"from": 100, "to": 100, "feedback": "All of it & more."},
    ],
}
TRUE = {
    "question": "<p>Sencha is steamed.</p>",
    "correct": "true",
    "behaviour": {"feedbackOnWrong": "Look at it."},
}
BLANKS = {
    "text": "<p>Fill in the missing words.</p>",
    "questions": [
        "<p>Sencha is from *Japan/Nippon:an island* and assam from *India*.</p>",
        "<p>Nothing here.</p>",
    ],
}
DRAG = {
    "taskDescription": "<p>Drag.</p>",
    "textField": "A *quick* fox\nand a *lazy:slow* dog &amp; cat",
    "distractors": "*red*",
}
CARDS = {"dialogs": [{"text": "<p>sencha</p>", "answer": "<p>green</p>", "tips": {"front": "a colour"}}]}

PACKAGES: dict[str, Callable[[], bytes]] = {
    "multiple_choice.h5p": lambda: package("H5P.MultiChoice", CHOICE),
    "true_or_false.h5p": lambda: package("H5P.TrueFalse", TRUE),
    "blanks.h5p": lambda: package("H5P.Blanks", BLANKS),
    "drag_the_words.h5p": lambda: package("H5P.DragText", DRAG),
    "single_choice_set.h5p": lambda: package(
        "H5P.SingleChoiceSet",
        {
            "choices": [
                {"question": "<p>First?</p>", "answers": ["<p>yes</p>", "<p>no</p>"]},
                {"question": "<p>Second?</p>", "answers": ["<p>b</p>", "<p>a</p>"]},
            ]
        },
    ),
    "question_set.h5p": lambda: package(
        "H5P.QuestionSet",
        {
            "introPage": {"showIntroPage": False},
            "questions": [
                library("TrueFalse", TRUE, "Steam"),
                library("MultiChoice", CHOICE, "Origin"),
                library("DragQuestion", {"question": {}}, "A map"),
            ],
        },
    ),
    "cards.h5p": lambda: package("H5P.Dialogcards", CARDS),
    "flashcards.h5p": lambda: package(
        "H5P.Flashcards",
        {
            "description": "Which tea?",
            "cards": [
                {"text": "From Japan", "answer": "sencha/gyokuro", "tip": "green"},
                {
                    "text": "",
                    "answer": "assam",
                    "image": {"path": "images/leaf.png"},
                    "imageAltText": "a leaf",
                },
            ],
        },
        leaf=png((0, 128, 0)),
    ),
    "book.h5p": lambda: package(
        "H5P.InteractiveBook",
        {
            "chapters": [
                library(
                    "Column",
                    {
                        "content": [
                            {
                                "content": library(
                                    "AdvancedText", {"text": "<h2>Tea</h2><p>It is old.</p>"}, "Old"
                                )
                            },
                            {
                                "content": library(
                                    "Image", {"file": {"path": "images/leaf.png"}, "alt": "a leaf"}, "Leaf"
                                )
                            },
                            {"content": library("Video", {"sources": []}, "A film")},
                            {"content": library("TrueFalse", TRUE)},
                        ]
                    },
                    "Chapter",
                )
            ]
        },
        leaf=png((0, 128, 0)),
    ),
    "picture_above.h5p": lambda: package(
        "H5P.TrueFalse",
        {
            **TRUE,
            "media": {"type": library("Image", {"file": {"path": "images/leaf.png#tmp"}, "alt": "a leaf"})},
        },
        leaf=png((0, 128, 0)),
    ),
    "summary_and_order.h5p": lambda: package(
        "H5P.Column",
        {
            "content": [
                {
                    "content": library(
                        "Summary",
                        {
                            "intro": "<p>What is true?</p>",
                            "summaries": [
                                {
                                    "summary": ["<p>Tea is old.</p>", "<p>Tea is new.</p>"],
                                    "tip": "<p>Very.</p>",
                                }
                            ],
                        },
                    )
                },
                {
                    "content": library(
                        "SortParagraphs",
                        {"taskDescription": "<p>Sort.</p>", "paragraphs": ["<p>pluck</p>", "roll"]},
                    )
                },
                {
                    "content": library(
                        "Crossword", {"words": [{"clue": "Green, of Japan", "answer": "sencha"}]}
                    )
                },
            ]
        },
    ),
    "essays.h5p": lambda: package(
        "H5P.Column",
        {
            "content": [
                {
                    "content": library(
                        "Essay",
                        {"taskDescription": "<p>What is tea?</p>", "solution": {"sample": "<p>Leaves.</p>"}},
                        "One",
                    )
                },
                {"content": library("Essay", {"taskDescription": "<p>And you?</p>"}, "Two")},
                {
                    "content": library(
                        "GuessTheAnswer", {"taskDescription": "<p>Which?</p>", "solutionText": "sencha"}
                    )
                },
            ]
        },
    ),
    "nothing_right.h5p": lambda: package(
        "H5P.QuestionSet",
        {
            "questions": [
                library("TrueFalse", {"question": "<p>?</p>"}, "Unclear"),
                library("TrueFalse", TRUE, "Clear"),
            ]
        },
    ),
}
