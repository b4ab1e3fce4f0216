"""One watch for every subscription: who goes away takes nothing from those who stay."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

from app.protocols.graphql.watch import LogWatch
from graph.store.model import Head


def test_listeners_that_are_cancelled_again_and_again_keep_no_other_from_hearing():
    number = 0

    def head() -> Head:
        nonlocal number
        number += 1
        return Head("log", number)

    async def work(call):
        await asyncio.sleep(0)
        return call()

    async def all_of_it() -> list[bool]:
        watch = LogWatch(SimpleNamespace(head=head), work)

        async def wait() -> bool:
            async with watch.listening() as log:
                heard = True
                for _ in range(5):
                    heard &= await watch.grown(log, number, 5)
                return heard

        async def come_and_go() -> None:
            for _ in range(20):
                passing = [asyncio.create_task(wait()) for _ in range(10)]
                await asyncio.sleep(0.01)
                for _ in range(3):
                    for each in passing:
                        each.cancel()
                    await asyncio.sleep(0)
                await asyncio.gather(*passing, return_exceptions=True)

        staying = [asyncio.create_task(wait()) for _ in range(10)]
        await come_and_go()
        return await asyncio.gather(*staying)

    assert all(asyncio.run(all_of_it()))
