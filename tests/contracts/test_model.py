"""Any sequence of commands leaves the store as a small model of it says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from graph.store.errors import Conflict
from graph.store.model import ABSENT, ANY, Delete, Put
from graph.store.names import GraphKind

LOCALS = st.sampled_from("abcd")
KINDS = st.sampled_from([GraphKind.CATALOGUE, GraphKind.PATRONS])
TENANTS = st.sampled_from(["harbor", "lindenau"])
KEYS = st.tuples(LOCALS, TENANTS, KINDS)
BARCODES = st.sampled_from(["1", "2", "3"])
TARGETS = st.lists(st.sampled_from(["urn:x", "urn:y", "urn:z"]), max_size=2)
WRITES = st.lists(
    st.tuples(KEYS, st.none() | st.tuples(BARCODES, TARGETS), st.sampled_from(["any", "right", "wrong", "absent"])),
    min_size=1,
    max_size=3,
    unique_by=lambda write: write[0],
)


class Machine(RuleBasedStateMachine):
    """Commands against a store and, in step, against dictionaries."""

    library = None

    def __init__(self) -> None:
        super().__init__()
        self.here = type(self).library()
        self.versions: dict = {}
        self.bodies: dict = {}
        self.events = 0
        self.answers: dict = {}

    def expectation(self, key, word):
        there = self.bodies.get(key) is not None
        version = self.versions.get(key, 0)
        return {"any": ANY, "absent": ABSENT, "wrong": version + 7}.get(word, version if there else ABSENT)

    def holds(self, key, expects):
        there = self.bodies.get(key) is not None
        return expects is ANY or (not there if expects is ABSENT else there and expects == self.versions[key])

    @rule(writes=WRITES, request=st.none() | st.sampled_from(["r1", "r2"]))
    def commit(self, writes, request):
        made, after, fine = [], dict(self.bodies), True
        for key_parts, content, word in writes:
            key = self.here.key(*key_parts)
            expects = self.expectation(key, word)
            fine = fine and self.holds(key, expects)
            if content is None:
                made.append(Delete(key, expects))
                after[key] = None
            else:
                body = {
                    "@id": key.iri,
                    **self.here.item(content[0]),
                    "bf:subject": [{"@id": each} for each in content[1]],
                }
                body = {name: values for name, values in body.items() if values}
                made.append(Put(key, body, expects))
                after[key] = body
        if request in self.answers:
            assert self.here.commit(*made, request=request).sequence == self.answers[request]
            return
        if not fine or not self.unique(after):
            with pytest.raises(Conflict):
                self.here.commit(*made, request=request)
            return
        answer = self.here.commit(*made, request=request)
        changed = [key for key in after if after[key] != self.bodies.get(key)]
        self.events += bool(changed)
        for key in changed:
            self.versions[key] = self.versions.get(key, 0) + 1
        self.bodies = after
        assert (answer.sequence, answer.written) == (self.events, len(changed))
        if request:
            self.answers[request] = answer.sequence

    def unique(self, bodies):
        held: dict = {}
        for key, body in bodies.items():
            if body is not None:
                barcode = body["bf:identifiedBy"][0]["rdf:value"][0]
                space = key.graph.partition("/graphs/")[0]
                if held.setdefault((space, barcode), key.iri) != key.iri:
                    return False
        return True

    @rule(key_parts=st.tuples(LOCALS, TENANTS, st.just(GraphKind.PATRONS)))
    def forget(self, key_parts):
        key = self.here.key(*key_parts)
        known = key in self.versions
        assert self.here.store.forget([key], self.here.everything) == known
        if known:
            del self.versions[key]
            self.bodies.pop(key, None)
            # Which answers went with it the model does not follow: no request id is used again.
            self.answers.clear()
            self.here.forget_requests()

    @invariant()
    def documents_are_those_of_the_model(self):
        keys = list(self.bodies)
        documents = self.here.store.read(keys, self.here.everything)
        assert [document and document.body for document in documents] == [self.bodies[key] for key in keys]
        there = [(key, self.versions[key]) for key in keys if self.bodies[key] is not None]
        assert [(document.key, document.version) for document in documents if document] == there

    @invariant()
    def links_and_keys_are_those_of_the_model(self):
        for target in ("urn:x", "urn:y", "urn:z"):
            (page,) = self.here.store.incoming([target], ["bf:subject"], self.here.everything)
            assert set(page.keys) == {
                key for key, body in self.bodies.items() if body and {"@id": target} in body.get("bf:subject", [])
            }
        for barcode, found in zip(
            "123", self.here.store.find("barcode", list("123"), self.here.everything), strict=True
        ):
            assert set(found) == {
                key
                for key, body in self.bodies.items()
                if body and body["bf:identifiedBy"][0]["rdf:value"] == [barcode]
            }

    @invariant()
    def the_log_has_no_gap(self):
        assert self.here.store.position() == self.events
        events = self.here.store.changes(0, 10_000, self.here.everything)
        assert [event.sequence for event in events] == list(range(1, self.events + 1))

    def teardown(self):
        assert self.here.store.check(self.here.everything) == []
        self.here.store.close()


def test_any_sequence_of_commands_leaves_the_store_as_the_model_says(make_store, library):
    kind = type(library)

    class Here(kind):
        """A library whose request ids change when the store forgets answers."""

        turn = 0

        def forget_requests(self):
            self.turn += 1

        def cause(self, actor="ada", request=None, command="edit"):
            return super().cause(actor, request and f"{request}-{self.turn}", command)

    class Bound(Machine):
        library = staticmethod(lambda: Here(make_store()))

    run_state_machine_as_test(
        Bound,
        settings=settings(
            max_examples=30,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
