"""QTI packages: a Canvas export, and items of version 2.1."""

# ruff: noqa: E501 - XML is easier to read in one line

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.course.formats.hostile import zipped
from tests.course.formats.pictures import png

MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">'
    "<resources>{0}</resources></manifest>"
)
SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def canvas(*items: str, title: str = "Tea quiz", **files: bytes) -> bytes:
    """A quiz as Canvas exports it."""
    quiz = (
        '<?xml version="1.0" encoding="UTF-8"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment ident="a1" title="{title}"><section ident="root_section">{"".join(items)}</section></assessment>'
        "</questestinterop>"
    )
    resource = '<resource type="imsqti_xmlv1p2"><file href="q/q.xml"/></resource>'
    meta = "<quiz><title>not this</title></quiz>"
    pictures = {f"web_resources/{name}.png": data for name, data in files.items()}
    return zipped(
        {
            "imsmanifest.xml": MANIFEST.format(resource),
            "q/assessment_meta.xml": meta,
            "q/q.xml": quiz,
            **pictures,
        }
    )


def item(kind: str, text: str, responses: str, *conditions: str, **said: str) -> str:
    """`said`: ident of a feedback -> its text."""
    feedback = "".join(
        f'<itemfeedback ident="{ident}"><flow_mat><material>{words(text)}</material></flow_mat></itemfeedback>'
        for ident, text in said.items()
    )
    return (
        f'<item ident="g{len(text)}{kind[:3]}" title="Question"><itemmetadata><qtimetadata><qtimetadatafield>'
        f"<fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata>"
        f"</itemmetadata><presentation><material>{words(text)}</material>{responses}</presentation><resprocessing>"
        '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
        f"{''.join(conditions)}</resprocessing>{feedback}</item>"
    )


def words(text: str) -> str:
    kind = "text/html" if "<" in text else "text/plain"
    return f'<mattext texttype="{kind}">{escape(text)}</mattext>'


def lid(ident: str, options: dict[str, str], left: str = "", many: str = "Single") -> str:
    labels = "".join(
        f'<response_label ident="{key}"><material>{words(text)}</material></response_label>'
        for key, text in options.items()
    )
    above = f"<material>{words(left)}</material>" if left else ""
    return f'<response_lid ident="{ident}" rcardinality="{many}">{above}<render_choice>{labels}</render_choice></response_lid>'


def when(test: str, score: float | None = None, *said: str) -> str:
    shown = "".join(f'<displayfeedback feedbacktype="Response" linkrefid="{one}"/>' for one in said)
    points = "" if score is None else f'<setvar action="Set" varname="SCORE">{score}</setvar>'
    return f'<respcondition continue="Yes"><conditionvar>{test}</conditionvar>{points}{shown}</respcondition>'


def equal(value: str, ident: str = "response1") -> str:
    return f'<varequal respident="{ident}">{escape(value)}</varequal>'


WRITTEN = '<response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="a"/></render_fib></response_str>'
TEAS = {"1": "Japan", "2": "China", "3": "India"}
CHOICE = item(
    "multiple_choice_question",
    "<p>Where does <b>sencha</b> come from?</p>",
    lid("response1", TEAS),
    when("<other/>", None, "general_fb"),
    when("<other/>", None, "general_incorrect_fb"),
    when(equal("2"), None, "2_fb"),
    when(equal("1"), 100, "correct_fb"),
    general_fb="Tea is old.",
    general_incorrect_fb="Think of an island.",
    **{"2_fb": "Tea began there.", "correct_fb": "Just so."},
)
TRUE = item(
    "true_false_question",
    "Sencha is green.",
    lid("response1", {"5": "True", "6": "False"}),
    when(equal("5"), 100),
)


def package(*items: str, test: str = "", **files: bytes) -> bytes:
    """Items of version 2, in a folder, and a test that refers to them."""
    named = {f"items/item{number}.xml": one for number, one in enumerate(items, 1)}
    others = {f"items/{name}.png": data for name, data in files.items()}
    tests = {"test.xml": test} if test else {}
    resources = "".join(
        f'<resource type="imsqti_item_xmlv2p1"><file href="{name}"/></resource>' for name in named
    )
    return zipped({"imsmanifest.xml": MANIFEST.format(resources), **tests, **named, **others})


def item_2(
    body: str,
    *correct: str,
    title: str = "",
    kind: str = "single identifier",
    more: str = "",
    after: str = "",
) -> str:
    cardinality, base = kind.split()
    values = "".join(f"<value>{escape(value)}</value>" for value in correct)
    answer = f"<correctResponse>{values}</correctResponse>" if correct else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><assessmentItem xmlns="{SPACE}" identifier="i{len(body)}" title="{title}">'
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">{answer}{more}'
        f"</responseDeclaration><itemBody>{body}</itemBody>{after}</assessmentItem>"
    )


def choices(*options: str, prompt: str = "") -> str:
    inside = "".join(
        f'<simpleChoice identifier="{chr(65 + n)}">{text}</simpleChoice>' for n, text in enumerate(options)
    )
    above = f"<prompt>{prompt}</prompt>" if prompt else ""
    return (
        f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">{above}{inside}</choiceInteraction>'
    )


def pool(tag: str, **options: str) -> str:
    return "".join(f'<{tag} identifier="{key}" matchMax="1">{text}</{tag}>' for key, text in options.items())


PROCESSING = (
    '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/>'
    '</match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
    '<setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">good</baseValue></setOutcomeValue></responseIf>'
    '<responseElse><setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">bad</baseValue></setOutcomeValue>'
    "</responseElse></responseCondition></responseProcessing>"
)
SAID = "".join(
    f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{key}" showHide="show">{text}</modalFeedback>'
    for key, text in {"good": "Well steeped.", "bad": "<p>Not quite.</p>", "note": "Tea is old."}.items()
)
SENCHA = item_2(
    choices("Japan", "China", "India", prompt="Where does <em>sencha</em> come from?"),
    "A",
    title="Sencha",
    after=PROCESSING + SAID,
)
STATEMENT = item_2(f"<p>Sencha is green.</p>{choices('True', 'False')}", "A")
TEST = (
    f'<assessmentTest xmlns="{SPACE}" title="All teas"><testPart><assessmentSection title="Second"><assessmentItemRef'
    ' href="items/item2.xml"/></assessmentSection><assessmentSection title="First"><assessmentItemRef href="items/item1.xml"/>'
    "</assessmentSection></testPart></assessmentTest>"
)
RIGHT_ORDER = (
    '<orderInteraction responseIdentifier="RESPONSE"><prompt>In which order?</prompt>{0}</orderInteraction>'
)
MATCH = (
    '<matchInteraction responseIdentifier="RESPONSE"><prompt>What belongs together?</prompt><simpleMatchSet>{0}</simpleMatchSet>'
    "<simpleMatchSet>{1}</simpleMatchSet></matchInteraction>"
)
GAP_MATCH = (
    '<p>Read.</p><gapMatchInteraction responseIdentifier="RESPONSE">{0}<p>A <gap identifier="G1"/> fox and a'
    ' <gap identifier="G2"/> dog.</p></gapMatchInteraction>'
)
INLINE = (
    '<p>Sencha is <inlineChoiceInteraction responseIdentifier="RESPONSE"><inlineChoice identifier="A">green</inlineChoice>'
    '<inlineChoice identifier="B">black</inlineChoice></inlineChoiceInteraction>.</p>'
)
ENTRY = '<p>Tea is made of <textEntryInteraction responseIdentifier="RESPONSE"/>.</p>'
MAPPING = '<mapping><mapEntry mapKey="Thea" mappedValue="1"/><mapEntry mapKey="leaves" mappedValue="0.5"/></mapping>'

PACKAGES: dict[str, Callable[[], bytes]] = {
    "canvas_choice.zip": lambda: canvas(CHOICE, TRUE),
    "canvas_several_right.zip": lambda: canvas(
        item(
            "multiple_answers_question",
            "Which are teas?",
            lid("response1", {"1": "sencha", "2": "mocha", "3": "assam"}, many="Multiple"),
            when(f"<and>{equal('1')}<not>{equal('2')}</not>{equal('3')}</and>", 100),
        )
    ),
    "canvas_written.zip": lambda: canvas(
        item(
            "short_answer_question",
            "Which plant?",
            WRITTEN,
            when(equal("Camellia"), 100),
            when(equal("Thea"), 100),
        ),
        item(
            "numerical_question",
            "How hot?",
            WRITTEN,
            when(
                f"<or>{equal('75.0')}<and><vargte respident='response1'>70.0</vargte><varlte respident='response1'>80.0</varlte></and></or>",
                100,
            ),
        ),
    ),
    "canvas_blanks.zip": lambda: canvas(
        item(
            "fill_in_multiple_blanks_question",
            "<p>From [land] and [other], [not this].</p>",
            lid("response_land", {"1": "Japan", "2": "Nippon"}, "land")
            + lid("response_other", {"3": "India"}, "other"),
            when(equal("1", "response_land"), 50),
            when(equal("2", "response_land"), 50),
            when(equal("3", "response_other"), 50),
        ),
        item(
            "multiple_dropdowns_question",
            "<p>Sencha is [color].</p>",
            lid("response_color", {"1": "green", "2": "black"}, "color"),
            when(equal("1", "response_color"), 100),
        ),
    ),
    "canvas_matching.zip": lambda: canvas(
        item(
            "matching_question",
            "Match.",
            lid("response_1", {"7": "green", "8": "black", "9": "white"}, "sencha")
            + lid("response_2", {"7": "green", "8": "black", "9": "white"}, "assam"),
            when(equal("7", "response_1"), 50),
            when(equal("8", "response_2"), 50),
        )
    ),
    "canvas_others.zip": lambda: canvas(
        item("text_only_question", "<p>Read this <b>first</b>.</p>", ""),
        TRUE,
        item("essay_question", "What do you think?", WRITTEN, when("<other/>", None)),
        item("file_upload_question", "Send a file.", ""),
        item("calculated_question", "5 + [x]", WRITTEN),
    ),
    "canvas_pictures.zip": lambda: canvas(
        item(
            "true_false_question",
            '<p>Green?</p><img src="$IMS-CC-FILEBASE$/leaf%20one.png?canvas_download=1" alt="a leaf">',
            lid("response1", {"5": "True", "6": "False"}),
            when(equal("5"), 100),
        ),
        **{"leaf one": png((0, 128, 0))},
    ),
    "choice_2.zip": lambda: package(SENCHA, STATEMENT),
    "order_of_the_test.zip": lambda: package(SENCHA, STATEMENT, test=TEST),
    "order_and_pairs.zip": lambda: package(
        item_2(
            RIGHT_ORDER.format(pool("simpleChoice", A="roll", B="pluck")), "B", "A", kind="ordered identifier"
        ),
        item_2(
            MATCH.format(
                pool("simpleAssociableChoice", S="sencha", T="assam"),
                pool("simpleAssociableChoice", G="green", B="black", W="white"),
            ),
            "S G",
            "T B",
            kind="multiple directedPair",
        ),
    ),
    "gaps_2.zip": lambda: package(
        item_2(
            GAP_MATCH.format(pool("gapText", Q="quick", L="lazy", R="red")),
            "Q G1",
            "L G2",
            kind="multiple directedPair",
        ),
        item_2(INLINE, "A"),
        item_2(ENTRY, "Camellia", kind="single string", more=MAPPING),
        item_2(ENTRY.replace("made of", "drunk at"), "75", kind="single float"),
    ),
    "shares_2.zip": lambda: package(
        item_2(
            choices("sencha", "mocha", "assam", prompt="Which?"),
            "A",
            "C",
            kind="multiple identifier",
            more='<mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="C" mappedValue="1"/><mapEntry mapKey="B" mappedValue="-1"/></mapping>',
        ),
        item_2(choices("a", "b", prompt="Nothing is right?")),
    ),
    "others_2.zip": lambda: package(
        item_2('<p>Where?</p><hotspotInteraction responseIdentifier="RESPONSE"/>', "A", title="Map"),
        item_2('<p>Why?</p><extendedTextInteraction responseIdentifier="RESPONSE"/>', title="Essay"),
        item_2(
            '<p>Why so?</p><extendedTextInteraction responseIdentifier="RESPONSE"/>',
            "Because.",
            kind="single string",
        ),
        item_2("<h2>Tea</h2><p>It is old.</p>", title="Read"),
        STATEMENT,
    ),
    "pictures_and_feedback_2.zip": lambda: package(
        item_2(
            '<p><img src="leaf.png" alt="a leaf"/></p><p>Green?</p>'
            + choices(
                "yes<feedbackInline outcomeIdentifier='F' identifier='A' showHide='show'>It is.</feedbackInline>",
                "no<feedbackInline outcomeIdentifier='F' identifier='B' showHide='show'>Look again.</feedbackInline>",
            ),
            "A",
        ),
        leaf=png((0, 128, 0)),
    ),
    "single_item.xml": lambda: SENCHA.encode(),
    "plain_1_2.xml": lambda: (
        '<?xml version="1.0"?><!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd"><questestinterop><item title="Sencha" ident="x">'
        "<presentation><flow><material><mattext>Where from?</mattext></material>"
        f"{lid('R', TEAS)}</flow></presentation><resprocessing><outcomes><decvar/></outcomes>"
        f"{when(equal('1', 'R'), 1, 'ok')}{when(equal('2', 'R'), 0, 'no')}</resprocessing>"
        '<itemfeedback ident="ok"><material><mattext>Yes.</mattext></material></itemfeedback>'
        '<itemfeedback ident="no"><material><mattext>No.</mattext></material></itemfeedback></item></questestinterop>'
    ).encode(),
}
