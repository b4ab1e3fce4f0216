"""How a notice is written as a document of a tenant's circulation graph, and read back.

It carries `lsp:WaitingNotice` while it is to be sent and `lsp:FailedNotice` while staff should look at it, so that both
are found without reading what was sent.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from graph.circulation.messages.model import Notice, NoticeState, Trouble
from graph.store.model import Document
from graph.store.names import parse_graph
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, plain

NOTICES: Final = "notices"
WAITING: Final = "lsp:WaitingNotice"
FAILED: Final = "lsp:FailedNotice"
_ALSO: Final = {NoticeState.WAITING: [WAITING], NoticeState.SENDING: [WAITING], NoticeState.FAILED: [FAILED]}


def notice_node(notice: Notice) -> Node:
    """The document of a notice (`lsp:Notice`)."""
    node: Node = {
        "@id": notice.iri,
        "@type": ["lsp:Notice", *_ALSO.get(notice.state, ())],
        "lsp:about": [{"@id": notice.about}],
        "lsp:patron": [{"@id": notice.patron}],
    }
    texts = {
        "lsp:template": notice.template,
        "lsp:at": _moment(notice.at),
        "lsp:due": _moment(notice.due_at),
        "lsp:state": notice.state.value,
        "lsp:message": notice.message,
        "lsp:since": _moment(notice.since),
        "lsp:claimedAt": _moment(notice.claimed_at),
        "lsp:tried": _count(notice.tried),
        "lsp:unclear": _count(notice.unclear),
        "lsp:nextAt": _moment(notice.next_at),
        "lsp:sent": _moment(notice.sent_at),
        "lsp:trouble": notice.trouble.value if notice.trouble is not None else "",
        "lsp:reply": "" if notice.reply is None else str(notice.reply),
    }
    node.update({name: [text] for name, text in texts.items() if text})
    return node


def notice_of(document: Document) -> Notice:
    """A notice from its document. One that was written before notices were sent stays as it is: dropped."""
    node = document.body
    trouble, reply = plain(node, "lsp:trouble"), plain(node, "lsp:reply")
    return Notice(
        iri=document.key.iri,
        tenant=parse_graph(document.key.graph).owner,
        template=plain(node, "lsp:template") or "",
        about=next(iter(iris(node, "lsp:about")), ""),
        patron=next(iter(iris(node, "lsp:patron")), ""),
        at=datetime.fromisoformat(plain(node, "lsp:at") or ""),
        due_at=_instant(node, "lsp:due"),
        state=NoticeState(plain(node, "lsp:state") or NoticeState.DROPPED),
        message=plain(node, "lsp:message") or "",
        since=_instant(node, "lsp:since"),
        claimed_at=_instant(node, "lsp:claimedAt"),
        tried=int(plain(node, "lsp:tried") or 0),
        unclear=int(plain(node, "lsp:unclear") or 0),
        next_at=_instant(node, "lsp:nextAt"),
        sent_at=_instant(node, "lsp:sent"),
        trouble=Trouble(trouble) if trouble else None,
        reply=int(reply) if reply else None,
        revision=document.version,
    )


def _count(number: int) -> str:
    return str(number) if number else ""


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(UTC).isoformat()


def _instant(node: Node, name: str) -> datetime | None:
    text = plain(node, name)
    return None if text is None else datetime.fromisoformat(text)
