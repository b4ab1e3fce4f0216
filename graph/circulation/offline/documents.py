"""How an offline act is written as a document of a tenant's circulation graph (`lsp:OfflineAct`), and read back.

It carries `lsp:OfflineConflict` while it is to be settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from graph.circulation.offline.model import Act, ActKind, ActState, Reported
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy
from graph.store.model import Document
from graph.store.names import parse_graph
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, plain

ACTS: Final = "offline"
CONFLICT: Final = "lsp:OfflineConflict"


def act_node(act: Act) -> Node:
    """The document of an act."""
    said, open_ = act.reported, act.state is ActState.CONFLICT
    node: Node = {"@id": act.iri, "@type": ["lsp:OfflineAct", *([CONFLICT] if open_ else [])]}
    texts = {
        "lsp:requestId": said.request_id,
        "lsp:command": said.kind.value,
        "lsp:at": _moment(said.at),
        "lsp:itemRead": said.item,
        "lsp:cardRead": said.patron if open_ else "",
        "lsp:proxyRead": said.proxy if open_ else "",
        "lsp:state": act.state.value,
        "lsp:by": act.by,
        "lsp:uploaded": _moment(act.uploaded_at),
        "lsp:settledBy": act.settled_by,
        "lsp:note": act.note,
    }
    node.update({name: [text] for name, text in texts.items() if text})
    links: dict[str, Sequence[str | None]] = {
        "lsp:seenAt": [said.point],
        "lsp:patron": [act.patron],
        "lsp:about": act.about,
    }
    node.update({name: found for name, some in links.items() if (found := [{"@id": iri} for iri in some if iri])})
    if act.blocks:
        node["lsp:code"] = [f"{each.code}: {each.message}" for each in act.blocks]
    return node


def act_of(document: Document) -> Act:
    """An act from its document."""
    node = document.body

    def text(name: str) -> str:
        return plain(node, name) or ""

    reported = Reported(
        request_id=text("lsp:requestId"),
        kind=ActKind(text("lsp:command")),
        at=datetime.fromisoformat(text("lsp:at")),
        item=text("lsp:itemRead"),
        patron=text("lsp:cardRead"),
        point=next(iter(iris(node, "lsp:seenAt")), ""),
        proxy=text("lsp:proxyRead"),
    )
    return Act(
        iri=document.key.iri,
        tenant=parse_graph(document.key.graph).owner,
        reported=reported,
        state=ActState(text("lsp:state")),
        by=text("lsp:by"),
        uploaded_at=datetime.fromisoformat(text("lsp:uploaded")),
        blocks=tuple(_block(str(each)) for each in node.get("lsp:code", ())),
        patron=next(iter(iris(node, "lsp:patron")), None),
        about=tuple(iris(node, "lsp:about")),
        settled_by=text("lsp:settledBy"),
        note=text("lsp:note"),
        revision=document.version,
    )


def _block(text: str) -> BlockedBy:
    code, _, message = text.partition(": ")
    return BlockedBy(Code(code), message)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
