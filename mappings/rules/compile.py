"""The tables compiled: forward dispatch by tag, backward dispatch by root, property and type.

`Tables` is made once from the rules and holds no state of a record. Going forward every field is offered to the
handlers of its tag in the order of the tables. Coming back every value of every root is offered to the one claimer that
fits it best: required types present and nothing unexpected, lower order first, more required types first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mappings.marc.record import DataField
from mappings.rules.authority_back import AuthorityBack
from mappings.rules.back import Back
from mappings.rules.checks import check
from mappings.rules.compile_back import Claimer, claimers, normaliser, rooted_props, roots_taker
from mappings.rules.compile_forward import compile_field
from mappings.rules.forward import Handler, Run, add, number_parts
from mappings.rules.items import IN_HOLDINGS, put
from mappings.rules.languages import tag_of
from mappings.rules.links import normal_880, numbered
from mappings.rules.model import Field, Root, Rule, Twin
from mappings.rules.shape import Shapes
from mappings.rules.tables.item_fields import has_own_field, item_information, stands_alone

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value
    from mappings.marc.record import Record
    from mappings.rules.forward import Minter

Normal = Callable[["DataField", bool], "DataField"]


class Tables:
    """Rules compiled into the two directions."""

    def __init__(self, rules: Sequence[Rule], run: type[Run] = Run, *, local: bool = False) -> None:
        """Compile `rules`. `local`: a tenant's own field has its items, so new ones are not written as 852."""
        self.rules = tuple(rules)
        self._run = run
        self._local = local
        self._handlers: dict[str, tuple[Handler, ...]] = {}
        self._twins: dict[str, Twin] = {}
        self._normal: dict[str, Normal] = {}
        self._prepare = [rule.prepare for rule in rules if not isinstance(rule, Field) and rule.prepare]
        self._finish = [rule.finish for rule in rules if not isinstance(rule, Field) and rule.finish]
        self._shapes = Shapes(rules)
        self._claims: dict[tuple[Root, str], list[Claimer]] = {}
        self._queued: set[tuple[Root, str]] = set()
        self._back_finish: list[Callable[[Back], None]] = []
        self._holdings_finish: list[Callable[[Back], None]] = []
        everything: list[Claimer] = []
        for rule in rules:
            self._forward_rule(rule)
            everything.extend(self._back_rule(rule))
        check(rules, everything)
        for claims in self._claims.values():
            claims.sort(key=lambda claim: (claim.order, -len(claim.types), -len(claim.constants)))

    def _forward_rule(self, rule: Rule) -> None:
        handler = compile_field(rule) if isinstance(rule, Field) else rule.forward
        for tag in rule.tags.split():
            if handler is not None:
                self._handlers[tag] = (*self._handlers.get(tag, ()), handler)
            if self._twins.get(tag, "none") == "none":
                self._twins[tag] = rule.twin
            if isinstance(rule, Field):
                if not rule.echo:
                    self._normal.setdefault(tag, normaliser(rule))
            elif rule.normalise is not None:
                self._normal[tag] = rule.normalise

    def _back_rule(self, rule: Rule) -> list[Claimer]:
        made = claimers(rule)
        for claim in made:
            self._claims.setdefault((claim.root, claim.prop), []).append(claim)
        if isinstance(rule, Field):
            self._queued.update(rooted_props(rule))
            if (finish := roots_taker(rule)) is not None:
                (self._holdings_finish if rule.on is Root.HOLDINGS else self._back_finish).append(finish)
        elif rule.back_finish is not None:
            self._back_finish.append(rule.back_finish)
        return made

    # ---- forward ----------------------------------------------------------------------------------------------------

    def forward(self, record: Record, mint: Minter) -> Run:
        """Convert one record; the roots are on the run."""
        run = self._run(record, mint)
        handlers = self._handlers
        for prepare in self._prepare:
            prepare(run)
        leader = handlers.get("LDR")
        if leader:
            run.position = 1
            self._control(run, leader, "LDR", record.leader)
        position = 1
        linked = bool(run.tags.get("880"))
        for field in record.fields:
            position += 1
            tag = field.tag
            if (tag not in handlers and tag != "880") or tag == "LDR":
                continue
            run.position = position
            if len(field) == 2:  # a control field is a pair
                self._control(run, handlers[tag], tag, field.value)
            elif linked:
                self._linked(run, field)
            else:
                for handler in handlers[tag]:
                    handler(run, field, None)
        for finish in self._finish:
            finish(run)
        self._close(run)
        return run

    @staticmethod
    def _control(run: Run, handlers: tuple[Handler, ...], tag: str, text: str) -> None:
        field = DataField(tag, text, "", ())
        for handler in handlers:
            handler(run, field, None)

    def _linked(self, run: Run, field: DataField) -> None:
        """A field of a record with 880s: an 880 stands for its tag, paired ones as that tag's twin option says."""
        tag = field.tag
        language = None
        if tag == "880":
            six = field.get("6") or ""
            tag = six[:3]
            paired = six[4:6] != "00" and any(twin is field for twin in run.twins.values())
            if tag not in self._handlers or (paired and self._twins.get(tag) != "own"):
                return
            language = tag_of(run, field)
            field = field._replace(tag=tag)
        for handler in self._handlers.get(tag, ()):
            handler(run, field, language)

    @staticmethod
    def _close(run: Run) -> None:
        if len(run.admin) > 1:
            add(run.main, "bf:adminMetadata", run.admin)
        for root in run.all_roots:
            number_parts(root)

    # ---- back -------------------------------------------------------------------------------------------------------

    def back(self, work: Node, instances: list[Node], items: list[Node], holdings: list[Node]) -> Back:
        """The fields statements give, with what no rule claimed."""
        shaped = self._shapes.shaped
        out = Back(
            shaped(work) if work else {},
            [shaped(each) for each in instances],
            [shaped(each) for each in items],
            [shaped(each) for each in holdings],
        )
        out.claimed = self._claimed
        self._offer(out, Root.WORK, out.work)
        for instance in out.instances[:1]:
            self._offer(out, Root.INSTANCE, instance)
        if out.admin:
            self._offer(out, Root.ADMIN, out.admin)
        self._holdings(out)
        for finish in self._back_finish:
            out.origin = ""
            finish(out)
        return out

    def back_heading(self, thing: Node) -> AuthorityBack:
        """The fields of an authority record that the description of a heading gives."""
        out = AuthorityBack(thing)
        out.claimed = self._claimed
        for root in (Root.THING, Root.AUTHORITY, Root.ADMIN):
            self._offer(out, root, out.root(root))
        for finish in self._back_finish:
            out.origin = ""
            finish(out)
        return out

    def _holdings(self, out: Back) -> None:
        """Holdings one by one, each with its items; a copy that stands for itself is written like holdings."""
        alone = [item for item in out.items if stands_alone(item, local=self._local)]
        for number, node in enumerate((*out.holdings, *alone), 1):
            out.begin(number, node)
            self._offer(out, Root.HOLDINGS, node)
            for finish in self._holdings_finish:
                finish(out)
            for item in out.items:
                inside = node.get("@id") and {"@id": node["@id"]} in item.get(IN_HOLDINGS, ())
                if inside and not has_own_field(item):
                    put(out, item, item_information(item))
        out.begin(0, {})

    def _claimed(self, root: Root, prop: str, value: Value) -> bool:
        claims = self._claims.get((root, prop))
        return claims is not None and _best(claims, value) is not None

    def _offer(self, out: Back, root: Root, node: Node) -> None:
        for prop, values in node.items():
            if prop[0] == "@":
                continue
            claims = self._claims.get((root, prop))
            queued = (root, prop) in self._queued
            for value in values:
                claim = _best(claims, value) if claims else None
                if claim is not None:
                    out.origin = f"{root.value}/{prop}"
                    claim.take(out, root, value)
                elif not queued and prop not in _LINKS:
                    out.left.append((root, prop, value))

    def norm(self, record: Record, *, isbd: bool) -> list[DataField]:
        """The canonical form of a record's fields; control fields as `DataField(tag, text, "", ())`."""
        out: list[DataField] = [DataField("LDR", record.leader, "", ())]
        linked = False
        for field in record.fields:
            if len(field) == 2:
                out.append(DataField(field.tag, field.value, "", ()))
            elif field.tag == "880":
                linked = True
                out.append(normal_880(field, self._normal, isbd=isbd))
            else:
                normal = self._normal.get(field.tag)
                out.append(normal(field, isbd) if normal is not None else field)
        return numbered(out, Run(record, _Nameless())) if linked else out


class _Nameless:
    """Names for a run that makes no nodes."""

    def root(self, part: str) -> str:
        return part

    def heading(self, kind: str, key: str, part: str) -> str:
        return f"{kind}{key}{part}"


_LINKS = frozenset({"bf:hasInstance", "bf:instanceOf", "bf:hasItem", "bf:itemOf", "bf:adminMetadata"})


def _best(claims: list[Claimer], value: Value) -> Claimer | None:
    """The claimer that fits a value best."""
    node: dict[str, Any] = value if isinstance(value, dict) else {}
    types = frozenset(node.get("@type", ()))
    loose: Claimer | None = None
    for claim in claims:
        if claim.types <= types and (claim.accepts is None or claim.accepts(value)):
            if types <= claim.allowed or not (claim.types or claim.allowed):
                return claim
            if loose is None and claim.types:
                loose = claim
    return loose
