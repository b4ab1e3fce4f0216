"""What `@include` and `@skip` leave out is left out in each request, whatever the same document asked for before."""

from __future__ import annotations

from itertools import product

from graph.access.model import ANONYMOUS
from schema.running.engine import Caller, Engine, Request

QUERY = """
query Asked($count: Boolean!, $plain: Boolean = true) {
  search(input: {scope: {tenants: ["harbor"]}}, first: 1) {
    totalCount @include(if: $count)
    ...Spelled
  }
}
fragment Spelled on SearchConnection { didYouMean @skip(if: $plain) tookMs @include(if: false) }
"""


def test_each_request_is_answered_as_its_own_variables_say(engine: Engine) -> None:
    for count, plain in 2 * list(product((True, False), (True, False, None))):
        given = {"count": count} | ({} if plain is None else {"plain": plain})
        answer = engine.run(Request(QUERY, None, given), Caller(ANONYMOUS, "r", ()))
        wanted = {*({"totalCount"} if count else ()), *({"didYouMean"} if plain is False else ())}
        assert answer.body["data"]["search"].keys() == wanted
