"""An explanation as one page of HTML, whole in itself: no scripts, nothing from elsewhere, good to read and print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from app.explain.words import Line, came_from, groups, heading, marc_parts, no_rule, root_name, totals, why
from mappings.bibframe.conversion_report import notation_of
from mappings.bibframe.explain import ExplainedField, Explanation
from mappings.rules.trace import Gift, Use
from mappings.rules.words import spoken

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(explanation: Explanation) -> str:
    """The whole document."""
    number = explanation.record.control_number or "without a control number"
    title = f"Record {number}, explained"
    style = files("app.explain").joinpath("page.css").read_text("utf-8")
    return "".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n",
            f'<header>\n<h1>{escape(title)}</h1>\n<p class="own" dir="auto">{escape(_name(explanation))}</p>\n',
            *_summary(explanation),
            "</header>\n<main>\n",
            *(part for at, field in enumerate(explanation.fields) for part in _field(at, field)),
            *_whole(explanation),
            *_back(explanation),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _name(explanation: Explanation) -> str:
    for field in explanation.record.data("245"):
        return " ".join(value for code, value in field.subfields if code != "6")
    return ""


def _summary(explanation: Explanation) -> Iterator[str]:
    meanings = {
        "lossless": "statements give the field back as it came",
        "normalised": "statements give it back in its canonical form",
        "residue": "statements don’t give it back, or not wholly; it is kept beside them and comes back from there",
    }
    yield '<ul class="totals">\n'
    for name, count in totals(explanation.fields):
        yield f'<li><span class="badge {name}">{name}</span> <b>{count}</b> {meanings[name]}</li>\n'
    yield '</ul>\n<nav aria-label="Fields"><ol class="tags">\n'
    for at, field in enumerate(explanation.fields):
        tag = field.outcome.field.tag
        yield f'<li><a class="{field.outcome.outcome}" href="#f{at}">{escape(tag)}</a></li>\n'
    yield "</ol></nav>\n"


def _field(at: int, field: ExplainedField) -> Iterator[str]:
    tag, indicators, parts = marc_parts(field)
    language = _language(field)
    yield f'<section class="field {field.outcome.outcome}" id="f{at}">\n<h2><span class="tag">{escape(tag)}</span> '
    yield f'<span class="ind">{escape(indicators)}</span> ' if indicators else ""
    for code, text in parts:
        yield f'<span class="code">${escape(code)}</span> ' if code else ""
        kind = "value" if code else "value fixed"
        yield f'<bdi class="{kind}" dir="auto"{language}>{escape(text)}</bdi> '
    yield f'</h2>\n<p class="fate"><span class="badge {field.outcome.outcome}">{field.outcome.outcome}</span> '
    yield f'<span dir="auto">{escape(why(field))}</span></p>\n'
    if note := no_rule(field):
        yield f'<p class="none">{escape(note)}</p>\n'
    for use in field.uses:
        yield from _use(use)
    if field.gifts:
        yield '<p class="back"><b>Coming back</b> ' + "; ".join(map(_gift, field.gifts)) + "</p>\n"
    yield "</section>\n"


def _language(field: ExplainedField) -> str:
    """The language of an 880, as its statements tell it."""
    if field.outcome.field.tag != "880":
        return ""
    found = next((said.language for use in field.uses for said in use.statements if said.language), "")
    return f' lang="{escape(found)}"' if found else ""


def _use(use: Use) -> Iterator[str]:
    name, place, sentence = heading(use)
    together = " <i>of all the fields it reads together</i>" if use.position is None else ""
    yield f'<div class="use">\n<h3>{escape(name)}{together} <code>{escape(place)}</code></h3>\n'
    yield f'<p class="sentence">{escape(sentence)}</p>\n'
    for group in groups(use):
        yield f'<h4>{escape(group.root)}</h4>\n<ul class="said">\n'
        yield from (_line(line) for line in group.lines)
        yield "</ul>\n"
    yield "</div>\n"


def _line(line: Line) -> str:
    language = f' lang="{escape(line.language)}"' if line.language else ""
    shown = f'<bdi class="text" dir="auto"{language}>{escape(line.text)}</bdi>' if line.text else ""
    tagged = f' <small class="lang">{escape(line.language)}</small>' if line.language else ""
    classes = f"<em>{escape(line.classes)}</em>" if line.classes else ""
    iri = f' <small class="iri">{escape(line.iri)}</small>' if line.iri and line.iri != line.text else ""
    term = escape(line.term)
    return (
        f'<li class="d{min(line.depth, 5)}"><span class="label" title="{term}">{escape(line.label)}</span> '
        f"{classes}{shown}{tagged}{iri}</li>\n"
    )


def _gift(gift: Gift) -> str:
    name, place, _ = heading(gift)
    return f"{escape(name)}, {escape(came_from(gift))} <code>{escape(place)}</code>"


def _whole(explanation: Explanation) -> Iterator[str]:
    if explanation.whole:
        yield '<section class="field">\n<h2>Made of the whole record</h2>\n'
        for use in explanation.whole:
            yield from _use(use)
        yield "</section>\n"


def _back(explanation: Explanation) -> Iterator[str]:
    yield '<section class="field">\n<h2>The record that statements alone give</h2>\n<table>\n<thead><tr>'
    yield '<th scope="col">Field</th><th scope="col">Given by</th></tr></thead>\n<tbody>\n'
    for each in explanation.given:
        givers = "<br>".join(map(_gift, each.gifts)) or "as every record has it"
        yield f'<tr><td dir="auto">{escape(notation_of(each.field))}</td><td>{givers}</td></tr>\n'
    yield "</tbody>\n</table>\n"
    if explanation.unclaimed:
        yield '<h3>Statements that no rule reads coming back</h3>\n<ul class="said">\n'
        for root, prop, value in explanation.unclaimed:
            label = value if isinstance(value, str) else next(iter(value.get("rdfs:label", ())), value.get("@id", ""))
            about = f"{root_name(root.value.title())}: {spoken(prop)}"
            yield f'<li><span class="label">{escape(about)}</span> <bdi dir="auto">{escape(str(label))}</bdi></li>\n'
        yield "</ul>\n"
    yield "</section>\n"
